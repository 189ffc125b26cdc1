/** The one recipe of the browser build: the loader, one chunk a widget, the call chunk. `scripts/build.ts` runs it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { transform } from 'esbuild';
import { minifyHTMLLiterals } from 'minify-literals';
import type { Plugin, RenderedChunk, RollupOptions } from 'rollup';
import { minify } from 'terser';

const root = import.meta.dirname;
const widgets = join(root, 'packages/elements/widgets');

export const widgetFile = (tag: string): string => join(widgets, `${tag}.ts`);

/** Parts that their widget fetches by itself: every patient would pay for their line in the loader. */
const PART =
  /^care-(desk-|dispensing$|medicine-plan$|pharmacy-counter$|rating$|rx-export$|refill$|review-statistics$|setup(-wording)?$|studio$)/;
/** Widgets that only a page of ours has, which names their chunk: no other page pays for their line in the loader. */
export const PAGE_TAGS = ['care-setup'];

/** Every widget: a file of the widgets folder that defines the tag of its own name. */
export function tags(): string[] {
  return readdirSync(widgets)
    .filter((file) => /^care-[a-z-]+\.ts$/.test(file))
    .map((file) => file.slice(0, -3))
    .filter((tag) => !PART.test(tag) && readFileSync(widgetFile(tag), 'utf8').includes(`define('${tag}'`));
}

/** esbuild for the CSS: the CSS minifier inside `minify-literals` does not know `oklch(from …)` and `light-dark()`. */
async function minifyCss(code: string): Promise<string> {
  let out = '';
  let from = 0;
  for (const { 0: whole, 1: text, index } of code.matchAll(/\bcss`([^`$\\]*)`/g)) {
    const { code: small } = await transform(text!, { loader: 'css', minify: true, charset: 'utf8' });
    // The minifier keeps the space before a custom property's value.
    out += `${code.slice(from, index)}css\`${small.trim().replace(/(--[\w-]+:) /g, '$1')}\``;
    from = index + whole.length;
  }
  return out + code.slice(from);
}

