/** A server whose writes are undone: each call finds the world as the one before it did, and may be made as often as one likes. */
import { sql, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../../server/db/open.ts';

/** Where one fails, so does the COMMIT. */
const send = (tx: Tx, statement: SQL): void => void tx.execute(statement).catch(() => {});

/**
 * From now on every transaction of `db` commits nothing of what it did. With `durable` it commits an empty message in its place, so that
 * it waits for the disk as a write does. The function that comes back ends it.
 */
export function undone(db: Db, durable: () => boolean = () => false): () => void {
  const { tenant } = db;
  db.tenant = (hospitalId, work) =>
    tenant(hospitalId, async (tx) => {
      // None of these is waited for: they go out with the statements beside them.
      send(tx, sql`SAVEPOINT undone`);
      const result = await work(tx);
      send(tx, sql`ROLLBACK TO undone`);
      if (durable()) send(tx, sql`SELECT pg_logical_emit_message(true, 'undone', '')`);
      return result;
    });
  return () => void (db.tenant = tenant);
}
