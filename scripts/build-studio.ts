/**
 * Owns the bundle of the theme studio and its preview, the stories: `dist/cdn/studio`, apart from the widgets' own and from their manifest,
 * so that no patient's chunk knows of it. Only our pages `/studio.html` and `/gallery.html` load it, in one of today's browsers.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { widgetFile } from '../rollup.config.ts';
import { STORY_FILES } from '../stories/files.ts';

const root = join(import.meta.dirname, '..');
const ENTRIES = { 'care-studio': widgetFile('care-studio'), gallery: join(root, 'stories/gallery.ts') };

/** A story file's stories, as Storybook finds them: by reading. */
const namesIn = (file: string): string[] =>
  [
    ...readFileSync(join(root, `stories/${file}.stories.ts`), 'utf8').matchAll(/^export const ([A-Z]\w*)/gm),
  ].map(([, name]) => name!);

/** Every story file by name, fetched when one of its stories is shown, and what is in it. */
const stories: Plugin = {
  name: 'stories',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^care:story-files$/ }, () => ({ path: 'files', namespace: 'stories' }));
    onLoad({ filter: /./, namespace: 'stories' }, () => ({
      contents: `export const NAMES = ${JSON.stringify(Object.fromEntries(STORY_FILES.map((file) => [file, namesIn(file)])))};
        export const FILES = {${STORY_FILES.map((name) => `'${name}': () => import('./stories/${name}.stories.ts')`).join(',')}};`,
      resolveDir: root,
    }));
  },
};

export interface Studio {
  files: { fileName: string; code: string }[];
  /** Entry -> file, as the pages name them. */
  entries: Record<string, string>;
}

export async function buildStudio(): Promise<Studio> {
  const { outputFiles, metafile } = await build({
    entryPoints: ENTRIES,
    plugins: [stories],
    ...{ bundle: true, splitting: true, format: 'esm', target: 'es2020', minify: true, charset: 'utf8' },
    ...{ write: false, outdir: join(root, 'dist/studio'), metafile: true, legalComments: 'none' },
    ...{ entryNames: 's-[hash]', chunkNames: 's-[hash]' },
    conditions: ['production', 'browser'],
    // As the widgets' own build: fields become plain assignments.
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false, verbatimModuleSyntax: true } },
  });
  const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);
  const of = (entry: string) =>
    nameOf(
      Object.entries(metafile.outputs).find(
        ([, { entryPoint }]) => entryPoint && join(root, entryPoint) === entry,
      )![0],
    );
  return {
    files: outputFiles.map(({ path, text }) => ({ fileName: nameOf(path), code: text })),
    entries: Object.fromEntries(Object.entries(ENTRIES).map(([name, file]) => [name, `studio/${of(file)}`])),
  };
}
