/** Owns the page in which stories are photographed: all of them in one bundle, and what a script asks of it. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import { STORY_FILES } from '../../stories/files.ts';

const root = join(import.meta.dirname, '../..');

/** Runs in the browser: `show` mounts a story and leads it on, `mode` changes what stands. */
const SCRIPT = `
import { html, render } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { deep } from './stories/act.ts';
// There before it is asked for: nothing tells that it is on its way.
import './packages/elements/controls/elder-mode.ts';
const files = {${STORY_FILES.map((name) => `'${name}': () => import('./stories/${name}.stories.ts')`).join(',\n')}};
const box = document.getElementById('box');
const page = document.documentElement;
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
async function rest() {
  let before = '';
  for (let same = 0, tries = 0; same < 3 && tries < 200; tries++) {
    await pause(10);
    const all = [...deep(box)];
    const waits = all.some((one) => one.localName.includes('-') && (!customElements.get(one.localName) || one.isUpdatePending || one.hasUpdated === false));
    const now = all.map((one) => one.localName + one.childElementCount + (one.childElementCount ? '' : one.textContent)).join();
    same = !waits && now === before ? same + 1 : 0;
    before = now;
  }
  await document.fonts.ready;
  await Promise.all([...deep(box)].filter((one) => one.localName === 'img').map((one) => one.decode().catch(() => {})));
}
window.list = async () => {
  const all = [];
  for (const file in files) {
    const { default: meta, ...stories } = await files[file]();
    for (const name in stories) if (!meta.excludeStories?.includes(name)) all.push([file, name]);
  }
  return all;
};
window.show = async (file, name, lang) => {
  const story = (await files[file]())[name];
  page.lang = lang;
  window.mode('light');
  render(html\`\${keyed({}, story.render({}, { globals: { lang } }))}\`, box);
  await rest();
  await story.play?.({ canvasElement: box, globals: { lang } });
  await rest();
};
window.mode = async (mode) => {
  page.style.colorScheme = mode === 'dark' ? 'dark' : 'light';
  page.style.background = 'Canvas';
  page.style.setProperty('--care-scale', mode === 'elder' ? '1.3' : '1');
  // As a page sets it: on what it embeds, which sees to what stands within.
  for (const one of box.querySelectorAll('*')) if ('elder' in one) one.elder = mode === 'elder';
  await rest();
};
document.title = 'ready';
`;

export async function serveStories(): Promise<{ server: Server; url: string }> {
  const { outputFiles } = await build({
    stdin: { contents: SCRIPT, resolveDir: root, loader: 'ts' },
    ...{ bundle: true, splitting: true, format: 'esm', target: 'es2022', write: false, outdir: '/out' },
    conditions: ['production', 'browser'],
  });
  const files = new Map(outputFiles.map((file) => [file.path.replace('/out', ''), file.contents]));
  const server = createServer((request, response) => {
    const file = files.get(new URL(request.url!, 'http://x').pathname);
    response.setHeader('Content-Type', `text/${file ? 'javascript' : 'html'}; charset=utf-8`);
    response.end(
      file ??
        '<!doctype html><title></title><body style="margin:0"><div id="box"></div><script type="module" src="/stdin.js"></script>',
    );
  }).listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}
