/** Who may ask for, agree to, stop and see a recording; what its recorder makes of it; when it has to be kept until. */
import {
  RECORDING_MACHINE,
  type Recording,
  type RecordingAction,
} from '@care-elements/contract/recording.ts';
import type { RecordingConsent, RecordingFailure, RecordingView } from '@care-elements/contract/recording.ts';
import { next, type Role } from '@care-elements/contract/machine.ts';
import type { ServerKind, TimelineEvent } from '@care-elements/contract/timeline.ts';
import { authorize, SYSTEM, type Authorized, type ClinicianActor, type PatientActor } from '../actor.ts';
import { record } from '../audit.ts';
import { hasMovedOn, openConsultOf, openConsultOfVisit } from '../consult/service.ts';
import type { Deps } from '../deps.ts';
import { hasTreated, treatingDoctor } from '../encounters/service.ts';
import { requireHospital } from '../hospitals/service.ts';
import { takesPart } from '../messages/access.ts';
import { problem } from '../problems.ts';
import { lockLatestEntry } from '../queue/service.ts';
import { thresholdOf } from '../rules/law.ts';
import { decide, lawOfHospital } from '../rules/service.ts';
import { addEvent } from '../timeline/events.ts';
import { dayIn } from '../visits/age.ts';
import type { Work } from '../work.ts';
import type { RecorderJob } from './recorder.ts';
import * as repo from './repo.ts';

export type { RecordingRow } from './repo.ts';
type Doctor = ClinicianActor<'doctor'>;
type Can = Pick<Deps, 'recorder'>;

const iso = (at: Date | null) => at?.toISOString() ?? null;
const view = (row: repo.RecordingRow): Recording => ({
  ...{ recordingId: row.recordingId, state: row.state, consentVersion: row.consentVersion },
  askedAt: row.askedAt.toISOString(),
  answeredAt: iso(row.answeredAt),
  startedAt: iso(row.startedAt),
  endedAt: iso(row.endedAt),
  ...{ stoppedBy: row.stoppedBy, failure: row.failure },
  file: row.sha256
    ? {
        ...{ type: row.type!, bytes: row.bytes!, sha256: row.sha256, seconds: row.seconds! },
        retainUntil: row.retainUntil!.toISOString(),
      }
    : null,
});

/** What patients are asked here; null where the hospital does not record, or this server can't. */
export async function recordingConsent(work: Work, { recorder }: Can): Promise<RecordingConsent | null> {
  const { recording } = await requireHospital(work);
  return recorder ? recording : null;
}

/** Of the call of now. Unchecked: for the live hub, which has checked who follows. */
export async function recordingView(work: Work, can: Can, visitId: string): Promise<RecordingView> {
  const consult = await openConsultOfVisit(work, visitId);
  const [newest] = consult ? await repo.listOfVisit(work.tx, work.hospitalId, visitId, 1) : [];
  const latest = newest?.consultId === consult?.consultId ? newest : undefined;
  return { consent: await recordingConsent(work, can), latest: latest ? view(latest) : null };
}

/** The change of one recording: the row, the trail, the outbox. Throws `state-conflict` where the machine has no such row. */
async function change(
  work: Work,
  row: repo.RecordingRow,
  action: RecordingAction,
  patch: repo.RecordingPatch = {},
): Promise<repo.RecordingRow> {
  const { tx, hospitalId, doer } = work;
  const state = next(RECORDING_MACHINE, row.state, action, doer.role as Role);
  if (!state) throw problem('state-conflict', undefined, { current: row.state });
  const after = { ...row, ...patch, state };
  await repo.updateRecording(tx, hospitalId, row.recordingId, { ...patch, state });
  await tell(work, action, after, row);
  return after;
}

/** What each action is called in the trail and, where it is one of the call's events, in the visit's timeline. */
const DONE: Record<RecordingAction, { name: string; kind?: ServerKind }> = {
  ask: { name: 'asked', kind: 'recording-asked' },
  agree: { name: 'agreed', kind: 'recording-agreed' },
  refuse: { name: 'refused', kind: 'recording-refused' },
  begin: { name: 'begun', kind: 'recording-began' },
  stop: { name: 'stopped', kind: 'recording-stopped' },
  store: { name: 'stored' },
  fail: { name: 'failed', kind: 'recording-failed' },
};

async function tell(
  work: Work,
  action: RecordingAction,
  after: repo.RecordingRow,
  before?: repo.RecordingRow,
): Promise<void> {
  const { recordingId, visitId, state, failure, consentVersion } = after;
  const { name, kind } = DONE[action];
  await record(work, {
    action: `recording.${name}`,
    ...{ resourceType: 'Media', resourceId: recordingId, visitId },
    ...{ before, after, topics: [`recording:${visitId}`] },
    payload: { state, failure, consentVersion },
  });
  // A question that was taken back is no recording that was stopped.
  if (kind && state !== 'withdrawn')
    await addEvent(work, visitId, kind, work.doer.role as TimelineEvent['role'], failure ? { failure } : {});
}

