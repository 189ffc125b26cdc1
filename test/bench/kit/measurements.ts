/** The tables of docs/measurements.md, one section a bench, written by the command that measured. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, totalmem, type as osName } from 'node:os';
import { held, tell, type Figure } from './figure.ts';

const HEAD = `# Measurements

Written by the commands themselves: \`npm run bench -- NAME\`. Ours and the bare comparator (test/bench/bare) are measured in
one run, in turn; the ratio says more than the figures, which are of the machine and of what else it did (its load stands with them).
`;

/** What is printed and what is kept. */
export function tableOf(figures: readonly Figure[]): string[] {
  const spread = (figure: Figure, side: 'ours' | 'bare') => {
    const it = figure.spread?.[side];
    return it ? `${tell(it.median)} (p95 ${tell(it.p95)})` : tell(figure[side]);
  };
  return [
    '| figure | unit | ours | bare | ratio | goal | held | n |',
    '|---|---|---|---|---|---|---|---|',
    ...figures.map((figure) => {
      const { figure: words, unit = 'ms', ratio, goal, more, n } = figure;
      const [ours, bare] = [spread(figure, 'ours'), spread(figure, 'bare')];
      return `| ${words} | ${unit} | ${ours} | ${bare} | ${ratio.toFixed(2)} | ${more ? '≥' : '≤'} ${goal} | ${held(figure) ? 'yes' : '**no**'} | ${n} |`;
    }),
  ];
}

/** `notes`: what the reader must know, a sentence each. Replaces the section of the same name. */
export function keep(file: string, name: string, command: string, table: string[], notes: string[]): void {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const load = loadavg()[0]!.toFixed(1);
  const section = [
    `## ${name}`,
    '',
    `${new Date().toISOString().slice(0, 10)}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GB, ${osName()}, load ${load}, commit ${commit}: \`${command}\``,
    '',
    ...table,
    ...notes.flatMap((note) => ['', note]),
    '',
  ].join('\n');
  const old = existsSync(file) ? readFileSync(file, 'utf8') : HEAD;
  const [head, ...sections] = old.split(/^(?=## )/m);
  const others = sections
    .filter((text) => !text.startsWith(`## ${name}\n`))
    .map((text) => `${text.trimEnd()}\n`);
  writeFileSync(
    file,
    `${[`${head!.trimEnd()}\n`, ...[...others, section].toSorted()].join('\n').trimEnd()}\n`,
  );
}
