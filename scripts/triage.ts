/** `npm run triage`: the interview in the terminal, the same spoken in JSON lines, or a file of cases judged from their words. See docs/triage.md. */
import { parseArgs } from 'node:util';
import { readLibrary } from '../server/triage/library.ts';
import { batch } from './triage/batch.ts';

const HELP = `npm run triage -- --batch FILE.jsonl  one case a line in, one result a line out; - reads stdin
npm run triage -- --help              this

A case:   {"id","text","age"?,"sex"?,"pregnant"?,"vitals"?{sbp,dbp,hr,rr,temp,spo2,glucose,pain,consciousness}}
A result: {"id","level":1-4,"departments":[names of 诊疗科目名录, best first],"complaints","flags","rules"}
With "npm run -s triage" npm itself prints nothing. More in docs/triage.md.`;

async function main(): Promise<number> {
  let options;
  try {
    options = parseArgs({
      options: { batch: { type: 'string' }, help: { type: 'boolean' } },
    }).values;
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${HELP}`);
    return 2;
  }
  if (options.batch !== undefined) return batch(options.batch, readLibrary().all);
  console.log(HELP);
  return 0;
}

// `… | head` closes our stdout: that is no error.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? 0 : 1));
process.exitCode = await main();
