/** `npm run triage:fhir -- export ID` prints a protocol as a FHIR R4 Questionnaire; `-- import FILE` prints a Questionnaire as a protocol. What can't be carried goes to stderr. */
import { readFileSync } from 'node:fs';
import type { Questionnaire } from 'fhir/r4.js';
import { fromQuestionnaire } from '@care-elements/triage/fhir/import.ts';
import { toQuestionnaire } from '@care-elements/triage/fhir/questionnaire.ts';
import { readLibrary } from '../server/triage/library.ts';

const USAGE = 'Usage: npm run -s triage:fhir -- export ID | import FILE';

function main([verb, name]: string[]): number {
  if (!name || (verb !== 'export' && verb !== 'import')) {
    console.error(USAGE);
    return 2;
  }
  const { result, lost } = verb === 'export' ? exported(name) : imported(name);
  if (!result) return 1;
  console.log(JSON.stringify(result, null, 2));
  for (const { path, what } of lost) console.error(`not carried: ${path}: ${what}`);
  return 0;
}

function exported(id: string) {
  const entry = readLibrary().protocols.get(id);
  if (!entry) {
    console.error(`No protocol is called ${id}.`);
    return { result: undefined, lost: [] };
  }
  const { questionnaire, lost } = toQuestionnaire(entry.protocol, entry.hash);
  return { result: questionnaire, lost };
}

function imported(file: string) {
  try {
    const resource = JSON.parse(readFileSync(file, 'utf8')) as Questionnaire;
    if (resource?.resourceType !== 'Questionnaire') throw new Error('it is no FHIR Questionnaire');
    const { protocol, lost } = fromQuestionnaire(resource);
    return { result: protocol, lost };
  } catch (error) {
    console.error(`${file} can't be imported: ${(error as Error).message}`);
    return { result: undefined, lost: [] };
  }
}

process.exitCode = main(process.argv.slice(2));
