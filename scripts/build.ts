/** Owns `npm run build`: the widgets as a CDN folder, `dist/cdn`, with its manifest; fails over budget. */
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { rollup, type OutputChunk, type OutputOptions, type RollupOptions } from 'rollup';
import {
  livekitRecipe,
  loaderRecipe,
  PAGE_TAGS,
  scriptRecipe,
  tags,
  widgetFile,
  widgetsRecipe,
} from '../rollup.config.ts';
import { eventNames, tokenNames } from './build-names.ts';
import { buildStudio } from './build-studio.ts';
import { checkBudgets, type Manifest } from './size.ts';

const root = join(import.meta.dirname, '..');
const out = join(root, 'dist/cdn');
const pages = join(root, 'packages/elements/pages');
const gzip = (code: string | Buffer) => gzipSync(code, { level: 9 }).length;

/** Modules that a patient's page asks for only after the first triage question was answered, when something goes wrong, in elder mode alone, or never. */
const LATER =
  /client\/(live|triage-run)\.ts|locales\/others\.ts|base\/beyond\.ts|widgets\/(visit-(stage|errors|guardian|heard|host)|triage-around|to-a-human|body-map|care-(queue|consult|prescription))|node_modules\/uqr\//;

/**
 * Fetched with a visit's first screen after triage, and with any desk: the call finds it there. And the conversation beside it,
 * which the call does not wait for; what goes on beside a call that stands; and what is there only where the hospital records.
 */
const THERE =
  /client\/(live|consult-(incall|beside))\.ts|locales\/others\.ts|base\/beyond\.ts|widgets\/(chat-button|care-chat-view|call-(recording|more|float\.ts))/;

/** What each module imports, and what it may import later. */
type Graph = Map<string, { now: readonly string[]; later: readonly string[] }>;

async function generate(recipe: RollupOptions, graph: Graph = new Map()): Promise<OutputChunk[]> {
  const bundle = await rollup({
    ...recipe,
    plugins: [
      recipe.plugins,
      {
        name: 'graph',
        moduleParsed: (info) =>
          void graph.set(info.id, { now: info.importedIds, later: info.dynamicallyImportedIds }),
      },
    ],
  });
  const { output } = await bundle.generate(recipe.output as OutputOptions);
  await bundle.close();
  return output.filter((part): part is OutputChunk => part.type === 'chunk');
}

/** The files that a page fetches in the end for a widget in a language, but for the dynamic imports that `skip` matches. */
function reach(chunks: OutputChunk[], graph: Graph, tag: string, language: string, skip?: RegExp): string[] {
  const files = new Set<string>();
  const load = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    chunks.find(({ fileName }) => fileName === file)?.imports.forEach(load);
  };
  const modules = new Set<string>();
  const walk = (id: string): void => {
    const node = graph.get(id);
    if (!node || modules.has(id)) return;
    modules.add(id);
    node.now.forEach(walk);
    for (const next of node.later)
      if (/\/locales\/[\w-]+\//.test(next) ? next.includes(`/locales/${language}/`) : !skip?.test(next))
        start(next);
  };
  const start = (id: string): void => {
    load(fileOf(chunks, id));
    walk(id);
  };
  start(widgetFile(tag));
  return [...files];
}

const fileOf = (chunks: OutputChunk[], id: string): string =>
  chunks.find(({ moduleIds }) => moduleIds.includes(id))!.fileName;

