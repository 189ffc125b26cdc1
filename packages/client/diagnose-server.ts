/** Owns the checks that ask the Care server or the media server: origin, clock, version of the script, policy of connections, way to the media. */
import type { Asked } from './diagnose-page.ts';
import type { Found } from './diagnose.ts';

/** A clock that is off by more, in ms, is said; by more than the second, times in the widget mislead. */
const CLOCK_LOOK = 60_000;
const CLOCK_BAD = 300_000;
/** What does not answer within this, in ms, is not reached. */
const PATIENCE = 8000;
function patience(): AbortSignal {
  const abort = new AbortController();
  setTimeout(() => abort.abort(), PATIENCE);
  return abort.signal;
}
/** A policy's report may say `inline` or `eval` where a URL stands otherwise. */
function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return '';
  }
}

export interface ServerAnswer {
  origin: Found;
  clock: Found;
  /** The server lets this page read its answers. */
  reads: boolean;
}

export async function ofServer({ server, hospital }: Asked): Promise<ServerAnswer> {
  // Of a file, `location.origin` is `file://` in Chromium; this one is null, as in a sandboxed frame.
  const { origin } = globalThis;
  const facts = { server, hospital, origin };
  const unknown: Found = { mark: 'open', as: 'unknown' };
  if (!hospital) return { origin: { mark: 'bad', as: 'unnamed', facts }, clock: unknown, reads: false };
  const started = Date.now();
  try {
    const answer = await fetch(`${server}/v1/hospitals/${encodeURIComponent(hospital)}`, {
      cache: 'no-store',
      signal: patience(),
    });
    const ended = Date.now();
    const clock = clockOf(answer.headers.get('date'), (started + ended) / 2);
    if (answer.ok) return { origin: { mark: 'ok', as: 'registered', facts }, clock, reads: true };
    const { code = '' } = await answer.json().catch(() => ({}));
    const setup = `${server}/setup.html?${new URLSearchParams({ hospital, origin })}`;
    const known = ['origin-not-registered', 'hospital-unknown'].includes(code) ? code : 'refused';
    const said = known === 'origin-not-registered' && origin === 'null' ? 'nowhere' : known;
    const all = { ...facts, setup, status: `${answer.status}` };
    return { origin: { mark: 'bad', as: said, facts: all }, clock, reads: false };
  } catch {
    return { origin: { mark: 'bad', as: 'unreached', facts }, clock: unknown, reads: false };
  }
}

function clockOf(date: string | null, here: number): Found {
  if (!date) return { mark: 'open', as: 'unknown' };
  // The header has whole seconds.
  const off = here - (Date.parse(date) + 500);
  const size = Math.abs(off);
  const facts = { seconds: `${Math.round(size / 1000)}` };
  if (size < CLOCK_LOOK) return { mark: 'ok', as: 'right' };
  return { mark: size < CLOCK_BAD ? 'look' : 'bad', as: off > 0 ? 'ahead' : 'behind', facts };
}

