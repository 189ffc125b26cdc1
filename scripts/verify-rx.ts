/** `npm run verify-rx FILE`: verifies an exported prescription on its own and says each check in words; exit code 1 where one fails. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { verifyExport, type Line } from '../server/seals/verify-export.ts';
import { VERIFY_WORDS } from '../server/seals/verify-words.ts';

const USAGE = `Usage: npm run verify-rx FILE [KEYLIST]
       npm run verify-rx -- FILE [--keys KEYLIST.json|URL] [--hospital-key KID] [--lang zh-CN|en]

FILE is what /v1/hospitals/ID/prescriptions/ID/export answers, KEYLIST what /v1/hospitals/ID/keys answers. Nothing is
fetched unless KEYLIST is a URL. --hospital-key takes the key id of the hospital's own key, as the hospital told it to you. Without --lang it speaks the terminal's language, Chinese or English.`;
const MARKS: Record<Line['is'], string> = { right: '✓', wrong: '✗', open: '?', said: ' ' };

/** npm runs scripts in the project's folder, wherever they were called from. */
const read = (file: string): string => readFileSync(resolve(process.env['INIT_CWD'] ?? '.', file), 'utf8');

async function readKeys(where: string): Promise<string> {
  if (!/^https?:/.test(where)) return read(where);
  const answer = await fetch(where);
  if (!answer.ok) throw new Error(`${where} answered ${answer.status}`);
  return answer.text();
}

/** Chinese where the terminal is. */
const TERMINAL = Intl.DateTimeFormat().resolvedOptions().locale;

async function main(args: string[]): Promise<number> {
  let file: string | undefined;
  let keys: string | undefined;
  let hospitalKey: string | undefined;
  let lang = TERMINAL;
  try {
    const { values, positionals } = parseArgs({
      ...{ args, allowPositionals: true },
      options: { keys: { type: 'string' }, 'hospital-key': { type: 'string' }, lang: { type: 'string' } },
    });
    [file, keys = values.keys] = positionals;
    hospitalKey = values['hospital-key'];
    lang = values.lang ?? TERMINAL;
  } catch (error) {
    console.error((error as Error).message);
  }
  if (!file) {
    console.error(USAGE);
    return 2;
  }
  const language = /^zh/i.test(lang) ? 'zh-CN' : 'en';
  const t = VERIFY_WORDS[language];
  let result;
  try {
    result = verifyExport(read(file), { keyList: keys && (await readKeys(keys)), hospitalKey, language });
  } catch (error) {
    console.error(t.notRead((error as Error).message));
    return 1;
  }
  for (const { is, words } of result.lines) console.log(`${MARKS[is]} ${words}`);
  const verdict = !result.ok ? 'wrong' : result.keysConfirmed ? 'confirmed' : 'unconfirmed';
  console.log(`\n${t.verdicts[verdict]}`);
  return result.ok ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
