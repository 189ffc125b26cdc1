/** A server of its own process on a test's database, to be killed: `url`, secrets, LiveKit and clock are the test's. Says its port on stdout. */
import { tmpdir } from 'node:os';
import pino from 'pino';
import { v7 } from 'uuid';
import { openDb } from '../../server/db/open.ts';
import type { Media } from '../../server/deps.ts';
import { createHub } from '../../server/live/hub.ts';
import { serve } from '../../server/server.ts';
import { openDirectory } from '../../server/storage/directory.ts';
import { createTokens } from '../../server/tokens.ts';

const { url, tokenSecret, sealKey } = JSON.parse(process.argv[2]!) as Record<string, string>;
/** `livekit`: where one runs; it keeps its port. */
const { livekit } = JSON.parse(process.argv[2]!) as { livekit?: Omit<Media, 'status'> };
const media: Media | null = livekit ? { ...livekit, status: () => ({ state: 'ready', detail: '' }) } : null;
const log = pino({ level: 'silent' });
const db = await openDb({ url: url!, max: 12 });
const secret = Buffer.from(tokenSecret!, 'base64');
const server = await serve(
  {
    ...{
      db,
      log,
      tokenSecret: secret,
      tokens: createTokens(secret),
      sealKey: Buffer.from(sealKey!, 'base64'),
    },
    ...{ demo: true, now: () => new Date(), newId: () => v7(), live: createHub({ db, log }) },
    ...{ storage: openDirectory(tmpdir()), epidemics: { list: () => [] }, media, recorder: null },
    ...{ cdnDir: null, trustProxy: false },
  },
  { port: 0, host: '127.0.0.1', rateFactor: 1000 },
);
console.log(`port ${server.port}`);