async function lock(work: Work, visitId: string, recordingId: string): Promise<repo.RecordingRow> {
  const row = await repo.lockRecording(work.tx, work.hospitalId, recordingId);
  if (row?.visitId !== visitId) throw problem('not-found');
  return row;
}

/** Asking is the doctor's own consent. Once in a call: a no is a no. */
export async function askRecording(
  work: Work,
  can: Can,
  actor: Doctor,
  visitId: string,
): Promise<Authorized<Recording>> {
  const { tx, hospitalId, now, newId } = work;
  const entry = await lockLatestEntry(work, visitId);
  if (entry?.clinicianId !== actor.clinicianId) throw problem('not-found');
  const consent = await recordingConsent(work, can);
  if (!consent) throw problem('not-found', 'This hospital does not record.');
  const consult = await openConsultOf(work, entry.entryId);
  if (entry.state !== 'in_consult' || !consult)
    throw problem('state-conflict', 'There is no call to record.', { current: entry.state });
  const earlier = await repo.listOfVisit(tx, hospitalId, visitId);
  if (earlier.some((row) => row.consultId === consult.consultId && row.state === 'refused'))
    throw problem('state-conflict', 'The patient refused in this call.', { current: 'refused' });
  const row: repo.RecordingRow = {
    ...{ hospitalId, recordingId: newId(), visitId, consultId: consult.consultId, state: 'asked' },
    ...{ askedBy: actor.clinicianId, askedAt: now, consentVersion: consent.version },
    ...{ answeredBy: null, answeredAt: null, agreed: null, aliveAt: null, startedAt: null },
    ...{ stoppedBy: null, endedAt: null, failure: null, objectKey: null, type: null, bytes: null },
    ...{ sha256: null, seconds: null, retainUntil: null },
  };
  if (!(await repo.insertRecording(tx, row)))
    throw problem('state-conflict', 'There is a recording already.', { current: 'asked' });
  await tell(work, 'ask', row);
  return authorize(true, view(row));
}

/** `version-conflict` where the patient was shown another text than they were asked with. */
export async function answerRecording(
  work: Work,
  actor: PatientActor,
  visitId: string,
  recordingId: string,
  { agreed, version }: { agreed: boolean; version: string },
): Promise<Authorized<Recording>> {
  authorize(actor.visitId === visitId, null);
  const row = await lock(work, visitId, recordingId);
  if (version !== row.consentVersion)
    throw problem('version-conflict', undefined, { current: row.consentVersion });
  const answer = { agreed, answeredBy: actor.patientId, answeredAt: work.now };
  return authorize(true, view(await change(work, row, agreed ? 'agree' : 'refuse', answer)));
}

export async function stopRecording(
  work: Work,
  actor: PatientActor | Doctor,
  visitId: string,
  recordingId: string,
): Promise<Authorized<Recording>> {
  authorize(await takesPart(work, actor, visitId), null);
  if (actor.role === 'doctor' && (await treatingDoctor(work, visitId)) !== actor.clinicianId)
    throw problem('state-conflict', 'Another doctor has this visit now.');
  const row = await lock(work, visitId, recordingId);
  return authorize(true, view(await stop(work, row, actor.role)));
}

async function stop(
  work: Work,
  row: repo.RecordingRow,
  stoppedBy: Recording['stoppedBy'],
): Promise<repo.RecordingRow> {
  const stopped = await change(work, row, 'stop', { stoppedBy, endedAt: work.now });
  // No recorder has taken it up, and now none will.
  if (row.state !== 'starting' || row.aliveAt) return stopped;
  return change({ ...work, doer: SYSTEM }, stopped, 'fail', { failure: 'empty' });
}

export async function listRecordings(
  work: Work,
  actor: Doctor,
  visitId: string,
): Promise<Authorized<{ recordings: Recording[] }>> {
  const allowed = await hasTreated(work, visitId, actor.clinicianId);
  const rows = allowed ? await repo.listOfVisit(work.tx, work.hospitalId, visitId) : [];
  return authorize(allowed, { recordings: rows.map(view) });
}

/** The stored file, for whoever has or had the visit as doctor; that it was opened is on record. Throws `not-found`. */
export async function openFile(
  work: Work,
  actor: Doctor,
  visitId: string,
  recordingId: string,
): Promise<void> {
  authorize(await hasTreated(work, visitId, actor.clinicianId), null);
  authorize(!!(await storedFile(work, visitId, recordingId)), null);
  await record(work, {
    action: 'recording.opened',
    ...{ resourceType: 'Media', resourceId: recordingId, visitId, topics: [] },
  });
}
/** Unchecked: for the holder of a ticket. */
export async function storedFile({ tx, hospitalId }: Work, visitId: string, recordingId: string) {
  const row = await repo.getRecording(tx, hospitalId, visitId, recordingId);
  return row?.objectKey ? { key: row.objectKey, type: row.type!, bytes: row.bytes! } : undefined;
}

