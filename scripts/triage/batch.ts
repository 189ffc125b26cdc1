/** `npm run triage -- --batch FILE`: a case a line in, a result a line out, in order; what was wrong goes to stderr. */
import { createReadStream } from 'node:fs';
import { gatherCrew } from './crew.ts';
import type { JudgedLine, Judging } from './judge-lines.ts';
import { piecesOf } from './lines.ts';

/** Of ignored values so many lines are told one by one. */
const TOLD = 20;

/** The exit code: 1 when a line got a problem, 2 when there is no such file. `-` is stdin. */
export async function batch(file: string, judging: Judging): Promise<number> {
  const started = performance.now();
  const input = file === '-' ? process.stdin : createReadStream(file);
  const crew = gatherCrew(judging);
  const { write, end } = writer();
  let written = Promise.resolve();
  try {
    for await (const lines of piecesOf(input.setEncoding('utf8'))) {
      const before = written;
      const judged = crew.take(lines);
      written = before.then(async () => {
        for (const portion of judged) for (const line of await portion) await write(line);
      });
      await crew.work();
      // However long the file and slow its reader: what has come last is judged while the piece before it is written, and no more.
      await before;
    }
  } catch (error) {
    await written;
    console.error(`${file} cannot be read: ${(error as Error).message}`);
    return 2;
  } finally {
    await written;
    await crew.end();
  }
  return end(started);
}

function writer() {
  let at = 0;
  let cases = 0;
  let problems = 0;
  let ignoring = 0;
  return {
    async write(line: JudgedLine | undefined): Promise<void> {
      at++;
      if (!line) return;
      cases++;
      if (line.problem !== undefined) {
        problems++;
        console.error(`line ${at}: ${line.problem}`);
      }
      if (line.ignored.length && ignoring++ < TOLD)
        console.error(`line ${at}: not used, because it makes no sense: ${line.ignored.join(', ')}`);
      if (!process.stdout.write(`${line.out}\n`))
        await new Promise((resolve) => process.stdout.once('drain', resolve));
    },
    /** The last lines, and the exit code. */
    end(started: number): number {
      if (ignoring > TOLD) console.error(`… and values of ${ignoring - TOLD} more lines were not used`);
      const seconds = ((performance.now() - started) / 1000).toFixed(2);
      console.error(`${cases} cases in ${seconds} s${problems ? `, ${problems} with a problem` : ''}`);
      return problems ? 1 : 0;
    },
  };
}
