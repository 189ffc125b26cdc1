/** Owns which names of the language, the browser and CSS are newer than Chromium 90 or Safari 15, by MDN's compatibility data. */
import { createRequire } from 'node:module';
import type { CompatData, Identifier, SupportBlock } from '@mdn/browser-compat-data';

const OURS = { chrome: 90, chrome_android: 90, safari: 15, safari_ios: 15 } as const;

// JSON of 20 MB: read once, when it is asked for.
let read: CompatData | undefined;
const bcd = (): CompatData =>
  (read ??= createRequire(import.meta.url)('@mdn/browser-compat-data') as CompatData);

/** True when all of ours have it without a prefix or a flag. Unknown is not old: it is left to the tests. */
function known(support: SupportBlock | undefined): boolean {
  return (Object.entries(OURS) as [keyof typeof OURS, number][]).every(([browser, version]) => {
    const said = support?.[browser];
    if (said === undefined) return true;
    return [said]
      .flat()
      .some(({ version_added: added, version_removed, prefix, flags, alternative_name }) => {
        if (version_removed || prefix || flags || alternative_name) return false;
        if (typeof added !== 'string') return false;
        return added === 'preview' ? false : parseFloat(added.replace('≤', '')) <= version;
      });
  });
}
const isNew = (feature: object | undefined): boolean => {
  const compat = (feature as Identifier | undefined)?.__compat;
  return !!compat && !known(compat.support);
};

/** Whose methods are told apart by name alone: others share theirs with what every library and catalogue calls its own. */
const OWNERS =
  /^(Array|String|TypedArray|Object|Promise|Map|Set|RegExp|Error|Element|Document|DocumentFragment|Node|HTMLElement|HTMLDialogElement|HTMLFormElement|HTMLInputElement|HTMLVideoElement|HTMLMediaElement|AbortSignal|Crypto|CSSStyleSheet|ShadowRoot|URL|URLSearchParams|Blob|Response|Request|Headers|Window|MediaDevices|RTCPeerConnection|RTCRtpSender|RTCRtpTransceiver)$/;

let names: { globals: Set<string>; statics: Set<string>; calls: Set<string> } | undefined;

/** `globals` by name, `statics` as `Object.hasOwn`, `calls` by a method's name that nothing old has. */
export function newerThanOurs(): NonNullable<typeof names> {
  if (names) return names;
  const globals = new Set<string>();
  const statics = new Set<string>();
  const fresh = new Set<string>();
  const old = new Set<string>();
  const { api, javascript } = bcd();
  for (const [owner, members] of [...Object.entries(api), ...Object.entries(javascript.builtins!)]) {
    if (owner === '__compat') continue;
    if (isNew(members)) globals.add(owner);
    for (const [member, feature] of Object.entries(members as unknown as Record<string, Identifier>)) {
      if (member === '__compat' || /_(event|permission|parameter|context)$/.test(member)) continue;
      const name = member.replace(/_static$/, '');
      const isOld = !isNew(feature) && !isNew(members);
      if (isOld) old.add(name);
      else if (OWNERS.test(owner)) fresh.add(name);
      // Of builtins the data does not say which are static: all that are written so are.
      if (!isOld && !isNew(members)) statics.add(`${owner}.${name}`);
      // `crypto.randomUUID` is said of `Crypto`.
      if (!isOld && !isNew(members)) statics.add(`${owner[0]!.toLowerCase()}${owner.slice(1)}.${name}`);
      if (owner === 'Window' && isNew(feature)) globals.add(name);
    }
  }
  for (const name of ['name', 'status', 'event', 'length', 'origin']) globals.delete(name);
  return (names = { globals, statics, calls: new Set([...fresh].filter((name) => !old.has(name))) });
}

let styles:
  { properties: Set<string>; selectors: Set<string>; rules: Set<string>; functions: Set<string> } | undefined;

/** Names in style sheets that are newer; `functions` of values and units. */
export function newerStyles(): NonNullable<typeof styles> {
  if (styles) return styles;
  const { css } = bcd();
  const fresh = (group: Record<string, Identifier> | undefined) =>
    Object.entries(group ?? {})
      .filter(([name, feature]) => name !== '__compat' && isNew(feature))
      .map(([name]) => name);
  const functions = new Set<string>();
  const walk = (name: string, feature: Identifier): void => {
    if (isNew(feature)) functions.add(name);
    for (const [next, inner] of Object.entries(feature))
      if (next !== '__compat') walk(next, inner as Identifier);
  };
  for (const [name, type] of Object.entries(css.types!)) walk(name, type as Identifier);
  return (styles = {
    properties: new Set(fresh(css.properties)),
    selectors: new Set(fresh(css.selectors)),
    rules: new Set(fresh(css['at-rules'])),
    functions,
  });
}
