/** `npm start` (the demo) and `npm run serve`: heals what an install without scripts left out, builds the widgets, and becomes the server. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { underNewNode } from './with-node.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
if (!existsSync(join(root, 'node_modules/hono'))) {
  console.error('The packages are not installed: run "npm ci" first.');
  process.exit(1);
}
if (underNewNode(import.meta.url)) {
  process.chdir(root);
  const { buildWidgets } = await import('./widgets.mjs');
  if (!buildWidgets()) {
    console.error('The widgets could not be built; see above.');
    process.exit(1);
  }
  // In this very process: one to signal, one to kill.
  const main = join(root, 'server/main.ts');
  process.argv[1] = main;
  await import(pathToFileURL(main).href);
}
