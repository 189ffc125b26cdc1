/** The LiveKit server in use: the hospital's where one is configured, else our own, which is started beside everything else. */
import { join } from 'node:path';
import type { Log } from '../child.ts';
import type { Media } from '../deps.ts';
import { turnTlsOf, type Env } from '../env.ts';
import { startLivekit, type LivekitProcess } from './livekit-process.ts';

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
  { dataDir, log, wait }: { dataDir: string; log: Log; wait: boolean },
): OpenedMedia {
  const nothing = { tried: Promise.resolve(), stop: async () => {} };
  if (env.CARE_VIDEO === '0') return { media: null, ...nothing };
  if (env.LIVEKIT_URL) {
    const media: Media = {
      url: env.LIVEKIT_URL,
      publicUrl: env.LIVEKIT_PUBLIC_URL ?? env.LIVEKIT_URL.replace(/^http/, 'ws'),
      apiKey: env.LIVEKIT_API_KEY!,
      apiSecret: env.LIVEKIT_API_SECRET!,
      status: () => ({ state: 'ready', detail: 'configured' }),
    };
    return { media, ...nothing };
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
