/** What was begun with a key outside the server: pinned for minutes, completed at most once. */
import { CEREMONY_MS } from '@care-elements/contract/signing.terms.ts';
import { problem } from '../problems.ts';
import type { Work } from '../work.ts';
import * as repo from './repo.ts';

type Pinned = Omit<repo.BegunRow, 'hospitalId' | 'beginId' | 'begunAt' | 'expiresAt' | 'usedAt'>;

export async function keepBegun(work: Work, pinned: Pinned): Promise<{ beginId: string; expiresAt: string }> {
  const { tx, hospitalId, now, newId } = work;
  const beginId = newId();
  const expiresAt = new Date(now.getTime() + CEREMONY_MS);
  await repo.insertBegun(tx, { ...pinned, hospitalId, beginId, begunAt: now, expiresAt, usedAt: null });
  return { beginId, expiresAt: expiresAt.toISOString() };
}

/** Of this clinician, for one of these purposes, on this prescription, and only once; throws `ceremony-expired`. */
export async function takeBegun(
  { tx, hospitalId, now }: Work,
  mine: {
    beginId: string;
    clinicianId: string;
    purposes: repo.BegunRow['purpose'][];
    subjectId: string | null;
  },
): Promise<repo.BegunRow> {
  const row = await repo.takeBegun(tx, hospitalId, mine.beginId, now);
  const fits =
    row?.clinicianId === mine.clinicianId &&
    row.subjectId === mine.subjectId &&
    mine.purposes.includes(row.purpose);
  if (!row || !fits)
    throw problem('ceremony-expired', 'It was not begun, is too old, or was completed before.');
  return row;
}

/** What can't be completed any more holds a patient's prescription: it is not kept. Returns how many. */
export const forgetBegun = ({ tx, hospitalId, now }: Work): Promise<number> =>
  repo.deleteBegun(tx, hospitalId, now);