export async function build(): Promise<Manifest> {
  const graph: Graph = new Map();
  const studio = await buildStudio();
  // An entry that lies whole in a shared chunk leaves an empty facade behind, which nobody needs.
  const chunks = (await generate(widgetsRecipe(), graph)).filter(({ moduleIds }) => moduleIds.length);
  const lists = Object.fromEntries(tags().map((tag) => [tag, fileOf(chunks, widgetFile(tag))]));
  const ours = Object.fromEntries(PAGE_TAGS.map((tag) => [tag, fileOf(chunks, widgetFile(tag))]));
  const loader = await generate(loaderRecipe(lists));
  const framing = [
    ...(await generate(scriptRecipe('frame', { __TOKENS__: tokenNames() }))),
    ...(await generate(scriptRecipe('embed', { __EVENTS__: eventNames() }))),
  ];
  const all = [...loader, ...framing, ...chunks];
  const size = (files: Iterable<string>) =>
    [...files].reduce((sum, file) => sum + gzip(all.find(({ fileName }) => fileName === file)!.code), 0);

  const withLivekit = chunks.filter(({ moduleIds }) =>
    moduleIds.some((id) => id.includes('/livekit-client/')),
  );
  if (withLivekit.length > 1)
    throw new Error(`livekit-client is in ${withLivekit.map(({ fileName }) => fileName)}`);
  const first = (['zh-CN', 'en'] as const)
    .map((language) => ['care.js', ...reach(chunks, graph, 'care-visit', language, LATER)])
    .sort((a, b) => size(b) - size(a))[0]!;
  if (withLivekit.some(({ fileName }) => first.includes(fileName)))
    throw new Error('livekit-client is fetched before the first triage question');
  const consult = lists['care-consult']
    ? reach(chunks, graph, 'care-consult', 'zh-CN', THERE).filter((file) => !first.includes(file))
    : [];
  const livekit = consult.length ? await yardstick() : 0;

  const files: Manifest['files'] = {};
  for (const { fileName, code } of all) {
    const integrity = `sha384-${createHash('sha384').update(code).digest('base64')}`;
    files[fileName] = { gzip: gzip(code), integrity, tags: [] };
  }
  for (const tag of [...Object.keys(lists), ...PAGE_TAGS])
    for (const file of new Set([
      'care.js',
      ...['zh-CN', 'zh-TW', 'zh-HK', 'en', 'ar'].flatMap((language) => reach(chunks, graph, tag, language)),
    ]))
      files[file]!.tags.push(tag);
  for (const { fileName } of framing) files[fileName]!.tags.push('care-frame');
  const manifest: Manifest = {
    sources: fingerprint(),
    version: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version,
    files,
    firstQuestion: { files: first, gzip: size(first) },
    loader: { gzip: files['care.js']!.gzip },
    consult: consult.length ? { files: consult, gzip: size(consult), livekit } : null,
  };

  // Written beside and swapped in, so that a running server never serves half a build.
  const fresh = `${out}.${process.pid}`;
  mkdirSync(fresh, { recursive: true });
  for (const { fileName, code, map } of all) {
    writeFileSync(join(fresh, fileName), code);
    // As the server sends them: compressed once, not for each request.
    writeFileSync(join(fresh, `${fileName}.gz`), gzipSync(code, { level: 9 }));
    writeFileSync(join(fresh, `${fileName}.br`), brotliCompressSync(code));
    if (map) writeFileSync(join(fresh, `${fileName}.map`), map.toString());
  }
  mkdirSync(join(fresh, 'studio'));
  for (const { fileName, code } of studio.files) {
    writeFileSync(join(fresh, 'studio', fileName), code);
    writeFileSync(join(fresh, 'studio', `${fileName}.gz`), gzipSync(code));
  }
  // Pages of our own, for whoever has no hospital's page to stand on.
  for (const page of globSync('*.html', { cwd: pages })) {
    const named = { ...ours, ...studio.entries } as Record<string, string>;
    const text = readFileSync(join(pages, page), 'utf8').replace(
      /\{\{([\w-]+)\}\}/g,
      (_, tag) => named[tag]!,
    );
    writeFileSync(join(fresh, page), text);
  }
  writeFileSync(join(fresh, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  const old = `${out}.old.${process.pid}`;
  if (existsSync(out)) renameSync(out, old);
  renameSync(fresh, out);
  rmSync(old, { recursive: true, force: true });
  return manifest;
}

/** Gzip size of livekit-client alone; kept, for it changes with its version and our recipe only. */
async function yardstick(): Promise<number> {
  const cache = join(root, 'node_modules/.cache/care-yardstick.json');
  const of = createHash('sha256')
    .update(readFileSync(join(root, 'node_modules/livekit-client/package.json')))
    .update(readFileSync(join(root, 'rollup.config.ts')))
    .digest('hex');
  try {
    const kept = JSON.parse(readFileSync(cache, 'utf8'));
    if (kept.of === of) return kept.size;
  } catch {
    // Measured anew.
  }
  const size = gzip((await generate(livekitRecipe()))[0]!.code);
  mkdirSync(dirname(cache), { recursive: true });
  writeFileSync(cache, JSON.stringify({ of, size }));
  return size;
}

/** SHA-256 over every source that the build reads, and over more. */
export function fingerprint(...more: string[]): string {
  const hash = createHash('sha256');
  const sources = [
    'rollup.config.ts',
    'package-lock.json',
    'scripts/build.ts',
    'scripts/build-names.ts',
    'scripts/build-studio.ts',
    ...more,
  ].concat(
    globSync(['packages/**/*.{ts,json,html}', 'stories/*.ts'], {
      cwd: root,
      exclude: (path) => path.includes('node_modules'),
    }).sort(),
  );
  for (const file of sources)
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  return hash.digest('hex');
}

/** The manifest of what stands in `dist/cdn`, if it was built from the sources as they are. */
export function freshManifest(): Manifest | undefined {
  try {
    const manifest: Manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'));
    return manifest.sources === fingerprint() ? manifest : undefined;
  } catch {
    return undefined;
  }
}

/** Builds only when a source has changed since. */
export const buildIfStale = async (): Promise<Manifest> => freshManifest() || (await build());

if (import.meta.main) {
  const manifest = await build();
  console.log(`dist/cdn: ${Object.keys(manifest.files).length} files`);
  if (!checkBudgets(manifest)) process.exitCode = 1;
}
