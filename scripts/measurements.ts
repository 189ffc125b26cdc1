/** Writes what a command measured into docs/measurements.md, in a section of its own, which the next run of the command replaces. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';

const FILE = join(import.meta.dirname, '../docs/measurements.md');
const HEAD =
  '# Measurements\n\nWritten by the commands themselves; each section by the last whole run of its command.\n';

export function writeMeasured(section: string, command: string, table: string[]): void {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const changed = execFileSync('git', ['status', '--porcelain'], { encoding: 'utf8' }).trim();
  const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}`;
  const text = [
    ...[`## ${section}`, ''],
    `${new Date().toISOString().slice(0, 10)}, ${machine}, commit ${commit}${changed ? ' with changes' : ''}: \`${command}\``,
    ...['', ...table, ''],
  ].join('\n');
  const before = existsSync(FILE) ? readFileSync(FILE, 'utf8') : HEAD;
  const [head = '', ...sections] = before.split(/^(?=## )/m);
  const others = sections.filter((s) => !s.startsWith(`## ${section}\n`)).map((s) => s.trimEnd());
  const all = [...others, text.trimEnd()].sort();
  writeFileSync(FILE, `${[head.trimEnd(), ...all].join('\n\n')}\n`);
}
