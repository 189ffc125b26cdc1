/** The program's door: lets Node keep what it compiles, so that the next start is quicker, and opens the program. */
import { accessSync, constants } from 'node:fs';
import { constants as modules, enableCompileCache } from 'node:module';
import { join, resolve } from 'node:path';
import './quick-modules.ts';

const own = join(import.meta.dirname, '../node_modules');
const writable = (folder: string) => {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
};
// A service's program folder is read-only: then it lies with the data.
const { status } = enableCompileCache(
  writable(own)
    ? join(own, '.cache/care-node')
    : resolve(process.env['CARE_DATA_DIR'] || './data', 'cache/node'),
);
// Without it the start takes longer, and that is all.
if (status === modules.compileCacheStatus.FAILED) process.emitWarning('what Node compiles could not be kept');
await import('./program.ts');
