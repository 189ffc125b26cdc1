/** Writes what `npm run faults` found into docs/measurements.md: a section a table, the last run in the place of the one before. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { fileURLToPath } from 'node:url';

const FILE = fileURLToPath(new URL('../../docs/measurements.md', import.meta.url));
const HEAD = `# Measurements\n\nWritten by the commands themselves: each section is the last long run of the command that it names.\n`;

export function keepMeasured(section: string, command: string, table: string[]): void {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const memory = Math.round(totalmem() / 2 ** 30);
  const machine = `${cpus().length} cores, ${memory} GB, ${type()} ${release().split('-')[0]}`;
  const day = new Date().toISOString().slice(0, 10);
  const text = `## ${section}\n\n${day}, ${machine}, commit ${commit}: \`${command}\`\n\n${table.join('\n')}\n`;
  const parts = (existsSync(FILE) ? readFileSync(FILE, 'utf8') : HEAD).split(/^(?=## )/m);
  const at = parts.findIndex((part) => part.startsWith(`## ${section}\n`));
  if (at < 0) parts.push(text);
  else parts[at] = text;
  writeFileSync(FILE, `${parts.map((part) => part.trim()).join('\n\n')}\n`);
}
