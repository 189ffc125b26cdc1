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
  'The bare route asks nobody and writes nothing down. Ours is one durable transaction (session, entry, visit, consult, trail, outbox) for each token, and for the first of a call, which its patient asks for, one question to LiveKit (to make the room); the doctor’s is the second. By profile, of what Node spends on a token a third are our own steps, a quarter the driver of PostgreSQL with its statements, a seventh the clearing up of memory; the signature and LiveKit’s SDK, which are all that the bare route does, are a tenth.',
];

export async function bench(n: number, tokens = TOKENS, openDb = openDurableDb): Promise<Figure[]> {
  const livekit = await startTestLivekit();
  const media = mediaOf(livekit);
  const t = await openTestApp({ media, database: await openDb() });
  try {
    const bareApp = bareTokens(media.apiKey, media.apiSecret);
    const jobs = (job: (i: number) => Promise<number>) =>
      Array.from({ length: tokens }, (_, i) => async () => {
        const status = await job(i);
        if (status !== 201) throw new Error(`no token: ${status}`);
      });
    const bare = jobs(async (i) => {
      const body = JSON.stringify({ identity: `patient-${i}` });
      const headers = { 'Content-Type': 'application/json' };
      return (await bareApp.request(`/rooms/room-${i}/token`, { method: 'POST', headers, body })).status;
    });
    const ours = async () => {
      const visits: Awaited<ReturnType<typeof takenVisit>>[] = [];
      for (let i = 0; i < tokens / 2; i++) visits.push(await takenVisit(t));
      const asks = visits.flatMap(({ path, token, doctor }) => [
        { path, token },
        { path, token: doctor },
      ]);
      // The patients first, as in service: whose doctor comes after them.
      const inOrder = [...asks.filter((_, i) => i % 2 === 0), ...asks.filter((_, i) => i % 2)];
      return perSecond(
        jobs(async (i) => {
          const { path, token } = inOrder[i]!;
          return (await t.call('POST', path, { token })).status;
        }),
        AT_ONCE,
      );
    };
    const took = await inTurns(n, ours, () => perSecond(bare, AT_ONCE));
    const about = { name: 'token', goal: 0.9, unit: '/s', more: true } as const;
    return [compare({ ...about, figure: `consult tokens, ${AT_ONCE} at once` }, took.ours, took.bare)];
  } finally {
    await t.close();
    await livekit.stop();
  }
}
