/** Writes what a command measured into docs/measurements.md, in a section of its own, which the next run of the command replaces. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, totalmem, type as osName } from 'node:os';
import { join } from 'node:path';

const MEASUREMENTS = join(import.meta.dirname, '../docs/measurements.md');
const HEAD = `# Measurements

Written by the commands themselves, each section by the last long run of its command. Where there is a bare comparator (test/bench/bare), both are
measured in one run, in turn; the ratio says more than the figures, which are of the machine and of what else it did (its load stands with them).
`;

const git = (...words: string[]): string => execFileSync('git', words, { encoding: 'utf8' }).trim();

/** `table` is Markdown, a line each; `notes` are what the reader must know, a sentence each. */
export function writeMeasured(
  section: string,
  command: string,
  table: string[],
  { notes = [], file = MEASUREMENTS }: { notes?: string[]; file?: string } = {},
): void {
  const machine = `${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GB, ${osName()}, load ${loadavg()[0]!.toFixed(1)}`;
  const commit = `commit ${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', '--', '.', ':!docs/measurements.md') ? ' with changes' : ''}`;
  const text = [
    ...[`## ${section}`, ''],
    `${new Date().toISOString().slice(0, 10)}, ${machine}, ${commit}: \`${command}\``,
    ...['', ...table, ...notes.flatMap((note) => ['', note])],
  ].join('\n');
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const sections = before.split(/^(?=## )/m).filter((one) => one.startsWith('## '));
  const others = sections.filter((one) => !one.startsWith(`## ${section}\n`)).map((one) => one.trimEnd());
  writeFileSync(file, `${[HEAD.trimEnd(), ...[...others, text].sort()].join('\n\n')}\n`);
}