/** A recorder of ours belongs in the consult's room now. For LiveKit's webhooks. */
export const mayRecord = async ({ tx, hospitalId }: Work, consultId: string): Promise<boolean> =>
  (await repo.listRecorded(tx, hospitalId, consultId)).length > 0;

// What follows is the recorder's side: the clock's, never a request's.

/** Takes up an agreed recording for this server; undefined where another has it, or it ended meanwhile. */
export async function claimRecording(work: Work, recordingId: string): Promise<RecorderJob | undefined> {
  const { tx, hospitalId, now } = work;
  const row = await repo.lockRecording(tx, hospitalId, recordingId);
  const consult = row && (await openConsultOfVisit(work, row.visitId));
  if (!consult || consult.consultId !== row.consultId) return undefined;
  if (!(await repo.claim(tx, hospitalId, recordingId, now))) return undefined;
  return { hospitalId, recordingId, roomName: consult.roomName };
}
export const keepAlive = ({ tx, hospitalId, now }: Work, ids: string[]): Promise<void> =>
  repo.keepAlive(tx, hospitalId, ids, now);

/** The first sound or picture is in the file. Too late where somebody has stopped it. */
export async function recordingBegan(work: Work, recordingId: string): Promise<void> {
  const row = await repo.lockRecording(work.tx, work.hospitalId, recordingId);
  if (row?.state === 'starting') await change(work, row, 'begin', { startedAt: work.now });
}

/** Stops those whose consult has moved on (ended, on hold, handed over). */
export async function stopMoved(work: Work, visitId?: string): Promise<void> {
  for (const open of await repo.listOpen(work.tx, work.hospitalId, visitId)) {
    if (!(await hasMovedOn(work, open.visitId, open.consultId))) continue;
    const row = await repo.lockRecording(work.tx, work.hospitalId, open.recordingId);
    if (row && next(RECORDING_MACHINE, row.state, 'stop', 'system')) await stop(work, row, 'system');
  }
}

export interface Ended {
  failure: RecordingFailure | null;
  file: (Omit<NonNullable<Recording['file']>, 'retainUntil'> & { objectKey: string }) | null;
}
/** The recorder has ended; false where that is nothing new. Stored where all went well, failed otherwise, and what there is of it is kept either way. */
export async function recordingEnded(work: Work, recordingId: string, ended: Ended): Promise<boolean> {
  const { tx, hospitalId, now } = work;
  const found = await repo.lockRecording(tx, hospitalId, recordingId);
  if (found?.state === 'failed' && !found.objectKey && ended.file) return recover(work, found, ended.file);
  if (!found || !next(RECORDING_MACHINE, found.state, 'fail', 'system')) return false;
  let row = found;
  const failure = ended.failure ?? (ended.file ? null : 'empty');
  // The room ended before anybody here had stopped it.
  if (!failure && row.state !== 'stopping')
    row = await change(work, row, 'stop', { stoppedBy: 'system', endedAt: now });
  const endedAt = row.endedAt ?? now;
  const { file } = ended;
  await change(work, row, failure ? 'fail' : 'store', {
    ...{ failure, endedAt },
    ...(file ? { ...file, retainUntil: await retainUntil(work, row, endedAt) } : {}),
  });
  return true;
}

/** What was thought lost is found on the server that recorded it. */
async function recover(work: Work, row: repo.RecordingRow, file: Ended['file'] & object): Promise<boolean> {
  const patch = { ...file, retainUntil: await retainUntil(work, row, row.endedAt ?? work.now) };
  await repo.updateRecording(work.tx, work.hospitalId, row.recordingId, patch);
  await record(work, {
    action: 'recording.recovered',
    ...{ resourceType: 'Media', resourceId: row.recordingId, visitId: row.visitId },
    ...{ before: row, after: { ...row, ...patch }, topics: [`recording:${row.visitId}`] },
  });
  return true;
}

/** By the hospital's law: the years that sound and picture of a visit are kept. */
async function retainUntil(
  work: Work,
  { recordingId, visitId }: repo.RecordingRow,
  endedAt: Date,
): Promise<Date> {
  const { law, timeZone } = await lawOfHospital(work);
  const from = dayIn(timeZone, endedAt);
  const years = thresholdOf(law, 'visit.media-kept', 'years', from);
  const until = new Date(endedAt);
  until.setUTCFullYear(until.getUTCFullYear() + years);
  await decide(work, {
    ...{ action: 'retention.set', subject: 'Media', subjectId: recordingId, visitId },
    facts: { retention: { kind: 'media', from, until: dayIn(timeZone, until) } },
  });
  return until;
}

/** Of a server that fell silent before `before`, or that none took up. */
export const listSilent = ({ tx, hospitalId }: Work, before: Date): Promise<repo.RecordingRow[]> =>
  repo.listSilent(tx, hospitalId, before);
