/** A hospital in which something exists for every route to name, with a person of each role in it and in another hospital. */
import assert from 'node:assert/strict';
import { protocolFile, upload as uploadContent } from './content.ts';
import { jpeg, upload } from './files.ts';
import { answerTriage, callAndEnter, NOTE, waitingPatient } from './flow.ts';
import { departmentId, openTestApp, type TestApp } from './open-test-app.ts';
import { heldPrescription } from '../server/dispensing/kit.ts';
import { invitedGuest } from '../server/invitations/kit.ts';
import { joined, plannedMeeting } from '../server/meetings/kit.ts';
import { granted } from '../server/refills/kit.ts';
import { idleRecorder, openConsult } from './recorder.ts';
import { keptShelf } from '../server/rx-shelf/kit.ts';
import type { Fixture } from './route-cases.ts';

export const ROLES = [
  'patient',
  'guest',
  'listener',
  'doctor',
  'pharmacist',
  'pharmacy',
  'administrator',
  'medical_lead',
] as const;
export type Tokens = Record<(typeof ROLES)[number], string>;
/** The other hospital's people. */
export const THEIRS = {
  ...{ doctor: 'delgado', pharmacist: 'park', pharmacy: 'rivera' },
  ...{ administrator: 'novak', medical_lead: 'hayes' },
} as const;

export interface RouteWorld {
  t: TestApp;
  f: Fixture;
  ours: Tokens;
  theirs: Tokens;
  ourPatientId: string;
}

export async function openRouteWorld(options: Parameters<typeof openTestApp>[0] = {}): Promise<RouteWorld> {
  const t = await openTestApp({ recorder: idleRecorder(), ...options });
  const doctor = await t.tokenOf('renhe', 'zhao');
  const patient = await waitingPatient(t);
  const ids = await callAndEnter(t, doctor, patient);
  await t.call('PUT', `/renhe/encounters/${ids.encounterId}/note`, {
    token: doctor,
    body: { rowVersion: 0, note: NOTE },
  });
  const rx = await t.call('POST', `/renhe/encounters/${ids.encounterId}/prescriptions`, { token: doctor });
  assert.equal(rx.status, 201, JSON.stringify(rx.body));
  const held = await heldPrescription(t);
  const { refill } = await granted(t);
  const file = await upload(t, `/renhe/visits/${ids.visitId}`, patient.token, { bytes: jpeg() });
  assert.equal(file.status, 201, JSON.stringify(file.body));
  const guest = await invitedGuest(t, 'renhe', ids.visitId, patient.token);
  await openConsult(t.deps, ids);
  const asked = await t.call('POST', `/renhe/visits/${ids.visitId}/recordings`, { token: doctor });
  assert.equal(asked.status, 201, JSON.stringify(asked.body));
  const pictured = await t.call('POST', `/renhe/visits/${ids.visitId}/snapshots`, {
    ...{ token: doctor, body: { purpose: '左前臂皮疹' } },
  });
  assert.equal(pictured.status, 201, JSON.stringify(pictured.body));
  const meeting = await plannedMeeting(t, doctor);
  const listener = await joined(t, meeting, '小李');
  const emergency = await t.openVisit('renhe');
  const choose = (q: { repeats?: boolean; answerOption: { code: string }[] }) =>
    q.repeats ? [q.answerOption[0]!.code] : ['not-sure'];
  await answerTriage(t, emergency, { choose });
  const rows = await t.deps.db.tenant(
    'renhe',
    async (tx) => (await tx.execute('SELECT alarm_id, department_id FROM alarms')).rows,
  );
  const administrator = await t.tokenOf('renhe', 'fang', 'administrator');
  const draft = await uploadContent(t, administrator, protocolFile('cold'));
  const kept = await keptShelf(t, doctor);
  const f: Fixture = {
    ...{ hospitalId: 'renhe', departmentId: departmentId('renhe', '03'), ...ids },
    ...{
      alarmId: String(rows[0]!['alarm_id']),
      attachmentId: file.body.attachmentId,
      invitationId: guest.invitationId,
      meetingId: meeting.meetingId,
      seatId: listener.seat.seatId,
      identity: 'p_abcdefghijklmnop',
      recordingId: asked.body.recordingId,
      snapshotId: pictured.body.snapshotId,
      prescriptionId: rx.body.prescriptionId,
      keyId: 'A'.repeat(43),
      ...held,
      id: `${held.approvedId}-1`,
    },
    refillId: refill.refillId,
    ...{ kind: 'protocol', ruleId: 'cn.rx.items', contentId: 'cold', hash: draft.body.hash },
    ...{ version: '0', drugId: 'paracetamol-tablet-500mg', ...kept },
  };
  const foreign = await waitingPatient(t, { hospitalId: 'lakeside', code: '02' });
  const theirDoctor = await t.tokenOf('lakeside', THEIRS.doctor);
  const theirMeeting = await plannedMeeting(t, theirDoctor, { hospitalId: 'lakeside' });
  const theirs: Tokens = {
    patient: foreign.token,
    guest: (await invitedGuest(t, 'lakeside', foreign.visitId, foreign.token)).token,
    listener: (await joined(t, theirMeeting, 'Ann', 'lakeside')).token,
    doctor: theirDoctor,
    pharmacist: await t.tokenOf('lakeside', THEIRS.pharmacist, 'pharmacist'),
    pharmacy: await t.tokenOf('lakeside', THEIRS.pharmacy, 'pharmacy'),
    administrator: await t.tokenOf('lakeside', THEIRS.administrator, 'administrator'),
    medical_lead: await t.tokenOf('lakeside', THEIRS.medical_lead, 'medical_lead'),
  };
  const ours: Tokens = {
    ...{ patient: patient.token, guest: guest.token, listener: listener.token, doctor, administrator },
    pharmacist: await t.tokenOf('renhe', 'gao', 'pharmacist'),
    pharmacy: await t.tokenOf('renhe', 'mei', 'pharmacy'),
    medical_lead: await t.tokenOf('renhe', 'wu', 'medical_lead'),
  };
  return { t, f, ours, theirs, ourPatientId: patient.patientId };
}
