/** Who may ask for, agree to, take and see a still of the patient's picture; what becomes of it when the consult moves on. */
import { next, type Role } from '@care-elements/contract/machine.ts';
import {
  MAX_SNAPSHOTS,
  SNAPSHOT_MACHINE,
  SNAPSHOT_SIDE,
  type Snapshot,
  type SnapshotAction,
  type SnapshotConsent,
  type SnapshotView,
} from '@care-elements/contract/snapshot.ts';
import type { ServerKind, TimelineEvent } from '@care-elements/contract/timeline.ts';
import { refuse } from '../attachments/refuse.ts';
import { attachmentsOf, holdAttachment } from '../attachments/service.ts';
import { authorize, type Authorized, type ClinicianActor, type PatientActor } from '../actor.ts';
import { record } from '../audit.ts';
import { hasMovedOn, openConsultOf, openConsultOfVisit } from '../consult/service.ts';
import { encounterOfEntry, treatingDoctor } from '../encounters/service.ts';
import { requireHospital } from '../hospitals/service.ts';
import { takesPart, type Talker } from '../messages/access.ts';
import { problem } from '../problems.ts';
import { lockLatestEntry } from '../queue/service.ts';
import { addEvent } from '../timeline/events.ts';
import type { Work } from '../work.ts';
import * as repo from './repo.ts';

type Doctor = ClinicianActor<'doctor'>;
type Row = repo.SnapshotRow;

async function views(work: Work, visitId: string, rows: readonly Row[]): Promise<Snapshot[]> {
  const ids = rows.flatMap(({ attachmentId }) => attachmentId ?? []);
  const files = await attachmentsOf(work, visitId, ids);
  return rows.map((row) => {
    const file = row.attachmentId ? files.get(row.attachmentId) : undefined;
    return {
      ...{ snapshotId: row.snapshotId, state: row.state, purpose: row.purpose },
      ...{ consentVersion: row.consentVersion, askedAt: row.askedAt.toISOString() },
      answeredAt: row.answeredAt?.toISOString() ?? null,
      picture: file
        ? {
            ...{ attachmentId: file.attachmentId, bytes: file.bytes, sha256: file.sha256 },
            ...{ width: file.width!, height: file.height!, storedAt: row.storedAt!.toISOString() },
          }
        : null,
    };
  });
}
const view = async (work: Work, row: Row): Promise<Snapshot> => (await views(work, row.visitId, [row]))[0]!;

/** What patients are asked here; null where the hospital takes no snapshots. */
const consentOf = async (work: Work): Promise<SnapshotConsent | null> =>
  (await requireHospital(work)).snapshot;

/** Of the call of now. Unchecked: for the live hub, which has checked who follows. */
export async function snapshotView(work: Work, visitId: string): Promise<SnapshotView> {
  const consult = await openConsultOfVisit(work, visitId);
  const [newest] = consult ? await repo.listOfVisit(work.tx, work.hospitalId, visitId, 1) : [];
  const latest = newest?.consultId === consult?.consultId ? newest : undefined;
  return { consent: await consentOf(work), latest: latest ? await view(work, latest) : null };
}

/** What each action is called in the trail and in the visit's timeline. */
const DONE: Record<SnapshotAction, { name: string; kind: ServerKind }> = {
  ask: { name: 'asked', kind: 'snapshot-asked' },
  agree: { name: 'agreed', kind: 'snapshot-agreed' },
  refuse: { name: 'refused', kind: 'snapshot-refused' },
  withdraw: { name: 'withdrawn', kind: 'snapshot-withdrawn' },
  store: { name: 'stored', kind: 'snapshot-stored' },
  fail: { name: 'failed', kind: 'snapshot-failed' },
};

async function tell(work: Work, action: SnapshotAction, after: Row, before?: Row): Promise<void> {
  const { snapshotId, visitId, state, consentVersion } = after;
  const { name, kind } = DONE[action];
  await record(work, {
    action: `snapshot.${name}`,
    ...{ resourceType: 'Media', resourceId: snapshotId, visitId },
    ...{ before, after, topics: [`snapshot:${visitId}`] },
    payload: { state, consentVersion },
  });
  await addEvent(work, visitId, kind, work.doer.role as TimelineEvent['role']);
}

/** The row, the trail, the outbox. Throws `state-conflict` where the machine has no such row. */
async function change(
  work: Work,
  row: Row,
  action: SnapshotAction,
  patch: repo.SnapshotPatch = {},
): Promise<Row> {
  const { tx, hospitalId, doer } = work;
  const state = next(SNAPSHOT_MACHINE, row.state, action, doer.role as Role);
  if (!state) throw problem('state-conflict', undefined, { current: row.state });
  const after = { ...row, ...patch, state };
  await repo.updateSnapshot(tx, hospitalId, row.snapshotId, { ...patch, state });
  await tell(work, action, after, row);
  return after;
}

async function lock(work: Work, visitId: string, snapshotId: string): Promise<Row> {
  const row = await repo.lockSnapshot(work.tx, work.hospitalId, snapshotId);
  if (row?.visitId !== visitId) throw problem('not-found');
  return row;
}

