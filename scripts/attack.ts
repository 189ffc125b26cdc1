/**
 * `npm run attack [-- NAME …] [--short]`: attacks the server as a stranger would, prints what was tried and what came through.
 * The whole of it writes its figures into docs/measurements.md. Exits 1 on any finding. `--short` is what CI runs, without what needs
 * PyPI or takes a browser minutes, unless it is named.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Attack, Attempt } from '../test/attack/attack.ts';
import { writeMeasured } from './measurements.ts';

const folder = join(import.meta.dirname, '../test/attack');
const known = readdirSync(folder)
  .flatMap((file) => /^([a-z]+)\.ts$/.exec(file)?.[1] ?? [])
  .filter((name) => name !== 'attack');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { short: { type: 'boolean', default: false } },
});
const unknown = positionals.find((name) => !known.includes(name));
if (unknown !== undefined) {
  console.error(`npm run attack -- [${known.join(' | ')}] [--short]`);
  process.exit(2);
}

const NOT_SHORT = ['openapi', 'scripts'];
const all = known.filter((name) => !values.short || !NOT_SHORT.includes(name));
const done: (Attempt & { part: string })[] = [];
for (const part of positionals.length ? positionals : all) {
  const { attack } = (await import(join(folder, `${part}.ts`))) as { attack: Attack };
  const attempts = await attack({ long: !values.short }).catch((error: Error): Attempt[] => [
    { attempt: 'to run at all', tried: 0, findings: [error.message] },
  ]);
  done.push(...attempts.map((attempt) => ({ part, ...attempt })));
}
const HEAD = ['| attempt | tried | came through | measured |', '| --- | --- | --- | --- |'];
for (const part of new Set(done.map((d) => d.part))) {
  const rows = done
    .filter((d) => d.part === part)
    .map((d) => `| ${d.attempt} | ${d.tried} | ${d.findings.length} | ${d.measured ?? ''} |`);
  console.log([`\n${part}\n`, ...HEAD, ...rows].join('\n'));
  if (!values.short) writeMeasured(`attack: ${part}`, `npm run attack -- ${part}`, [...HEAD, ...rows]);
}
for (const { part, attempt, findings } of done)
  for (const finding of findings) console.log(`${part}, ${attempt}: ${finding}`);
const failed = done.some(({ tried, findings }) => findings.length || !tried);
process.exitCode = failed ? 1 : 0;
