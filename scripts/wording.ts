/** Owns the list of sentences that a hospital may say in its own words: read from the English catalogs, kept where the server finds it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withBlanks } from '../packages/elements/locales/blanks.ts';
import { PATIENT } from '../packages/elements/locales/patient.ts';

const file = join(import.meta.dirname, '../packages/contract/wording.keys.json');

/** What must be said as it is: that something is made up, a draft or no diagnosis; what the law writes on the paper; what was agreed to. */
const FIXED =
  /^(first\.(demo|draft|switchTo)|triage-result\.(draft|noDiagnosis)|prescription\.(textDraft|seal\w*|paper|paperTitle)|prescription\.herbs\.paper\w*|meeting\.rules)(\.|$)/;

/** The names of a sentence's parameters; null where it is no one sentence with blanks. */
export function blanksIn(sentence: (...blanks: string[]) => unknown): string[] | null {
  const [, wrapped, alone] = /^\(?(?:([^]*?)\)|(\w+))\s*=>/.exec(`${sentence}`) ?? [];
  const names = (wrapped ?? alone ?? '').split(',').flatMap((name) => /^\s*(\w+)/.exec(name)?.[1] ?? []);
  return withBlanks(sentence, names) === null ? null : names;
}

function keysOf(words: unknown, path: string, found: Record<string, string[]>): void {
  if (FIXED.test(path)) return;
  if (typeof words === 'string') {
    if (words) found[path] = (words.match(/\{\w+\}/g) ?? []).map((blank) => blank.slice(1, -1));
  } else if (typeof words === 'function') {
    const blanks = blanksIn(words as () => unknown);
    if (blanks) found[path] = blanks;
  } else for (const [key, inner] of Object.entries(words as object)) keysOf(inner, `${path}.${key}`, found);
}

async function wordingKeys(): Promise<string> {
  const found: Record<string, string[]> = {};
  for (const name of Object.keys(PATIENT)) {
    const { default: words } = await PATIENT[name]!.en();
    // The call says what the check of the devices says: one place is enough.
    const own = name === 'consult' ? Object.keys((await PATIENT['devices']!.en()).default) : [];
    const rest = Object.entries(words).filter(([key]) => !own.includes(key));
    keysOf(Object.fromEntries(rest), name, found);
  }
  return `${JSON.stringify(found, null, 2).replace(/\[\s+([^\]]*?)\s+\]/g, (_, list: string) => `[${list.replace(/\s+/g, ' ')}]`)}\n`;
}

export async function staleKeys(): Promise<string[]> {
  let kept = '';
  try {
    kept = readFileSync(file, 'utf8');
  } catch {
    // Not written yet.
  }
  return kept === (await wordingKeys()) ? [] : ['packages/contract/wording.keys.json'];
}

export async function writeKeys(): Promise<void> {
  writeFileSync(file, await wordingKeys());
}
