/** Each write happens once: the same key and body get the same answer, the same key with another body is refused. */
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { and, eq, lt, sql } from 'drizzle-orm';
import { customType, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { often, oftenLater, type Often } from './db/often.ts';
import { together } from './db/statements.ts';
import { problem } from './problems.ts';
import type { Work } from './work.ts';

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

const idempotencyKeys = pgTable('idempotency_keys', {
  hospitalId: text('hospital_id').notNull(),
  actor: text('actor').notNull(),
  key: text('key').notNull(),
  requestHash: text('request_hash').notNull(),
  status: integer('status'),
  answer: bytea('answer'),
  createdAt: timestamp('created_at', { withTimezone: true, mode: 'date' }).notNull(),
});

type Key = { hospitalId: string; actor: string; key: string };
const TAKE: Often<Key & { requestHash: string; createdAt: Date }, { row: string }[]> = often((db, put) =>
  db
    .insert(idempotencyKeys)
    .values({
      ...{ hospitalId: put('hospitalId'), actor: put('actor'), key: put('key') },
      ...{ requestHash: put('requestHash'), createdAt: put('createdAt') },
    } as never)
    .onConflictDoNothing()
    .returning({ row: sql<string>`ctid::text` }),
);
type Answer = { status: number; answer: Buffer | null };
/**
 * By where the row lies: nobody else knows of it before the commit, so that it stays there. By its key PostgreSQL may read every key
 * of the hospital, as long as its statistics are of a table with few.
 */
const ANSWER: Often<{ hospitalId: string; row: string } & Answer, void> = oftenLater(
  idempotencyKeys,
  (db, put) =>
    db
      .update(idempotencyKeys)
      .set({ status: put('status'), answer: put('answer') } as never)
      .where(and(eq(idempotencyKeys.hospitalId, put('hospitalId')), sql`ctid = ${put('row')}::tid`)),
);

/** What clients may send as Idempotency-Key. */
export const IDEMPOTENCY_KEY = /^[A-Za-z0-9_-]{16,128}$/;
/** A key is remembered this long; a client retries for minutes. */
const REMEMBERED_MS = 24 * 3600_000;

export interface Stored {
  status: number;
  body: string | null;
}

/**
 * Runs `write` unless this key has an answer already; where `asker` is refused, neither. Answers can hold tokens and personal data, so they are stored encrypted
 * under a key that is derived from the server's secret and the client's own key: a copy of the table opens nothing.
 */
export async function once(
  work: Work,
  secret: Uint8Array,
  request: { actor: string; key: string; body: string },
  write: () => Promise<Stored>,
  asker: Promise<unknown> = Promise.resolve(),
): Promise<Stored> {
  const { tx, hospitalId, now } = work;
  const key = createHash('sha256').update(request.key).digest('hex');
  const cipherKey = deriveKey(secret, request.key);
  const row = { hospitalId, actor: request.actor, key };
  // Under a key, too: of a password, or of somebody's name and number, a bare hash is soon guessed.
  const requestHash = createHmac('sha256', cipherKey).update(request.body).digest('hex');
  // A second request with the key waits here until the first has committed or failed.
  const taken = TAKE(tx, { ...row, requestHash, createdAt: now });
  const [, inserted] = await together(asker, taken);
  const [mine] = inserted;
  if (!mine) {
    const its = and(
      eq(idempotencyKeys.hospitalId, row.hospitalId),
      eq(idempotencyKeys.actor, row.actor),
      eq(idempotencyKeys.key, row.key),
    );
    const [known] = await tx.select().from(idempotencyKeys).where(its);
    if (!known || known.requestHash !== requestHash) throw problem('idempotency-key-reused');
    return { status: known.status!, body: known.answer && open(cipherKey, known.answer) };
  }
  const stored = await write();
  const answer = stored.body === null ? null : seal(cipherKey, stored.body);
  await ANSWER(tx, { hospitalId, row: mine.row, status: stored.status, answer });
  return stored;
}

/** At once, so that no statement is long however long nobody swept. */
const FORGOTTEN_AT_ONCE = 1000;

/** Forgets of one hospital's keys some of those that are older than a day; returns how many. */
export async function forgetKeys({ tx, hospitalId, now }: Work): Promise<number> {
  const { hospitalId: of, createdAt } = idempotencyKeys;
  const old = tx
    .select({ row: sql`ctid` })
    .from(idempotencyKeys)
    .where(and(eq(of, hospitalId), lt(createdAt, new Date(now.getTime() - REMEMBERED_MS))))
    .limit(FORGOTTEN_AT_ONCE);
  const { rowCount } = await tx
    .delete(idempotencyKeys)
    .where(and(eq(of, hospitalId), sql`ctid = ANY(ARRAY(${old}))`));
  return rowCount ?? 0;
}

function deriveKey(secret: Uint8Array, key: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, key, 'care idempotency answer', 32));
}
function seal(key: Buffer, body: string): Buffer {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const sealed = Buffer.concat([cipher.update(body, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}
function open(key: Buffer, sealed: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8');
}
