/**
 * `npm run bench [-- NAME ...] [--n N] [--size N] [--visits N] [--json FILE]`: measures ours beside the bare machinery (test/bench), prints
 * the table and keeps it in docs/measurements.md, where there were rounds enough (30, as by default). Without a name all of them, one after
 * another.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { held, type Figure } from '../test/bench/kit/figure.ts';
import { tableOf } from '../test/bench/kit/table.ts';
import { writeMeasured } from './measurements.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'test/bench');
const known = readdirSync(folder).flatMap((file) => /^([\w-]+)\.ts$/.exec(file)?.[1] ?? []);
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: Object.fromEntries(
    ['n', 'size', 'visits', 'json'].map((name) => [name, { type: 'string' as const }]),
  ) as Record<'n' | 'size' | 'visits' | 'json', { type: 'string' }>,
});
const names = positionals.length ? positionals : known;
if (names.some((name) => !known.includes(name))) {
  console.error(`npm run bench -- ${known.join(' | ')} [--n N] [--size N] [--visits N] [--json FILE]`);
  for (const name of known) {
    const { help } = (await import(join(folder, `${name}.ts`))) as Bench;
    if (help) console.error(`\n${name}: ${help}`);
  }
  process.exit(2);
}
const whole = (option: 'n' | 'size' | 'visits'): number | undefined => {
  const text = values[option];
  if (text !== undefined && !/^[1-9]\d*$/.test(text)) throw new Error(`--${option} takes a whole number`);
  return text === undefined ? undefined : Number(text);
};
/** Fewer say little about the 95th percentile. */
const ENOUGH = 30;
const n = whole('n') ?? ENOUGH;
/** Of `tenants` the size is its visits. */
const size = whole('visits') ?? whole('size');
interface Bench {
  /** `size`: patients, streams or hospitals, where the bench has such a number. */
  bench(n: number, size?: number): Promise<Figure[]>;
  /** What the reader of the table must know. */
  notes?: string[];
  /** What its options mean, and what they cost. */
  help?: string;
}
const all: Figure[] = [];
for (const name of names) {
  const { bench, notes = [] } = (await import(join(folder, `${name}.ts`))) as Bench;
  const figures = await bench(n, size);
  const table = tableOf(figures);
  console.log([`\n${name}, load ${loadavg()[0]!.toFixed(1)}`, ...table, ...notes].join('\n'));
  const command = `npm run bench -- ${name} --n ${n}${size ? ` --size ${size}` : ''}`;
  if (n >= ENOUGH) writeMeasured(name, command, table, { notes });
  all.push(...figures);
}
if (n < ENOUGH)
  console.log(
    `Fewer than ${ENOUGH} rounds say little about the 95th percentile: docs/measurements.md stays as it was.`,
  );
if (values.json) writeFileSync(values.json, `${JSON.stringify(all, null, 2)}\n`);
if (!all.every(held)) process.exitCode = 1;
// A bench's database and browser may outlive it for a moment.
process.exit();
