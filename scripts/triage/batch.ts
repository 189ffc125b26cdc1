/** `npm run triage -- --batch FILE`: a case a line in, a result a line out, in order; what was wrong goes to stderr. */
import { createReadStream } from 'node:fs';
import type { Epidemics } from '@care-elements/triage/epidemic.ts';
import { judgeLine } from '@care-elements/triage/batch-line.ts';
import type { Protocol } from '@care-elements/triage/protocol.ts';
import { linesOf } from './lines.ts';
import './many-patterns.ts';

/** Of ignored values so many lines are told one by one. */
const TOLD = 20;

/** The exit code: 1 when a line got a problem, 2 when there is no such file. `-` is stdin; `why` adds what the scorecard weighed. */
export async function batch(
  file: string,
  protocols: readonly Protocol[],
  epidemics: Epidemics,
  why: boolean,
): Promise<number> {
  const started = performance.now();
  const input = file === '-' ? process.stdin : createReadStream(file);
  let at = 0;
  let cases = 0;
  let problems = 0;
  let ignoring = 0;
  try {
    for await (const line of linesOf(input.setEncoding('utf8'))) {
      at++;
      const text = line.replace(/^\uFEFF/, '').trim();
      if (!text) continue;
      const { line: result, ignored } = judgeLine(text, protocols, epidemics, why);
      cases++;
      if ('problem' in result) {
        problems++;
        console.error(`line ${at}: ${result.problem.detail}`);
      }
      if (ignored.length && ignoring++ < TOLD)
        console.error(`line ${at}: not used, because it makes no sense: ${ignored.join(', ')}`);
      if (!process.stdout.write(`${JSON.stringify(result)}\n`))
        await new Promise((resolve) => process.stdout.once('drain', resolve));
    }
  } catch (error) {
    console.error(`${file} cannot be read: ${(error as Error).message}`);
    return 2;
  }
  if (ignoring > TOLD) console.error(`… and values of ${ignoring - TOLD} more lines were not used`);
  const seconds = ((performance.now() - started) / 1000).toFixed(2);
  console.error(`${cases} cases in ${seconds} s${problems ? `, ${problems} with a problem` : ''}`);
  return problems ? 1 : 0;
}
