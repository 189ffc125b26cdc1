/** Owns Playwright's own eyes for a page (roles, labels, texts, what is visible), so that a browser which Playwright does not drive finds what the tests name as the others do. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

let script: string | undefined;

/** An expression that makes them; its version is the pinned one of playwright-core, where it stands as a string. */
export function injected(): string {
  if (script) return script;
  const bundle = readFileSync(
    createRequire(import.meta.url).resolve('playwright-core/lib/coreBundle'),
    'utf8',
  );
  const from = bundle.lastIndexOf("= '", bundle.indexOf('packages/injected/src/injectedScript.ts')) + 2;
  const to = bundle.indexOf("';\n", from) + 1;
  const source = Function(`return ${bundle.slice(from, to)}`)() as string;
  if (!/InjectedScript: \(\) => InjectedScript/.test(source))
    throw new Error(
      'playwright-core keeps its injected script elsewhere now: see test/kit/engines/injected.ts',
    );
  const options = {
    ...{ isUnderTest: false, sdkLanguage: 'javascript', frameSeq: 0, testIdAttributeName: 'data-testid' },
    ...{ stableRafCount: 1, browserName: 'webkit', shouldPrependErrorPrefix: false, isUtilityWorld: false },
    customEngines: [],
  };
  // Libraries of old put an `Event` of their own in the page (MooTools); Playwright has a world of its own for this, we have not.
  return (script = `(() => { const module = {}; const Event = Object.getPrototypeOf(UIEvent); ${source}
    return new (module.exports.InjectedScript())(globalThis, ${JSON.stringify(options)}); })()`);
}

export type Words = string | RegExp;
/** Words as a selector of Playwright's has them: of a text, and of a name. */
export const inText = (words: Words, exact?: boolean): string =>
  typeof words === 'string' ? `${JSON.stringify(words)}${exact ? 's' : 'i'}` : slashed(words);
const slashed = (words: RegExp): string => String(words).replace(/(^|[^\\])(\\\\)*(["'`])/g, '$1$2\\$3');
export const quoted = (words: Words, exact?: boolean): string =>
  typeof words === 'string'
    ? `"${words.replace(/\\/g, '\\\\').replace(/"/g, '\\"')}"${exact ? 's' : 'i'}`
    : slashed(words);