/** Whether what this page has fetched is what the server has now, and whether it has it once. */
export async function version({ server }: Asked): Promise<Found> {
  const scripts = [...new Set([...document.scripts].map(({ src }) => src))].filter((src) =>
    /\/care\.js($|[?#])/.test(src),
  );
  const facts = { scripts: scripts.join(' '), count: `${scripts.length}`, version: '' };
  try {
    const answer = await fetch(`${server}/manifest.json`, {
      cache: 'no-store',
      signal: patience(),
    });
    const { version: name, sources, files } = await answer.json();
    facts.version = `${name} (${String(sources).slice(0, 8)})`;
    // A copy of a hospital's own lies elsewhere; its files lie beside its script.
    const places = [`${server}/`, ...scripts.map((src) => new URL('.', src).href)];
    const ours = performance
      .getEntriesByType('resource')
      .filter(({ name: url }) => places.some((place) => url.startsWith(place)))
      .flatMap(({ name: url }) => /\/(c-[a-z0-9]+\.js)$/.exec(new URL(url).pathname)?.[1] ?? []);
    if (scripts.length > 1) return { mark: 'look', as: 'several', facts };
    if (ours.some((file) => !files[file])) return { mark: 'look', as: 'old', facts };
    if (!scripts.length) return { mark: 'ok', as: 'bundled', facts };
    // A browser remembers the first few hundred files of a page, and a page may have it forget them.
    return ours.length ? { mark: 'ok', as: 'current', facts } : { mark: 'open', as: 'unseen', facts };
  } catch {
    return scripts.length > 1
      ? { mark: 'look', as: 'several', facts }
      : { mark: 'open', as: 'unknown', facts };
  }
}

/** Hears what the page's policy stops, from now on and, where the browser keeps it, before. */
export interface Policy {
  /** Whether something that goes to this URL's host was stopped. */
  stops(url: string): Promise<boolean>;
  found(server: string, media: string): Promise<Found>;
}

export function policy(): Policy {
  const stopped = new Map<string, string>();
  const note = (url: string, directive: string) => stopped.set(url, directive);
  const hear = (event: SecurityPolicyViolationEvent) => {
    if (event.disposition === 'enforce') note(event.blockedURI, event.effectiveDirective);
  };
  document.addEventListener('securitypolicyviolation', hear);
  const early =
    'ReportingObserver' in globalThis
      ? new ReportingObserver(
          (reports) => {
            for (const { body } of reports) {
              const { blockedURL, effectiveDirective, disposition } = body as unknown as Record<
                string,
                string
              >;
              if (disposition === 'enforce') note(blockedURL ?? '', effectiveDirective ?? '');
            }
          },
          { types: ['csp-violation'], buffered: true },
        )
      : undefined;
  early?.observe();
  // Both tell in a task of their own.
  const told = () => new Promise((done) => setTimeout(done, 50));
  return {
    async stops(url) {
      await told();
      return [...stopped.keys()].some((one) => hostOf(one) === hostOf(url));
    },
    async found(server, media) {
      await told();
      early?.disconnect();
      document.removeEventListener('securitypolicyviolation', hear);
      const hosts = [server, media].filter(Boolean).map((url) => new URL(url).host);
      const ours = [...stopped].filter(([url]) => hosts.includes(hostOf(url)));
      const places = [...new Set(ours.map(([url]) => new URL(url).origin))];
      if (!ours.length) return { mark: 'ok', as: 'open' };
      const directives = [...new Set(ours.map(([, directive]) => directive.replace(/-(elem|attr)$/, '')))];
      const to = [server, ...(media ? [media.replace(/^ws/, 'http'), media] : [])].map((url) =>
        url.replace(/\/$/, ''),
      );
      const line = directives
        .map((directive) => `${directive} 'self' ${(directive === 'connect-src' ? to : [server]).join(' ')};`)
        .join(' ');
      return { mark: 'bad', as: 'stopped', facts: { places: places.join(', '), line } };
    },
  };
}

/** Whether the media server is there: by a request that opens nothing and, for a registered patient, by the full check. */
export async function mediaServer(
  { server, hospital }: Asked,
  { reads }: ServerAnswer,
  full: () => Promise<Found | undefined>,
  stops: Policy['stops'],
): Promise<{ found: Found; url: string }> {
  if (!reads) return { found: { mark: 'open', as: 'unknown' }, url: '' };
  let url = '';
  try {
    const answer = await fetch(`${server}/v1/hospitals/${encodeURIComponent(hospital)}/media-server`);
    url = (await answer.json()).url ?? '';
    if (!answer.ok) return { found: { mark: 'open', as: 'unknown' }, url: '' };
  } catch {
    return { found: { mark: 'open', as: 'unknown' }, url };
  }
  const facts = { url };
  if (!url) return { found: { mark: 'look', as: 'none' }, url };
  try {
    const found = await full();
    if (found) return { found: { ...found, facts: { ...facts, ...found.facts } }, url };
  } catch {
    // The short one, then.
  }
  try {
    await fetch(url.replace(/^ws/, 'http'), {
      mode: 'no-cors',
      cache: 'no-store',
      signal: patience(),
    });
    await tried(`${url.replace(/\/$/, '')}/rtc`);
    const found: Found = (await stops(url))
      ? { mark: 'bad', as: 'stopped', facts }
      : { mark: 'ok', as: 'reached', facts };
    return { found, url };
  } catch {
    return { found: { mark: 'bad', as: (await stops(url)) ? 'stopped' : 'unreached', facts }, url };
  }
}

/** Resolves when a socket to there was let in, refused or stopped. The media server refuses one without a token: an answer, too. */
function tried(url: string): Promise<void> {
  return new Promise((done) => {
    const socket = new WebSocket(url);
    socket.onopen = socket.onerror = () => (socket.close(), done());
    setTimeout(done, PATIENCE);
  });
}
