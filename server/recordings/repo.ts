/** Reads and writes of recordings. */
import { and, asc, desc, eq, inArray, isNull, lt, or } from 'drizzle-orm';
import {
  MAX_RECORDINGS,
  OPEN_RECORDING_STATES,
  RECORDER_STATES,
  type RecordingState,
} from '@care-elements/contract/recording.ts';
import type { Tx } from '../db/open.ts';
import { recordings as r } from './table.ts';

export type RecordingRow = typeof r.$inferSelect;
export type RecordingPatch = Partial<Omit<RecordingRow, 'hospitalId' | 'recordingId' | 'visitId'>>;

const recordingIs = (hospitalId: string, recordingId: string) =>
  and(eq(r.hospitalId, hospitalId), eq(r.recordingId, recordingId));
const ofVisit = (hospitalId: string, visitId: string) =>
  and(eq(r.hospitalId, hospitalId), eq(r.visitId, visitId));

/** False when the consult has an open one already. */
export async function insertRecording(tx: Tx, row: RecordingRow): Promise<boolean> {
  const made = await tx.insert(r).values(row).onConflictDoNothing().returning({ recordingId: r.recordingId });
  return made.length > 0;
}

export async function lockRecording(
  tx: Tx,
  hospitalId: string,
  recordingId: string,
): Promise<RecordingRow | undefined> {
  return (await tx.select().from(r).where(recordingIs(hospitalId, recordingId)).for('update'))[0];
}

export async function updateRecording(
  tx: Tx,
  hospitalId: string,
  recordingId: string,
  patch: RecordingPatch,
): Promise<void> {
  await tx.update(r).set(patch).where(recordingIs(hospitalId, recordingId));
}

export async function getRecording(
  tx: Tx,
  hospitalId: string,
  visitId: string,
  recordingId: string,
): Promise<RecordingRow | undefined> {
  const mine = and(ofVisit(hospitalId, visitId), eq(r.recordingId, recordingId));
  return (await tx.select().from(r).where(mine))[0];
}

/** Newest first. */
export async function listOfVisit(
  tx: Tx,
  hospitalId: string,
  visitId: string,
  limit = MAX_RECORDINGS,
): Promise<RecordingRow[]> {
  const newest = [desc(r.askedAt), desc(r.recordingId)];
  return tx
    .select()
    .from(r)
    .where(ofVisit(hospitalId, visitId))
    .orderBy(...newest)
    .limit(limit);
}

export async function listOpen(tx: Tx, hospitalId: string, visitId?: string): Promise<RecordingRow[]> {
  const open = and(eq(r.hospitalId, hospitalId), inArray(r.state, [...OPEN_RECORDING_STATES]));
  return tx
    .select()
    .from(r)
    .where(visitId === undefined ? open : and(open, eq(r.visitId, visitId)))
    .orderBy(asc(r.askedAt))
    .limit(1000);
}

/** Those of the consult in whose room a recorder may be. */
export async function listRecorded(tx: Tx, hospitalId: string, consultId: string): Promise<RecordingRow[]> {
  const mine = and(
    eq(r.hospitalId, hospitalId),
    eq(r.consultId, consultId),
    inArray(r.state, [...RECORDER_STATES]),
  );
  return tx.select().from(r).where(mine).limit(5);
}

/** Makes this server the one whose recorder it is; false when another was first. */
export async function claim(tx: Tx, hospitalId: string, recordingId: string, now: Date): Promise<boolean> {
  const free = and(recordingIs(hospitalId, recordingId), eq(r.state, 'starting'), isNull(r.aliveAt));
  const claimed = await tx.update(r).set({ aliveAt: now }).where(free).returning({ id: r.recordingId });
  return claimed.length > 0;
}

export async function keepAlive(tx: Tx, hospitalId: string, ids: string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update(r)
    .set({ aliveAt: now })
    .where(and(eq(r.hospitalId, hospitalId), inArray(r.recordingId, ids)));
}

/** Recorders whose server fell silent before `before`, or that no server ever took up. */
export async function listSilent(tx: Tx, hospitalId: string, before: Date): Promise<RecordingRow[]> {
  const states: RecordingState[] = [...RECORDER_STATES];
  const silent = or(lt(r.aliveAt, before), and(isNull(r.aliveAt), lt(r.answeredAt, before)));
  return tx
    .select()
    .from(r)
    .where(and(eq(r.hospitalId, hospitalId), inArray(r.state, states), silent))
    .limit(100);
}
