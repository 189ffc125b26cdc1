/**
 * Owns `npm run lint:built`: what is served must be read by Chromium 90 and Safari 15. Syntax by a parser at es2020, names of the
 * language and the browser by MDN's compatibility data, style sheets by the same. What stands in `ALLOWED` was looked at.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, type Node } from 'acorn';
import { full, simple } from 'acorn-walk';
import { cssFaults, cssOf } from './old-browsers/css.ts';
import { newerThanOurs } from './old-browsers/data.ts';

export interface Fault {
  file: string;
  /** A name to look up: `Object.hasOwn`, `:has(b)`. */
  what: string;
  /** The code around it. */
  where: string;
}

/** Names that are newer and may stand in what we serve, each with what makes it harmless. */
export const ALLOWED: Record<string, string> = {
  ...of(
    'asked for before it is used, or in a `try` whose failure is an answer',
    ...['.replaceSync()', '.setSinkId()', '.getDisplayMedia()', 'navigator.share', 'navigator.vibrate'],
    ...['navigator.permissions', 'navigator.userActivation', 'document.pictureInPictureEnabled'],
    ...['document.exitPictureInPicture', '.exitPictureInPicture()', '.requestPictureInPicture()'],
    ...['document.fullscreenEnabled', 'document.fullscreenElement', 'document.exitFullscreen'],
    ...['.exitFullscreen()', '.requestFullscreen()', 'screen.orientation', 'document.featurePolicy'],
    ...['ReportingObserver', 'CustomStateSet', '.attachInternals()'],
  ),
  ...of('a word of a catalogue, or a reader of our protocol: not the browser’s', '.with()', '.bytes()'),
  ...of('passed over: the browser’s own ring stands there', ':focus-visible', 'outline'),
  ...of(
    'passed over: the layout without it is whole, only less made for the width',
    'container-type',
    '@container',
  ),
  // Each with what it asks for: another `:has` is to be looked at, too.
  ...of(
    'passed over: what it adds is shown otherwise, too (a tick, a row below)',
    ...[':has(:checked)', ':has(+ .self:not(.off))', ':has(care-consult[talk])', ':has(> .talk)', ':has(*)'],
  ),
  ...of('a dialog or full screen that is not there has none', ':backdrop', ':fullscreen'),
  ...of('paper has the browser’s own size', '@page', 'size'),
};

/** The same for livekit-client's own chunk alone: elsewhere they would be ours. */
export const LIVEKIT: Record<string, string> = of(
  'livekit-client asks for it first, or needs it for what we don’t turn on (encryption in a worker, DTMF, adapters of old calls)',
  ...['.createDTMFSender()', '.addStream()', '.removeStream()', '.setHeaderExtensionsToNegotiate()'],
  ...['RTCRtpScriptTransform', 'navigator.userAgentData', 'window.documentPictureInPicture'],
  ...['documentPictureInPicture', 'document.pictureInPictureElement', 'crypto.randomUUID'],
  ...['.randomUUID()', '.createEncodedStreams()', 'navigator.connection', '.requestVideoFrameCallback()'],
  ...['Error.captureStackTrace', 'SuppressedError', 'structuredClone', 'CompressionStream'],
  ...['DecompressionStream', 'RTCErrorEvent'],
);

/** Whether a name may stand in a chunk with this code; `lk_e2ee` is a name of livekit-client’s own. */
export const isAllowed = (what: string, code: string): boolean =>
  what in ALLOWED || (what in LIVEKIT && code.includes('lk_e2ee'));

function of(why: string, ...names: string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, why]));
}

type Member = Node & {
  object: Node & { name?: string };
  property: Node & { name?: string; value?: unknown };
  computed: boolean;
};

/** What one script asks of a browser that ours may not have. */
export function scriptFaults(file: string, code: string): Fault[] {
  const faults: Fault[] = [];
  const add = (what: string, at: number) =>
    faults.push({ file, what, where: code.slice(Math.max(0, at - 60), at + 60).replace(/\s+/g, ' ') });
  let tree: Node;
  try {
    tree = parse(code, { ecmaVersion: 2020, sourceType: 'module' });
  } catch (error) {
    const { pos = 0, message } = error as Error & { pos?: number };
    add(`syntax: ${message}`, pos);
    return faults;
  }
  const { globals, statics, calls } = newerThanOurs();
  simple(tree, {
    MemberExpression(node) {
      const { object, property, computed } = node as unknown as Member;
      if (computed || !property.name) return;
      const whole = `${object.name ?? ''}.${property.name}`;
      if (statics.has(whole)) add(whole, node.start);
      const owner = object.name && /^(window|self|globalThis)$/.test(object.name);
      if (owner && globals.has(property.name)) add(property.name, node.start);
    },
    CallExpression(node) {
      // `x.m?.()` asks first.
      const { callee, optional } = node as unknown as { callee: Member; optional?: boolean };
      if (callee.type !== 'MemberExpression' || callee.computed || optional) return;
      // livekit-client's clock is asked by its own `at`.
      if (callee.property.name === 'at' && callee.object.type === 'ThisExpression') return;
      if (calls.has(callee.property.name!)) add(`.${callee.property.name}()`, callee.property.start);
    },
    Literal(node) {
      const { regex } = node as unknown as { regex?: { pattern: string } };
      // Safari before 16.4 refuses the whole script.
      if (regex && /\(\?<[=!]/.test(regex.pattern)) add('syntax: a look-behind', node.start);
    },
  });
  full(tree, (node) => {
    const { name } = node as unknown as { name?: string };
    if (node.type === 'Identifier' && name && globals.has(name)) add(name, node.start);
  });
  for (const sheet of cssOf(tree, code)) for (const what of cssFaults(sheet.text)) add(what, sheet.start);
  return faults;
}

/** Everything in `dist/cdn` that is not allowed. */
export function builtFaults(folder: string): { faults: Fault[]; allowed: Set<string> } {
  const allowed = new Set<string>();
  const faults = globSync('*.js', { cwd: folder })
    .sort()
    .flatMap((file) => {
      const code = readFileSync(join(folder, file), 'utf8');
      return scriptFaults(file, code).filter(({ what }) => !(isAllowed(what, code) && allowed.add(what)));
    });
  return { faults, allowed };
}

if (import.meta.main)
  void import('./build.ts').then(async ({ buildIfStale }) => {
    await buildIfStale();
    const { faults } = builtFaults(join(import.meta.dirname, '../dist/cdn'));
    const found = new Map<string, Fault[]>();
    for (const fault of faults) found.set(fault.what, [...(found.get(fault.what) ?? []), fault]);
    for (const [what, places] of found)
      console.log(`${what}: ${places.length} ×, first in ${places[0]!.file}\n    …${places[0]!.where}…`);
    console.log(faults.length ? `${found.size} kinds of faults` : 'Chromium 90 and Safari 15 read it all');
    if (faults.length) process.exitCode = 1;
  });
