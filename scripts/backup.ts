/** `npm run backup -- FILE` and `npm run restore -- FILE`: everything that the server keeps, in one file (docs/operations.md). */
import { resolve } from 'node:path';
import { backup, restore } from '../server/backup/backup.ts';

const [act, given] = process.argv.slice(2);
/** npm runs scripts in the project's folder, wherever they were called from. */
const file = given && resolve(process.env['INIT_CWD'] ?? '.', given);
const { DATABASE_URL: url, CARE_ADMIN_URL: adminUrl = url, CARE_DATA_DIR: dataDir = './data' } = process.env;
const log = { info: () => {}, warn: (line: string) => console.warn(line) };
const own = url && adminUrl ? { url, adminUrl } : undefined;

if (!file || (act !== 'backup' && act !== 'restore')) {
  console.error('Usage: npm run backup -- FILE, or npm run restore -- FILE');
  process.exit(2);
}
try {
  const place = { dataDir, log, own };
  const { tables, rows, files } = await (act === 'backup'
    ? backup(place, file, new Date())
    : restore(place, file));
  console.log(`${act === 'backup' ? 'Kept' : 'Restored'}: ${rows} rows in ${tables} tables, ${files} files.`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
