/** Owns how two shots are compared, and the pages that show what changed and all there is. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

export type Verdict = 'same' | 'changed' | 'new' | 'gone';
/** So many pixels may differ: a curve is drawn a little otherwise now and then. */
const FEW = 8;

/** Writes the difference beside them where there is one. */
export function compare(before: string, after: string, difference: string): Verdict {
  if (!existsSync(after)) return 'gone';
  if (!existsSync(before)) return 'new';
  const [one, two] = [readFileSync(before), readFileSync(after)];
  if (one.equals(two)) return 'same';
  const [a, b] = [PNG.sync.read(one), PNG.sync.read(two)];
  if (a.width !== b.width || a.height !== b.height) return 'changed';
  const diff = new PNG({ width: a.width, height: a.height });
  if (pixelmatch(a.data, b.data, diff.data, a.width, a.height, { threshold: 0.1 }) <= FEW) return 'same';
  writeFileSync(difference, PNG.sync.write(diff));
  return 'changed';
}

const page = (title: string, body: string): string => `<!doctype html>
<meta charset="utf-8" />
<title>${title}</title>
<style>
  body { font: 14px system-ui, sans-serif; margin: 16px; background: #ddd; }
  section { display: flex; flex-wrap: wrap; gap: 12px; align-items: start; margin-block-end: 24px; }
  figure { margin: 0; width: 240px; } .wide figure { width: 600px; }
  img { width: 100%; background: #fff; } h2 { width: 100%; font-size: 14px; margin: 0; }
</style>
<h1>${title}</h1>
${body}
`;
const shot = (folder: string, name: string, words: string): string =>
  `<figure><a href="${folder}/${name}"><img loading="lazy" src="${folder}/${name}" alt="" /></a><figcaption>${words}</figcaption></figure>`;

export function writeReport(root: string, verdicts: Map<string, Verdict>): void {
  const other = [...verdicts].filter(([, verdict]) => verdict !== 'same');
  const row = ([name, verdict]: [string, Verdict]): string =>
    `<section><h2>${name}: ${verdict}</h2>${verdict === 'new' ? '' : shot('baseline', name, 'before')}${
      verdict === 'gone' ? '' : shot('now', name, 'now')
    }${existsSync(join(root, 'diff', name)) ? shot('diff', name, 'difference') : ''}</section>`;
  writeFileSync(
    join(root, 'report.html'),
    page(`${other.length} of ${verdicts.size} shots are not as before`, other.map(row).join('\n')),
  );
}

/** One page for each width, language and mode, with every story on it. */
export function writeSheets(root: string, names: readonly string[]): void {
  for (const kind of new Set(names.map((name) => name.split('.').slice(1, -1).join('.'))))
    writeFileSync(
      join(root, `sheet.${kind}.html`),
      page(
        kind,
        `<section class="${kind.startsWith('390') ? '' : 'wide'}">${names
          .filter((name) => name.includes(`.${kind}.`))
          .map((name) => shot('now', name, name.split('.')[0]!))
          .join('\n')}</section>`,
      ),
    );
}
