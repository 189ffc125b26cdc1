/**
 * Measures how many tokens for a call a second are handed out: the route that knows the visit, its doctor and its room at
 * LiveKit, and writes each token into the trail, against a Hono route that signs whatever it is asked for.
 */
import { startTestLivekit } from '../kit/start-livekit.ts';
import { openTestApp } from '../kit/open-test-app.ts';
import { mediaOf, takenVisit } from '../server/consult/kit.ts';
import { bareTokens } from './bare/token.ts';
import { openDurableDb } from './kit/durable.ts';
import { compare, inTurns, perSecond, type Figure } from './kit/figure.ts';

const AT_ONCE = 16;
const TOKENS = 64;

export const notes = [
  'The bare route asks nobody and writes nothing down. Ours is one durable transaction (session, visit, consult, trail, outbox) and one question to LiveKit (is the room there) for each token.',
];

export async function bench(n: number, tokens = TOKENS, openDb = openDurableDb): Promise<Figure[]> {
  const livekit = await startTestLivekit();
  const media = mediaOf(livekit);
  const t = await openTestApp({ media, database: await openDb() });
  try {
    const visits: Awaited<ReturnType<typeof takenVisit>>[] = [];
    for (let i = 0; i < Math.min(AT_ONCE, tokens); i++) visits.push(await takenVisit(t));
    const bareApp = bareTokens(media.apiKey, media.apiSecret);
    const jobs = (job: (i: number) => Promise<number>) =>
      Array.from({ length: tokens }, (_, i) => async () => {
        const status = await job(i);
        if (status !== 201) throw new Error(`no token: ${status}`);
      });
    const ours = jobs(async (i) => {
      const { path, token } = visits[i % visits.length]!;
      return (await t.call('POST', path, { token })).status;
    });
    const bare = jobs(async (i) => {
      const body = JSON.stringify({ identity: `patient-${i}` });
      const headers = { 'Content-Type': 'application/json' };
      return (await bareApp.request(`/rooms/room-${i}/token`, { method: 'POST', headers, body })).status;
    });
    const took = await inTurns(
      n,
      () => perSecond(ours, AT_ONCE),
      () => perSecond(bare, AT_ONCE),
    );
    const about = { name: 'token', goal: 0.9, unit: '/s', more: true } as const;
    return [compare({ ...about, figure: `consult tokens, ${AT_ONCE} at once` }, took.ours, took.bare)];
  } finally {
    await t.close();
    await livekit.stop();
  }
}
