/** `npm run triage:lint`: reads every protocol, epidemic file and the words beside them, and prints what is wrong with file, place and remedy. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lintTogether, type Fault } from '@care-elements/triage/lint.ts';
import { lintEmergencies } from '@care-elements/triage/lint/emergencies.ts';
import { lintEpidemic } from '@care-elements/triage/lint/epidemic.ts';
import { isSampled } from '@care-elements/triage/lint/holds.ts';
import { lintOrdinary } from '@care-elements/triage/lint/ordinary.ts';
import type { Protocol } from '@care-elements/triage/protocol.ts';
import type { Matter } from '@care-elements/triage/understand/ordinary.ts';
import { wordFiles } from '@care-elements/triage/understand/words.ts';
import { EPIDEMICS_DIR, parseEpidemic } from '../server/triage/epidemic-file.ts';
import { readLibrary } from '../server/triage/library.ts';
import { lintFile, surroundings } from '../server/triage/lint.ts';
import { lintWords } from './triage/lint-words.ts';

const PROTOCOLS = new URL('../packages/triage/protocols/', import.meta.url);

export function lintAll(folder = PROTOCOLS): Fault[] {
  const around = surroundings();
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => lintFile(name, readFileSync(new URL(name, folder), 'utf8')));
  const faults = files.flatMap((file) => file.faults);
  const protocols = files.flatMap(({ protocol }) => protocol ?? []);
  // With one of them unreadable, what the others lack is not known.
  if (protocols.length === files.length)
    faults.push(
      ...lintTogether(protocols, around),
      ...lintEmergencies(protocols),
      ...readdirSync(EPIDEMICS_DIR)
        .filter((name) => name.endsWith('.json'))
        .flatMap((name) =>
          lintEpidemicFile(name, readFileSync(join(EPIDEMICS_DIR, name), 'utf8'), protocols),
        ),
      ...[...wordFiles('ordinary')].flatMap(([file, matters]) =>
        lintOrdinary(`words/${file}`, matters as Record<string, Matter>, {
          ...{ protocols, sources: around.sources },
          names: new Set(
            [...wordFiles('atoms').values(), ...wordFiles('signs').values()]
              .flatMap(Object.keys)
              .concat('hot', 't39', 't40', 'bp140', 'bp180', 'hr150'),
          ),
        }),
      ),
    );
  return [...faults, ...lintWords(around, protocols)];
}

export function lintEpidemicFile(name: string, text: string, protocols: readonly Protocol[]): Fault[] {
  try {
    const { epidemic } = parseEpidemic(text, name);
    return lintEpidemic(epidemic, protocols, surroundings());
  } catch (error) {
    const problem = (error as Error).message.replace(/\.?$/, '.');
    return [{ file: `epidemics/${name}`, where: 'file', problem, remedy: 'Correct its shape.' }];
  }
}

if (import.meta.main) {
  const faults = lintAll();
  for (const { file, where, problem, remedy } of faults)
    console.log(`${file} ${where}: ${problem} ${remedy}`);
  console.log(faults.length ? `${faults.length} faults` : 'triage: no fault');
  const sampled = readLibrary().all.flatMap((protocol) =>
    protocol.rules.filter(({ when }) => isSampled(protocol, when)).map(({ id }) => id),
  );
  console.log(`tried on a sample, as there is too much to try all: ${sampled.join(', ') || 'nothing'}`);
  process.exitCode = faults.length ? 1 : 0;
}
