/** `npm run bench -- NAME [--n N] [--json FILE]`: runs one measurement of test/bench and prints it as a table. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/** One figure, ours beside a bare one of the same run. `goal` is the largest ratio that is good enough. */
export interface Figure {
  name: string;
  figure: string;
  ours: number;
  bare: number;
  ratio: number;
  goal: number;
  n: number;
}

const folder = join(import.meta.dirname, '../test/bench');
const known = readdirSync(folder).flatMap((file) => /^(\w+)\.ts$/.exec(file)?.[1] ?? []);
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { n: { type: 'string' }, json: { type: 'string' } },
});
const [name = ''] = positionals;
if (!/^\w+$/.test(name) || !existsSync(join(folder, `${name}.ts`))) {
  console.error(`npm run bench -- ${known.join(' | ')} [--n N] [--json FILE]`);
  process.exit(2);
}
const n = Number(values.n ?? 30);
if (!Number.isInteger(n) || n < 1) throw new Error('--n takes a number of rounds');
const { bench } = (await import(join(folder, `${name}.ts`))) as { bench(n: number): Promise<Figure[]> };
const figures = await bench(n);
console.table(
  figures.map(({ figure, ours, bare, ratio, goal }) => ({
    figure,
    'ours, ms': Math.round(ours),
    'bare, ms': Math.round(bare),
    ratio: ratio.toFixed(2),
    goal: `≤ ${goal}`,
    held: ratio <= goal ? 'yes' : 'NO',
  })),
);
console.log(`n = ${n} rounds, one of each in turn`);
if (n < 30) console.log('Fewer than 30 rounds say little about the 95th percentile.');
if (values.json) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
if (figures.some(({ ratio, goal }) => ratio > goal)) process.exitCode = 1;
