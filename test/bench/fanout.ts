/**
 * Measures what an open stream holds in the server, and how long it takes until the last of 10,000 pages is told of one change:
 * ours from the commit's statement on (outbox, NOTIFY, load, streams), a bare node:http server from the request on.
 */
import pg from 'pg';
import { openTestApp, type TestApp } from '../kit/open-test-app.ts';
import { STREAMS_PER_SESSION } from '../../server/live/hub.ts';
import { openClock } from './kit/clock.ts';
import { assertFiles, startCrowd, type Crowd } from './kit/crowd.ts';
import { openDurableDb } from './kit/durable.ts';
import { compare, inTurns, type Figure } from './kit/figure.ts';
import { startBare, startOurs, type UnderTest } from './kit/server.ts';

const STREAMS = 10_000;
/** What a stream may hold, in kB. */
const GOAL_KB = 12;
const HOSPITAL = 'renhe';
const clock = openClock();

export const notes = [
  'A stream’s memory is the growth of the process (resident set, after garbage collection) through the number of its streams; the first tenth is opened before, so that the server’s own start is not counted. The streams are pharmacists’ (topic `reviews`), the one topic that all can follow.',
  'By heap snapshot a bare node:http stream holds 5.7 kB of JavaScript objects (socket, parser, request, response) and about 7 kB outside the heap; ours holds 1.1 kB of objects more (the stream, what it follows, the right that is asked for again every minute). Below 12 kB one would have to leave node:http.',
];

interface Side {
  server: UnderTest;
  crowd: Crowd;
  /** kB a stream. */
  memory: number;
  round(): Promise<number>;
}

export async function bench(n: number, streams = STREAMS, openDb = openDurableDb): Promise<Figure[]> {
  assertFiles(streams);
  const t = await openTestApp({ database: await openDb() });
  const stops: (() => unknown)[] = [() => t.close()];
  try {
    const side = async (
      server: UnderTest,
      pages: { path: string; token: string }[],
      change: () => Promise<unknown>,
    ): Promise<Side> => {
      stops.push(() => server.stop());
      const crowd = startCrowd();
      stops.push(() => crowd.stop());
      const first = Math.ceil(pages.length / 10);
      const open = (some: typeof pages) =>
        crowd.open({ port: server.port, streams: some, pattern: 'event: reviews', atOnce: 64 });
      await open(pages.slice(0, first));
      const before = await server.memory();
      await open(pages.slice(first));
      const memory = ((await server.memory()) - before) / 1000 / (pages.length - first);
      await crowd.collect();
      const round = async () => {
        const begun = clock();
        await change();
        const told = await crowd.collectAll(pages.length, 30_000);
        return Math.max(...told.map(([, , at]) => at)) - begun;
      };
      return { server, crowd, memory, round };
    };
    const pages = await pharmacists(t, streams);
    const writer = new pg.Client({ connectionString: t.superuserUrl });
    await writer.connect();
    stops.push(() => writer.end());
    const ours = await side(await startOurs(t), pages, () =>
      writer.query(
        `BEGIN; INSERT INTO outbox (hospital_id, at, event, topics, payload) VALUES ('${HOSPITAL}', now(), 'bench.change', '{reviews}', '{}'); NOTIFY care_outbox; COMMIT`,
      ),
    );
    const server = await startBare('fanout-server');
    const bare = await side(server, pages, () =>
      fetch(`http://127.0.0.1:${server.port}/`, { method: 'POST' }),
    );
    console.log(`a stream holds: ours ${ours.memory.toFixed(1)} kB, bare ${bare.memory.toFixed(1)} kB`);
    const took = await inTurns(n, ours.round, bare.round);
    const memory = { name: 'fanout', unit: 'kB', n: streams, ours: ours.memory };
    return [
      {
        ...{ ...memory, figure: 'memory a stream (bare: the goal)', goal: 1 },
        ...{ bare: GOAL_KB, ratio: ours.memory / GOAL_KB },
      },
      {
        ...{ ...memory, figure: 'memory a stream, against node:http', goal: 1.1 },
        ...{ bare: bare.memory, ratio: ours.memory / bare.memory },
      },
      compare(
        { name: 'fanout', figure: `${streams} open streams: until the last is told`, goal: 1.1 },
        took.ours,
        took.bare,
      ),
    ];
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

/** As many pages as their sessions may have open. */
async function pharmacists(t: TestApp, streams: number): Promise<{ path: string; token: string }[]> {
  const tokens = await Promise.all(
    Array.from({ length: Math.ceil(streams / STREAMS_PER_SESSION) }, () =>
      t.tokenOf(HOSPITAL, 'he', 'pharmacist'),
    ),
  );
  return Array.from({ length: streams }, (_, i) => ({
    path: `/v1/hospitals/${HOSPITAL}/live?topics=reviews`,
    token: tokens[Math.floor(i / STREAMS_PER_SESSION)]!,
  }));
}
