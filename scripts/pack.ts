/** Owns `npm run pack`: the npm package of the tags in `dist/npm/elements`, with its typings and what editors read. */
import { copyFileSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fingerprint } from './build.ts';
import { describeTags } from './pack/describe.ts';
import { customElements, vscode, webTypes } from './pack/manifests.ts';
import { modulesOf } from './pack/modules.ts';
import { indexTypes, reactTypes, tagTypes, vueTypes } from './pack/types.ts';

const root = join(import.meta.dirname, '..');
export const PACKED = join(root, 'dist/npm/elements');
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'));

/** Exact versions of what the modules import, as our own packages name them. */
function dependencies(imports: readonly string[]): Record<string, string> {
  const known = Object.assign(
    {},
    ...['package.json', 'packages/client/package.json', 'packages/elements/package.json'].map(
      (file) => read(file).dependencies,
    ),
  ) as Record<string, string>;
  return Object.fromEntries(
    imports.map((name) => {
      if (!known[name]) throw new Error(`no package.json of ours names ${name}`);
      return [name, known[name]];
    }),
  );
}

const readme = (tags: readonly { tag: string; description: string }[]): string => `# @care-elements/elements

An internet hospital in one HTML tag. These are the tags as ES modules with their types; a Care server stands behind them.

\`\`\`js
import '@care-elements/elements/care-visit';
\`\`\`
\`\`\`html
<care-visit server="https://care.example" hospital="renhe"></care-visit>
\`\`\`

\`server\` is needed: bundled code can't know where it came from. The page's origin has to be registered for the hospital.
\`import { loadCare } from '@care-elements/elements'; await loadCare('care-visit')\` fetches a tag later. Every import works without a window.

- React 19: \`import '@care-elements/elements/react'\` types the tags in JSX; \`oncare-queue-state={…}\` listens.
- Vue 3: \`import '@care-elements/elements/vue'\` types them in templates; tell the compiler \`isCustomElement: (tag) => tag.startsWith('care-')\`.
- VS Code: \`"html.customData": ["./node_modules/@care-elements/elements/vscode.html-custom-data.json"]\`. JetBrains reads \`web-types.json\` by itself.

| tag | |
|---|---|
${tags.map(({ tag, description }) => `| \`<${tag}>\` | ${description.replaceAll('|', '\\|')} |`).join('\n')}
`;

async function pack(): Promise<void> {
  const tags = describeTags();
  const { chunks, imports } = await modulesOf(tags);
  const { version, license, description } = read('package.json');
  const about = { name: '@care-elements/elements', version };
  const names = tags.map(({ tag }) => tag);
  const entry = (name: string) => ({ types: `./${name}.d.ts`, default: `./${name}.js` });
  const files: Record<string, string> = {
    'index.js': `const parts = {\n${names.map((tag) => `  '${tag}': () => import('./${tag}.js'),`).join('\n')}
};
export const tags = Object.keys(parts);
export async function loadCare(...names) {
  if (typeof customElements === 'undefined') return;
  await Promise.all(names.map((name) => parts[name]()));
}
`,
    'index.d.ts': indexTypes(tags),
    // Types alone: a module that does nothing lets a bundler and Node resolve them.
    'react.js': 'export {};\n',
    'react.d.ts': reactTypes(tags),
    'vue.js': 'export {};\n',
    'vue.d.ts': vueTypes(tags),
    'custom-elements.json': json(customElements(tags)),
    'vscode.html-custom-data.json': json(vscode(tags)),
    'web-types.json': json(webTypes(tags, about)),
    'README.md': readme(tags),
    'package.json': json({
      ...about,
      ...{ description, license, type: 'module' },
      exports: {
        '.': entry('index'),
        ...Object.fromEntries([...names, 'react', 'vue'].map((name) => [`./${name}`, entry(name)])),
        './custom-elements.json': './custom-elements.json',
        './vscode.html-custom-data.json': './vscode.html-custom-data.json',
        './web-types.json': './web-types.json',
        './package.json': './package.json',
      },
      sideEffects: [...names.map((tag) => `./${tag}.js`), './chunks/*.js'],
      customElements: 'custom-elements.json',
      'web-types': './web-types.json',
      dependencies: dependencies(imports),
      peerDependencies: { react: '>=19', vue: '>=3.4' },
      peerDependenciesMeta: { react: { optional: true }, vue: { optional: true } },
    }),
  };
  for (const tag of tags) files[`${tag.tag}.d.ts`] = tagTypes(tag);
  for (const { fileName, code } of chunks) files[fileName] = code;

  const out = PACKED;
  const fresh = `${out}.${process.pid}`;
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(fresh, file)), { recursive: true });
    writeFileSync(join(fresh, file), text);
  }
  // Beside the package, not in it.
  const stamp = sources();
  copyFileSync(join(root, 'LICENSE'), join(fresh, 'LICENSE'));
  rmSync(out, { recursive: true, force: true });
  renameSync(fresh, out);
  writeFileSync(`${out}.sources`, stamp);
}

const sources = (): string =>
  fingerprint('package.json', 'scripts/pack.ts', ...globSync('scripts/pack/*.ts', { cwd: root }).sort());

/** Packs only when a source has changed since. */
export async function packIfStale(): Promise<void> {
  try {
    if (readFileSync(`${PACKED}.sources`, 'utf8') === sources()) return;
  } catch {
    // Never packed.
  }
  await pack();
}

if (import.meta.main) {
  await pack();
  console.log(`dist/npm/elements: npm publish, or npm pack, from there`);
}
