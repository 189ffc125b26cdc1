/**
 * Measures how many visits a second are opened, durably: the route with its checks, consent, law and trail, against a client that
 * only inserts the same rows in one transaction of the same PostgreSQL.
 */
import pg from 'pg';
import { openTestApp } from '../kit/open-test-app.ts';
import { apart, hear, replay } from './bare/replay.ts';
import { openDurableDb } from './kit/durable.ts';
import { compare, inTurns, perSecond, type Figure } from './kit/figure.ts';

export const notes = [
  'By profile, of what Node spends on a visit two fifths are our own steps (rights, consent, law, trail, outbox), a sixth each the clearing up of memory and the driver of PostgreSQL with its statements, a tenth the checks of what comes and goes, the rest Hono, the token, hashes. The bare client does none of it but send the rows, each as a statement of its own and one after the other, as pgbench does. Neither goes through a socket of HTTP: ours is called in its process.',
];

const AT_ONCE = 16;
const VISITS = 64;

export async function bench(n: number, visits = VISITS, openDb = openDurableDb): Promise<Figure[]> {
  const t = await openTestApp({ database: await openDb() });
  const pool = new pg.Pool({
    ...{ connectionString: t.url, max: AT_ONCE, options: '-c role=care_app -c timezone=UTC' },
  });
  // PostgreSQL tells a connection that is on its way out that it stops.
  pool.on('error', () => {});
  try {
    // Ours has settled on its statements by then.
    for (let i = 0; i < 10; i++) await t.openVisit();
    const heard = await hear(() => t.openVisit());
    // Ours sends the rows as few statements; the bare client each as its own, as pgbench is told to.
    const rows = apart(heard).filter(({ text }) => /^(BEGIN|COMMIT|insert)/i.test(text));
    const key = rows.find(({ text }) => /^insert into "idempotency_keys"/.test(text))!.values[2] as string;
    const insert = async () => {
      const client = await pool.connect();
      try {
        await replay(client, rows, { keep: new Set(), given: new Map([[key, crypto.randomUUID()]]) });
      } finally {
        client.release();
      }
    };
    const took = await inTurns(
      n,
      () =>
        perSecond(
          Array<() => Promise<unknown>>(visits).fill(() => t.openVisit()),
          AT_ONCE,
        ),
      () => perSecond(Array<() => Promise<unknown>>(visits).fill(insert), AT_ONCE),
    );
    const about = { name: 'visit', goal: 0.5, unit: '/s', more: true } as const;
    return [compare({ ...about, figure: `visits opened, ${AT_ONCE} at once` }, took.ours, took.bare)];
  } finally {
    await pool.end();
    await t.close();
  }
}
