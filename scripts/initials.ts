/**
 * Writes the pinyin initials into the bundled data (formulary, ICD-10), to be run after a row is added. A reading added by hand
 * behind the first is kept ("xmz qmz").
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { pinyinInitials } from '../server/terminology/pinyin.ts';

interface Row {
  name: { 'zh-CN': string };
  brand?: { 'zh-CN': string } | null;
  initials: string | null;
}

for (const file of [
  'server/formulary/data/starter/drugs.json',
  'server/formulary/data/starter/pieces.json',
  'server/terminology/data/icd10.json',
]) {
  const url = new URL(`../${file}`, import.meta.url);
  // One row a line, so that a change of a row is one line of a diff.
  const lines = readFileSync(url, 'utf8').split('\n');
  const filled = lines.map((line) => {
    if (!line.startsWith('{"')) return line;
    const comma = line.endsWith(',') ? ',' : '';
    const row = JSON.parse(comma ? line.slice(0, -1) : line) as Row;
    const names = [row.name['zh-CN'], ...(row.brand ? [row.brand['zh-CN']] : [])].map(pinyinInitials);
    row.initials = [...new Set([...names, ...(row.initials ?? '').split(' ').filter(Boolean)])].join(' ');
    return JSON.stringify(row) + comma;
  });
  writeFileSync(url, filled.join('\n'));
}