/** Node types away, templates minified; the language level is brought down once a chunk, so that helpers come once. */
export const typescript: Plugin = {
  name: 'typescript',
  resolveId(source, importer) {
    if (!importer || !source.startsWith('.') || !source.endsWith('.ts')) return null;
    const file = resolve(dirname(importer), source);
    return existsSync(file) ? file : null;
  },
  async transform(code, id) {
    if (!id.endsWith('.ts')) return null;
    const js = await transform(code, {
      loader: 'ts',
      // Fields become plain assignments: smaller, and what Lit wants of its reactive ones.
      tsconfigRaw: { compilerOptions: { useDefineForClassFields: false, verbatimModuleSyntax: true } },
      target: 'esnext',
      sourcefile: id,
      sourcemap: true,
      charset: 'utf8',
    });
    if (!/\b(html|svg|css)`/.test(js.code)) return { code: js.code, map: js.map };
    const styled = await minifyCss(js.code);
    const minified = await minifyHTMLLiterals(styled, {
      fileName: id,
      shouldMinifyCSS: () => false,
      minifyOptions: { removeAttributeQuotes: true },
    });
    return minified ? { code: minified.code!, map: minified.map as never } : { code: styled, map: null };
  },
};

/** `diagnose()` has to speak where the chunk with Lit can't be loaded: it has the rule of languages a second time. */
const AGAIN = '?again.ts';
const again: Plugin = {
  name: 'again',
  resolveId: (source, importer) =>
    /\/tongue\.ts$/.test(source) && /\/care-diagnose\.ts$/.test(importer ?? '')
      ? resolve(dirname(importer!), source) + AGAIN
      : null,
  load: (id) => (id.endsWith(AGAIN) ? readFileSync(id.slice(0, -AGAIN.length), 'utf8') : null),
};

/**
 * What of lit-html no page of ours needs, two hundred bytes before the first question: its version told to the page, a polyfill of
 * Internet Explorer's, MathML, expressions in comments and in the text of `style`, `title`, `textarea`, and listeners with options,
 * of which our templates have none; an attribute's tag, which none of our directives asks for; and the words, not the check, of what is
 * said to whoever hands over strings that are no template.
 */
const UNNEEDED: [RegExp, string][] = [
  [/,(\w+)=\w\.litHtmlPolyfillSupport;\1\?\..*?\.push\("[\d.]+"\);/, ';'],
  [/3===\w\?"<\/?math>":""/g, '""'],
  [/\|\|3===\w\)/, ')'],
  [/(\w\.data===\w)(\)\w\.push\(\{type:2,index:\w\}\));else\{let \w=-1;.*?\.length-1\}/, '$1$2;'],
  [/[\w$]+\.test\(\w\[2\]\)&&\(\w=RegExp\("<\/"\+\w\[2\],"g"\)\),/, ''],
  [/\|\|\w\.capture!==\w\.capture\|\|.*?\.passive!==\w\.passive/, ''],
  [/get tagName\(\)\{return this\.element\.tagName\}/, ''],
  [/if\([\w$]+\.test\(\w\.tagName\)\)\{.*?\(\)\)\}\}/, ''],
  [/(throw Error\()"invalid template strings array"/, '$1'],
];
/** In `repeat`, the words of what is said to whoever puts a list where none can stand. */
const WORDY: [RegExp, string][] = [[/(throw Error\()"repeat\(\) can only[^"]*"/, '$1']];
/** A template that needs what `UNNEEDED` took away. The guides show pages as text. */
const needy = (code: string, id: string): boolean =>
  /packages\/elements\/(?!guides\/).*\.ts$/.test(id) &&
  /<!--|@[\w-]+=\$\{\{|<(style|script|title)\b(?:(?!<\/\1)[^`])*\$\{|<textarea\b(?:(?!<\/textarea)[^`])*>\$\{/.test(
    code,
  );

const quietLit: Plugin = {
  name: 'quiet-lit',
  transform(code, id) {
    if (needy(code, id)) this.error(`${id} has a template that lit-html can't render here: see UNNEEDED`);
    // Every call draws a list; that it stands where a list can is seen while it is written.
    const repeat = /\/lit-html\/directives\/repeat\.js$/.test(id);
    if (!repeat && !/\/lit-html\/lit-html\.js$/.test(id)) return null;
    let quiet = code;
    for (const [what, instead] of repeat ? WORDY : UNNEEDED) {
      const before = quiet;
      quiet = quiet.replace(what, instead);
      if (quiet === before) this.error(`lit-html says ${what} in other words: see UNNEEDED`);
    }
    return { code: quiet, map: null };
  },
};

/** zod belongs to the server; a value import of it in the browser is a mistake that costs every patient 25 kB. */
export const noZod: Plugin = {
  name: 'no-zod',
  transform(_, id) {
    if (/node_modules\/(zod|hono|@hono)\//.test(id)) this.error(`${id} must not enter the browser bundle`);
    return null;
  },
};

/**
 * In the chunk of the first screens: names of the light element, the patient's shell's own (`private` but for what this chunk's other files
 * say of it), and lit-html's, that no other chunk says.
 */
const OWN =
  /^(_\$(litType\$|litPart\$|AN|Co|AV|AD|Cv|Cl|AO|AC)|_(restart|loaded|turn|submit|search|choose|screen|state|protocol|lang|values|changed|early|controllers|part|reflecting|start|started|kind|all|names|enqueue|catalogs|host|find|store|off)|isUpdatePending|switchLanguage|enlarge|registration|trouble|need|typing|typed|tell|keep|shown|ticked|later)$/;
const LIT_OWN = /\._\$(litType\$|litPart\$|AN|Co|AV|AD|Cv|Cl|AO|AC)(?!\w)/;
const holdsOwn = ({ moduleIds }: RenderedChunk): boolean =>
  moduleIds.some((id) => id.endsWith('/base/light-element.ts'));

/** Of the language since es2020, what our code and livekit-client say: in words that Chromium 90 and Safari 15 know. */
export const older = (code: string): string =>
  code
    .replaceAll('.at(-1)', '.slice(-1)[0]')
    .replaceAll('Object.hasOwn(', 'Object.prototype.hasOwnProperty.call(');

/**
 * es2020 and small. Chunks are module scripts, which are UTF-8 whatever the page's encoding is, so they keep their
 * Chinese as it is; the loader may run as a classic script and is ASCII.
 */
const small = (ascii: boolean): Plugin => ({
  name: 'small',
  async renderChunk(code, chunk) {
    if (!holdsOwn(chunk) && LIT_OWN.test(code))
      this.error(`${chunk.name} says a name of lit-html's that is shortened: see OWN`);
    const down = await transform(older(code), {
      target: 'es2020',
      charset: ascii ? 'ascii' : 'utf8',
      sourcemap: true,
      sourcefile: chunk.fileName,
    });
    const result = await minify(down.code, {
      ecma: 2020,
      module: true,
      toplevel: true,
      // A second pass over half a megabyte takes seconds and saves nothing.
      compress: { passes: code.length > 200_000 ? 1 : 3, pure_getters: true, unsafe_arrows: true },
      mangle: { properties: holdsOwn(chunk) && { regex: OWN } },
      format: { ascii_only: ascii, comments: false },
      sourceMap: { content: down.map, asObject: true },
    });
    return { code: result.code!, map: result.map as never };
  },
});

export const resolver = nodeResolve({ browser: true, exportConditions: ['production', 'browser'] });

/**
 * What every widget stands on and a patient's first screens are one chunk, and their words one for each language: two
 * requests, and a kilobyte less than in parts. The desks carry 6 kB that they don't show.
 */
function firstChunks(id: string): string | undefined {
  const locale = /\/locales\/([\w-]+)\/(first|shared|visit|triage)\.ts$/.exec(id);
  if (locale) return `words-${locale[1]}`;
  const first =
    /\/lit-html\/lit-html\.js$|\/elements\/base\/(?!tongue\.ts\?|refused|beyond|direction|way-back|own-words|part-words|keep-focus|focus-seen)|\/theme\/(tokens|first)\.ts$|\/locales\/catalogs\.ts$|\/client\/(store|api|problem|session|care|visit-store|triage-store|until-here)\.ts$|\/controls\/(icons-first|fields|steps)\.ts$|\/widgets\/care-(visit|triage)/;
  if (first.test(id)) return 'care';
  // The connection check needs livekit-client without the call; in a chunk of its own it would cost every call half a kilobyte.
  if (/\/livekit-client\/|\/client\/consult-(call|retry|room|veil)/.test(id)) return 'call';
  // What the check of the devices and the call share packs best together, as do the looks of all later screens.
  const words = /\/locales\/([\w-]+)\/(consult|devices)\.ts$/.exec(id);
  if (words) return `call-words-${words[1]}`;
  if (/\/controls\/(icons|status-chip)\.ts$|\/theme\/surfaces\.ts$|\/ask-part\.ts$/.test(id))
    return 'surfaces';
  // The setup reads where the patients' words are, too; in one chunk they cost a hospital with words of its own no request more.
  if (/\/base\/own-words\.ts$|\/locales\/patient\.ts$/.test(id)) return 'own-words';
  const devices =
    /\/client\/(consult-(devices|elements|machine)|device-(list|memory))|\/icons-call|\/care-consult-words/;
  return devices.test(id) ? 'devices' : undefined;
}

export const widgetsRecipe = (): RollupOptions => ({
  input: Object.fromEntries([...tags(), ...PAGE_TAGS].map((tag) => [tag, widgetFile(tag)])),
  plugins: [again, typescript, noZod, quietLit, resolver, small(false)],
  preserveEntrySignatures: false,
  // Only what defines a tag acts by being imported; who takes `html` of `lit` shall not get LitElement with it.
  treeshake: {
    moduleSideEffects: (id) => /packages\/elements\/(widgets|controls|base\/(beyond|own-words))/.test(id),
  },
  output: {
    format: 'es',
    // A file is named by its hash alone, 36 bits in few characters: every character of a name is paid by every patient, in the loader and in each
    // import. What is in it stands in the manifest and in its source map.
    // Named by the server's `SourceMap` header, so that no patient pays for the comment.
    sourcemap: 'hidden',
    hashCharacters: 'base36',
    entryFileNames: 'c-[hash:7].js',
    chunkFileNames: 'c-[hash:7].js',
    manualChunks: firstChunks,
    onlyExplicitManualChunks: true,
    hoistTransitiveImports: false,
    freeze: false,
  },
});

export const loaderRecipe = (chunks: Record<string, string>): RollupOptions => ({
  input: { care: join(root, 'packages/elements/loader.ts') },
  plugins: [typescript, small(true)],
  output: {
    format: 'iife',
    sourcemap: 'hidden',
    entryFileNames: '[name].js',
    intro: `const __CHUNKS__ = ${JSON.stringify(chunks)};`,
  },
});

/** A script of its own beside the loader: `frame.js` for the page that frames a visit, `embed.js` for the framed page. */
export const scriptRecipe = (name: string, names: Record<string, string[]>): RollupOptions => ({
  input: { [name]: `script:${name}` },
  plugins: [
    {
      // What the source exports is for npm.
      name: 'script',
      resolveId: (source) => (source.startsWith('script:') ? source : null),
      load: (id) =>
        id.startsWith('script:')
          ? `import ${JSON.stringify(join(root, `packages/elements/${id.slice(7)}.ts`))};`
          : null,
    },
    typescript,
    small(true),
  ],
  output: {
    format: 'iife',
    sourcemap: 'hidden',
    entryFileNames: '[name].js',
    intro: Object.entries(names)
      .map(([as, list]) => `const ${as} = ${JSON.stringify(list)};`)
      .join(''),
  },
});

/** livekit-client by itself, the yardstick of the call chunk. */
export const livekitRecipe = (): RollupOptions => ({
  input: 'yardstick',
  plugins: [
    {
      name: 'yardstick',
      resolveId: (source) => (source === 'yardstick' ? source : null),
      load: (id) => (id === 'yardstick' ? `export * from 'livekit-client';` : null),
    },
    nodeResolve({
      browser: true,
      exportConditions: ['production', 'browser'],
      rootDir: join(root, 'packages/client'),
    }),
    small(false),
  ],
  output: { format: 'es' },
});

export default widgetsRecipe();
