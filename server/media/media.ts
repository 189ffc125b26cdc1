/** The LiveKit server in use: the hospital's where one is configured, else our own, which is started beside everything else. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../child.ts';
import type { Media } from '../deps.ts';
import { turnTlsOf, type Env } from '../env.ts';
import { startLivekit, type LivekitProcess } from './livekit-process.ts';

/** The hospital's own LiveKit is asked so often whether it is there … */
const ASKED_EVERY_MS = 15_000;
/** … while it is away so often: calls wait for it … */
const AWAY_EVERY_MS = 1000;
/** … and has so long to answer. */
const PATIENCE_MS = 5000;

export interface OpenedMedia {
  /** Null where the hospital wants no video. */
  readonly media: Media | null;
  /** Our own has tried to start once; never rejects. */
  readonly tried: Promise<void>;
  stop(): Promise<void>;
}

/** `wait`: `tried` waits for the program to be got, which may be built from source. */
export function openMedia(
  env: Env,
  {
    dataDir,
    log,
    wait,
    askedEveryMs = ASKED_EVERY_MS,
  }: { dataDir: string; log: Log; wait: boolean; askedEveryMs?: number },
): OpenedMedia {
  const nothing = { tried: Promise.resolve(), stop: async () => {} };
  if (env.CARE_VIDEO === '0') return { media: null, ...nothing };
  if (env.LIVEKIT_URL) {
    const watched = watch(env.LIVEKIT_URL, log, askedEveryMs);
    const media: Media = {
      url: env.LIVEKIT_URL,
      publicUrl: env.LIVEKIT_PUBLIC_URL ?? env.LIVEKIT_URL.replace(/^http/, 'ws'),
      apiKey: env.LIVEKIT_API_KEY!,
      apiSecret: env.LIVEKIT_API_SECRET!,
      status: () => watched.status,
    };
    return { media, tried: nothing.tried, stop: watched.stop };
  }
  let own: LivekitProcess | undefined;
  let failed: string | undefined;
  const webhookUrl = `http://127.0.0.1:${env.PORT}/v1/livekit/webhook`;
  const tried = startLivekit({
    ...{ dataDir: join(dataDir, 'livekit'), log, webhookUrl, wait, turnTls: turnTlsOf(env) },
  }).then(
    (started) => {
      own = started;
      const { state, detail } = own.status();
      if (state === 'absent') log.info(`Video is off: ${detail}`);
    },
    (error: Error) => {
      failed = error.message;
      log.warn(`LiveKit: ${failed}`);
    },
  );
  return {
    media: {
      get url() {
        return own?.url ?? '';
      },
      get publicUrl() {
        return env.LIVEKIT_PUBLIC_URL ?? own?.url ?? '';
      },
      get apiKey() {
        return own?.apiKey ?? '';
      },
      get apiSecret() {
        return own?.apiSecret ?? '';
      },
      status: () =>
        own?.status() ??
        (failed === undefined
          ? { state: 'starting', detail: 'it is being started' }
          : { state: 'absent', detail: failed }),
    },
    tried,
    async stop() {
      await tried;
      await own?.stop();
    },
  };
}

/** The hospital's own LiveKit: whatever it answers, it is there. Until it was asked we take its administrator's word. */
function watch(url: string, log: Log, everyMs: number) {
  const over = new AbortController();
  let status: ReturnType<Media['status']> = { state: 'ready', detail: 'configured' };
  const there = () =>
    fetch(url.replace(/^ws/, 'http'), {
      redirect: 'manual',
      signal: AbortSignal.any([over.signal, AbortSignal.timeout(PATIENCE_MS)]),
    })
      .then(async ({ body }) => (await body?.cancel(), true))
      .catch(() => false);
  const round = async () => {
    const answers = await there();
    if (over.signal.aborted || answers === (status.state === 'ready')) return;
    status = answers
      ? { state: 'ready', detail: 'configured' }
      : { state: 'starting', detail: 'LIVEKIT_URL does not answer' };
    if (answers) log.info('LiveKit: answers again.');
    else log.warn(`LiveKit: ${status.detail}.`);
  };
  const rounds = (async () => {
    while (!over.signal.aborted) {
      await round();
      const ms = status.state === 'ready' ? everyMs : Math.min(everyMs, AWAY_EVERY_MS);
      await sleep(ms, undefined, { ref: false, signal: over.signal }).catch(() => {});
    }
  })();
  return {
    get status() {
      return status;
    },
    async stop() {
      over.abort();
      await rounds;
    },
  };
}
