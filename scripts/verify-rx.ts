/** `npm run verify-rx FILE`: verifies an exported prescription on its own and says each check in words; exit code 1 where one fails. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { verifyExport, type Line } from '../server/seals/verify-export.ts';

const USAGE = `Usage: npm run verify-rx FILE [KEYLIST]
       npm run verify-rx -- FILE [--keys KEYLIST.json|URL] [--hospital-key KID]

FILE is what /v1/hospitals/ID/prescriptions/ID/export answers, KEYLIST what /v1/hospitals/ID/keys answers. Nothing is
fetched unless KEYLIST is a URL. --hospital-key takes the key id of the hospital's own key, as the hospital told it to you.`;
const MARKS: Record<Line['is'], string> = { right: '✓', wrong: '✗', open: '?', said: ' ' };

/** npm runs scripts in the project's folder, wherever they were called from. */
const read = (file: string): string => readFileSync(resolve(process.env['INIT_CWD'] ?? '.', file), 'utf8');

async function readKeys(where: string): Promise<string> {
  if (!/^https?:/.test(where)) return read(where);
  const answer = await fetch(where);
  if (!answer.ok) throw new Error(`${where} answered ${answer.status}`);
  return answer.text();
}

async function main(args: string[]): Promise<number> {
  let file: string | undefined;
  let keys: string | undefined;
  let hospitalKey: string | undefined;
  try {
    const { values, positionals } = parseArgs({
      ...{ args, allowPositionals: true },
      options: { keys: { type: 'string' }, 'hospital-key': { type: 'string' } },
    });
    [file, keys = values.keys] = positionals;
    hospitalKey = values['hospital-key'];
  } catch (error) {
    console.error((error as Error).message);
  }
  if (!file) {
    console.error(USAGE);
    return 2;
  }
  let result;
  try {
    result = verifyExport(read(file), { keyList: keys && (await readKeys(keys)), hospitalKey });
  } catch (error) {
    console.error(`Not read: ${(error as Error).message}`);
    return 1;
  }
  for (const { is, words } of result.lines) console.log(`${MARKS[is]} ${words}`);
  console.log(
    !result.ok
      ? '\nNOT VALID: do not trust this file.'
      : result.keysConfirmed
        ? '\nVALID: every check holds, and the keys are the hospital’s published ones.'
        : '\nThe signatures fit, but whose keys these are is NOT CONFIRMED (see “?”).',
  );
  return result.ok ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
