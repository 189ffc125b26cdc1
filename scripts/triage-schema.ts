/** `npm run triage:schema`: writes the JSON Schema of protocol files, which editors complete and check them with, from the contract's shape. */
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { Protocol } from '@care-elements/contract/triage.protocol.ts';

const FILE = new URL('../packages/triage/protocol.schema.json', import.meta.url);

export const protocolSchema = (): string =>
  `${JSON.stringify(
    {
      title: 'Triage protocol of Care Elements',
      ...z.toJSONSchema(Protocol, { target: 'draft-7', reused: 'ref' }),
    },
    null,
    2,
  )}\n`;

export const storedSchema = (): string => readFileSync(FILE, 'utf8');

if (import.meta.main) {
  writeFileSync(FILE, protocolSchema());
  console.log('packages/triage/protocol.schema.json is written');
}