/** One question at a time in a call; a no does not keep the doctor from asking for something else. */
export async function askSnapshot(
  work: Work,
  actor: Doctor,
  visitId: string,
  { purpose }: { purpose: string },
): Promise<Authorized<Snapshot>> {
  const { tx, hospitalId, now, newId } = work;
  const entry = await lockLatestEntry(work, visitId);
  if (entry?.clinicianId !== actor.clinicianId) throw problem('not-found');
  const consent = await consentOf(work);
  if (!consent) throw problem('not-found', 'This hospital takes no snapshots.');
  const consult = await openConsultOf(work, entry.entryId);
  const encounter = await encounterOfEntry(work, entry.entryId);
  if (entry.state !== 'in_consult' || !consult || !encounter)
    throw problem('state-conflict', 'There is no call to take a picture in.', { current: entry.state });
  if ((await repo.listOfVisit(tx, hospitalId, visitId)).length >= MAX_SNAPSHOTS)
    throw problem('state-conflict', `A visit has ${MAX_SNAPSHOTS} snapshots at most.`, { current: 'full' });
  const row: Row = {
    ...{ hospitalId, snapshotId: newId(), visitId, consultId: consult.consultId },
    ...{ encounterId: encounter.encounterId, state: 'asked', purpose },
    ...{ askedBy: actor.clinicianId, askedAt: now, consentVersion: consent.version },
    ...{ answeredBy: null, answeredAt: null, agreed: null, attachmentId: null, storedAt: null },
  };
  if (!(await repo.insertSnapshot(tx, row)))
    throw problem('state-conflict', 'The patient is being asked already.', { current: 'asked' });
  await tell(work, 'ask', row);
  return authorize(true, await view(work, row));
}

/** `version-conflict` where the patient was shown another text than they were asked with. */
export async function answerSnapshot(
  work: Work,
  actor: PatientActor,
  visitId: string,
  snapshotId: string,
  { agreed, version }: { agreed: boolean; version: string },
): Promise<Authorized<Snapshot>> {
  authorize(actor.visitId === visitId, null);
  const row = await lock(work, visitId, snapshotId);
  if (version !== row.consentVersion)
    throw problem('version-conflict', undefined, { current: row.consentVersion });
  const answer = { agreed, answeredBy: actor.patientId, answeredAt: work.now };
  return authorize(true, await view(work, await change(work, row, agreed ? 'agree' : 'refuse', answer)));
}

export async function withdrawSnapshot(
  work: Work,
  actor: Talker,
  visitId: string,
  snapshotId: string,
): Promise<Authorized<Snapshot>> {
  if (actor.role === 'doctor') await requireTreating(work, actor, visitId);
  else authorize(actor.visitId === visitId, null);
  const row = await lock(work, visitId, snapshotId);
  return authorize(true, await view(work, await change(work, row, 'withdraw')));
}

/** The picture is an attachment of the doctor's own, looked through and cleaned as every other. */
export async function storeSnapshot(
  work: Work,
  actor: Doctor,
  visitId: string,
  snapshotId: string,
  attachmentId: string,
): Promise<Authorized<Snapshot>> {
  await requireTreating(work, actor, visitId);
  const row = await lock(work, visitId, snapshotId);
  await holdAttachment(work, visitId, attachmentId, 'doctor', 'image');
  const file = (await attachmentsOf(work, visitId, [attachmentId])).get(attachmentId)!;
  if (file.type !== 'image/jpeg') throw refuse('other-type', 'A snapshot is a JPEG.');
  if (Math.max(file.width!, file.height!) > SNAPSHOT_SIDE)
    throw refuse('too-many-pixels', `A snapshot has ${SNAPSHOT_SIDE} pixels a side at most.`);
  const stored = await change(work, row, 'store', { attachmentId, storedAt: work.now });
  return authorize(true, await view(work, stored));
}

export async function failSnapshot(
  work: Work,
  actor: Doctor,
  visitId: string,
  snapshotId: string,
): Promise<Authorized<Snapshot>> {
  await requireTreating(work, actor, visitId);
  const row = await lock(work, visitId, snapshotId);
  return authorize(true, await view(work, await change(work, row, 'fail')));
}

export async function listSnapshots(
  work: Work,
  actor: Talker,
  visitId: string,
): Promise<Authorized<{ snapshots: Snapshot[] }>> {
  authorize(await takesPart(work, actor, visitId), null);
  const rows = await repo.listOfVisit(work.tx, work.hospitalId, visitId);
  return authorize(true, { snapshots: await views(work, visitId, rows) });
}

/** Who had the visit before may look, not act. */
async function requireTreating(work: Work, actor: Doctor, visitId: string): Promise<void> {
  authorize(await takesPart(work, actor, visitId), null);
  if ((await treatingDoctor(work, visitId)) !== actor.clinicianId)
    throw problem('state-conflict', 'Another doctor has this visit now.');
}

/** Ends what is still open in consults that have moved on (ended, on hold, handed over); returns how many. For the clock. */
export async function endMoved(work: Work): Promise<number> {
  let ended = 0;
  for (const open of await repo.listOpen(work.tx, work.hospitalId)) {
    if (!(await hasMovedOn(work, open.visitId, open.consultId))) continue;
    const row = await repo.lockSnapshot(work.tx, work.hospitalId, open.snapshotId);
    const action = row?.state === 'asked' ? 'withdraw' : 'fail';
    if (!row || !next(SNAPSHOT_MACHINE, row.state, action, 'system')) continue;
    await change(work, row, action);
    ended++;
  }
  return ended;
}
