/** Owns `npm run build`: the widgets as a CDN folder, `dist/cdn`, with its manifest; fails over budget. */
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { rollup, type OutputChunk, type RollupOptions } from 'rollup';
import { livekitRecipe, loaderRecipe, tags, widgetsRecipe } from '../rollup.config.ts';
import { checkBudgets, type Manifest } from './size.ts';

const root = join(import.meta.dirname, '..');
const out = join(root, 'dist/cdn');
const gzip = (code: string | Buffer) => gzipSync(code, { level: 9 }).length;

/** Modules that a patient's page asks for only after the first triage question was answered, or never. */
const LATER =
  /client\/(live|device-store|queue-store|consult-store)\.ts|widgets\/(care-(queue|consult|prescription|desk|pharmacy)|care-visit-later|visit-stage|triage-result)|node_modules\/(uqr|livekit-client|eventsource-parser)\//;

async function generate(recipe: RollupOptions): Promise<OutputChunk[]> {
  const bundle = await rollup({
    ...recipe,
    onwarn(warning, warn) {
      if (warning.code !== 'CIRCULAR_DEPENDENCY') warn(warning);
    },
  });
  const { output } = await bundle.generate(recipe.output as never);
  await bundle.close();
  return output.filter((part): part is OutputChunk => part.type === 'chunk');
}

/** A chunk and all that it imports at once. */
function closure(chunks: OutputChunk[], files: Iterable<string>): Set<string> {
  const found = new Set<string>();
  const visit = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    chunks.find((chunk) => chunk.fileName === file)?.imports.forEach(visit);
  };
  for (const file of files) visit(file);
  return found;
}

/** What a page fetches in the end for `tag` in `language`, following the dynamic imports that `later` does not match. */
function reach(chunks: OutputChunk[], tag: string, language: string, later: RegExp | undefined): Set<string> {
  let files = closure(chunks, [`${chunks.find(({ name, isEntry }) => isEntry && name === tag)!.fileName}`]);
  for (let size = 0; size !== files.size;) {
    size = files.size;
    const wanted = chunks
      .filter((chunk) => files.has(chunk.fileName))
      .flatMap(({ dynamicImports }) => dynamicImports)
      .filter((file) => {
        const { moduleIds } = chunks.find(({ fileName }) => fileName === file)!;
        if (moduleIds.some((id) => /\/locales\//.test(id)))
          return moduleIds.some((id) => id.includes(`/locales/${language}/`));
        return !later || !moduleIds.some((id) => later.test(id));
      });
    files = closure(chunks, [...files, ...wanted]);
  }
  return files;
}

export async function build(): Promise<Manifest> {
  const chunks = await generate(widgetsRecipe());
  const entries = tags().map(
    (tag) => [tag, chunks.find(({ name, isEntry }) => isEntry && name === tag)!.fileName] as const,
  );
  const loader = await generate(
    loaderRecipe(Object.fromEntries(entries.map(([tag, file]) => [tag, [...closure(chunks, [file])]]))),
  );
  const all = [...loader, ...chunks];
  const size = (files: Iterable<string>) =>
    [...files].reduce((sum, file) => sum + gzip(all.find(({ fileName }) => fileName === file)!.code), 0);

  const withLivekit = chunks.filter(({ moduleIds }) =>
    moduleIds.some((id) => id.includes('/livekit-client/')),
  );
  if (withLivekit.length > 1)
    throw new Error(`livekit-client is in ${withLivekit.map(({ fileName }) => fileName)}`);
  const has = (tag: string) => entries.some(([name]) => name === tag);
  const first = has('care-visit')
    ? (['zh-CN', 'en'] as const)
        .map((language) => ['care.js', ...reach(chunks, 'care-visit', language, LATER)])
        .sort((a, b) => size(b) - size(a))[0]!
    : ['care.js'];
  if (withLivekit.some(({ fileName }) => first.includes(fileName)))
    throw new Error('livekit-client is fetched before the first triage question');
  const consult =
    has('care-consult') && withLivekit.length
      ? [...reach(chunks, 'care-consult', 'zh-CN', undefined)].filter((file) => !first.includes(file))
      : [];
  const livekit = consult.length
    ? size((await generate(livekitRecipe())).map((c) => (all.push(c), c.fileName)))
    : 0;

  const files: Manifest['files'] = {};
  for (const { fileName, code } of [...loader, ...chunks]) {
    files[fileName] = {
      gzip: gzip(code),
      integrity: `sha384-${createHash('sha384').update(code).digest('base64')}`,
      tags: entries.filter(([tag]) => reach(chunks, tag, '', undefined).has(fileName)).map(([tag]) => tag),
    };
  }
  for (const [tag] of entries)
    for (const language of ['zh-CN', 'en'])
      for (const file of reach(chunks, tag, language, undefined))
        if (!files[file]!.tags.includes(tag)) files[file]!.tags.push(tag);
  files['care.js']!.tags = entries.map(([tag]) => tag);
  const manifest: Manifest = {
    sources: fingerprint(),
    files,
    firstQuestion: { files: first, gzip: size(first) },
    loader: { gzip: files['care.js']!.gzip },
    consult: consult.length ? { files: consult, gzip: size(consult), livekit } : null,
  };

  // Written beside and swapped in, so that a running server never serves half a build.
  const fresh = `${out}.${process.pid}`;
  mkdirSync(fresh, { recursive: true });
  for (const { fileName, code, map } of [...loader, ...chunks]) {
    writeFileSync(join(fresh, fileName), `${code.trimEnd()}\n`.replace(/\n$/, ''));
    if (map) writeFileSync(join(fresh, `${fileName}.map`), map.toString());
  }
  writeFileSync(join(fresh, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  const old = `${out}.old.${process.pid}`;
  if (existsSync(out)) renameSync(out, old);
  renameSync(fresh, out);
  rmSync(old, { recursive: true, force: true });
  return manifest;
}

/** SHA-256 over every source that the build reads. */
function fingerprint(): string {
  const hash = createHash('sha256');
  const sources = ['rollup.config.ts', 'package-lock.json', 'scripts/build.ts'].concat(
    globSync('packages/**/*.{ts,json}', {
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
