/** Reads and writes of a hospital's own sentences. */
import { and, asc, eq } from 'drizzle-orm';
import { MOST_SENTENCES } from '@care-elements/contract/wording.ts';
import type { Tx } from '../db/open.ts';
import { hospitalSentences } from './table.ts';

export type SentenceRow = typeof hospitalSentences.$inferSelect;
type At = Pick<SentenceRow, 'hospitalId' | 'language' | 'key'>;
const at = ({ hospitalId, language, key }: At) =>
  and(
    eq(hospitalSentences.hospitalId, hospitalId),
    eq(hospitalSentences.language, language),
    eq(hospitalSentences.key, key),
  );

export const listSentences = (tx: Tx, hospitalId: string): Promise<SentenceRow[]> =>
  tx
    .select()
    .from(hospitalSentences)
    .where(eq(hospitalSentences.hospitalId, hospitalId))
    .orderBy(asc(hospitalSentences.key), asc(hospitalSentences.language))
    .limit(MOST_SENTENCES);

export async function getSentence(tx: Tx, place: At): Promise<SentenceRow | undefined> {
  return (await tx.select().from(hospitalSentences).where(at(place)))[0];
}

export async function putSentence(tx: Tx, row: SentenceRow): Promise<void> {
  const { sentence, setAt, setBy } = row;
  const { hospitalId, language, key } = hospitalSentences;
  await tx
    .insert(hospitalSentences)
    .values(row)
    .onConflictDoUpdate({ target: [hospitalId, language, key], set: { sentence, setAt, setBy } });
}

export async function deleteSentence(tx: Tx, place: At): Promise<void> {
  await tx.delete(hospitalSentences).where(at(place));
}
