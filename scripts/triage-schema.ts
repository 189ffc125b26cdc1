/** `npm run triage:schema`: writes the JSON Schemas of protocol and epidemic files, which editors complete and check them with, from the contract's shapes; and which protocols have that shape, so that no start has to ask. */
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { Epidemic } from '@care-elements/contract/triage.epidemic.ts';
import { Protocol } from '@care-elements/contract/triage.protocol.ts';
import { CHECKED, checksOf } from '../server/triage/library.ts';

const FILES = {
  'protocol.schema.json': ['Triage protocol of Care Elements', Protocol],
  'epidemic.schema.json': ['Epidemic file of Care Elements', Epidemic],
} as const;
type Name = keyof typeof FILES;
export const SCHEMAS = Object.keys(FILES) as Name[];

const urlOf = (name: Name) => new URL(`../packages/triage/${name}`, import.meta.url);

export const schemaOf = (name: Name): string =>
  `${JSON.stringify(
    {
      $id: `/v1/schemas/${name}`,
      title: FILES[name][0],
      ...z.toJSONSchema(FILES[name][1], { target: 'draft-7', reused: 'ref' }),
    },
    null,
    2,
  )}\n`;

export const storedSchema = (name: Name): string => readFileSync(urlOf(name), 'utf8');

if (import.meta.main) {
  for (const name of SCHEMAS) {
    writeFileSync(urlOf(name), schemaOf(name));
    console.log(`packages/triage/${name} is written`);
  }
  writeFileSync(CHECKED, `${JSON.stringify(checksOf(), null, 2)}\n`);
  console.log('packages/triage/checked.json is written');
}
