/** Owns the ESM of the npm package: one module a tag, shared chunks, nothing bundled that npm brings, and an import that needs no window. */
import { basename } from 'node:path';
import { transform } from 'esbuild';
import type { OutputChunk, Plugin } from 'rollup';
import { rollup } from 'rollup';
import { noZod, older, resolver, typescript } from '../../rollup.config.ts';
import { tokenNames } from '../build-names.ts';
import type { Tag } from './describe.ts';

/** What `import` may touch of a window, and how it does without: a server renders the tag, the browser makes it work. */
const WINDOWLESS: [file: RegExp, from: string, to: string][] = [
  [/base\/light-element\.ts$/, 'extends HTMLElement', 'extends (globalThis.HTMLElement ?? class {})'],
  [/base\/define\.ts$/, '!customElements.get(tag)', 'globalThis.customElements && !customElements.get(tag)'],
  [
    /base\/care-element\.ts$/,
    'new MutationObserver(',
    'globalThis.MutationObserver && new MutationObserver(',
  ],
];

const windowless: Plugin = {
  name: 'windowless',
  transform(code, id) {
    for (const [file, from, to] of WINDOWLESS) {
      if (!file.test(id)) continue;
      if (!code.includes(from)) this.error(`${id} no longer says “${from}”: see WINDOWLESS`);
      code = code.replace(from, to);
    }
    // The loader's build names these; here they stand in the module.
    if (/elements\/frame\.ts$/.test(id))
      code = `const __TOKENS__ = ${JSON.stringify(tokenNames())};\n${code}`;
    return { code, map: null };
  },
};

/** A tag's module: its class, and the classes of the events that it fires. */
const entries = (tags: readonly Tag[]): Plugin => ({
  name: 'entries',
  resolveId: (source) => (source.startsWith('tag:') ? source : null),
  load(id) {
    const tag = id.startsWith('tag:') && tags.find(({ tag }) => id === `tag:${tag}`);
    if (!tag) return null;
    const lines = [`export { ${tag.className} } from ${JSON.stringify(tag.file)};`];
    for (const { class: of } of tag.events)
      if (of) lines.push(`export { ${of.name} } from ${JSON.stringify(of.file)};`);
    // Needed for its effect, too: it defines the tag.
    return { code: [`import ${JSON.stringify(tag.file)};`, ...lines].join('\n'), moduleSideEffects: true };
  },
});

/** The modules, and the npm packages that they import. */
export async function modulesOf(tags: readonly Tag[]): Promise<{ chunks: OutputChunk[]; imports: string[] }> {
  const bundle = await rollup({
    input: Object.fromEntries(tags.map(({ tag }) => [tag, `tag:${tag}`])),
    external: (id) => !/^(\.|\/|tag:|@care-elements\/)/.test(id),
    plugins: [entries(tags), windowless, typescript, noZod, resolver],
    treeshake: {
      moduleSideEffects: (id) => /packages\/elements\/(widgets\/|controls\/|frame\.ts)|^tag:/.test(id),
    },
  });
  const { output } = await bundle.generate({
    format: 'es',
    entryFileNames: '[name].js',
    chunkFileNames: ({ name, facadeModuleId }) => {
      const words = /locales\/([\w-]+)\/([\w-]+)\.ts$/.exec(facadeModuleId ?? '');
      return words ? `chunks/words-${words[2]}-${words[1]}-[hash].js` : `chunks/${basename(name)}-[hash].js`;
    },
    hoistTransitiveImports: false,
    plugins: [
      {
        name: 'es2020',
        renderChunk: async (code) => {
          const down = await transform(older(code), { target: 'es2020', charset: 'utf8', sourcemap: false });
          return { code: down.code, map: null };
        },
      },
    ],
  });
  await bundle.close();
  const chunks = output.filter((part): part is OutputChunk => part.type === 'chunk');
  const own = new Set(chunks.map(({ fileName }) => fileName));
  const outside = chunks.flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports]);
  const names = outside.filter((id) => !own.has(id)).map((id) => /^(@[^/]+\/)?[^/]+/.exec(id)![0]);
  return { chunks, imports: [...new Set(names)].sort() };
}
