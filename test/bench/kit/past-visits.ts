/** Three visits from beginning to end through the API, of which a past is made: advised alone, seen by a doctor, and with a prescription handed over. */
import assert from 'node:assert/strict';
import { demoClinicianId } from '../../../server/demo/seed.ts';
import { answerTriage, callAndEnter, NOTE, waitingPatient } from '../../kit/flow.ts';
import type { TestApp } from '../../kit/open-test-app.ts';
import { confirmedRevisit } from '../../kit/revisit.ts';
import { all, claimed, counterToken, onClaim } from '../../server/dispensing/kit.ts';
import { decide, signed, type Consult } from '../../server/prescriptions/kit.ts';

const HOSPITAL = 'renhe';
const DOCTOR = 'sun';
/** Where nobody else of the world waits. */
const CODE = '02';
export const PAST_DOCTOR = demoClinicianId(HOSPITAL, DOCTOR);
/** How many of ten visits are of each kind. */
export const KINDS = [
  { share: 4, make: advised },
  { share: 3, make: (t: TestApp) => seen(t, false) },
  { share: 3, make: (t: TestApp) => seen(t, true) },
] as const;

function good(answer: { status: number; body: unknown }): void {
  assert.ok(answer.status < 300, JSON.stringify(answer.body));
}

async function advised(t: TestApp): Promise<void> {
  const visit = await t.openVisit(HOSPITAL);
  good(await answerTriage(t, visit));
  good(await t.call('POST', `/${HOSPITAL}/visits/${visit.visitId}/close`, { token: visit.token, body: {} }));
}

async function seen(t: TestApp, prescribed: boolean): Promise<void> {
  const token = await t.tokenOf(HOSPITAL, DOCTOR);
  const patient = await waitingPatient(t, { code: CODE });
  const { visitId, encounterId } = await callAndEnter(t, token, patient, { code: CODE });
  for (const [who, text] of [
    [patient.token, '医生您好，嗓子疼了两天'],
    [token, '发烧吗？'],
    [patient.token, '三十七度八'],
    [token, '多喝水，休息几天'],
  ])
    good(
      await t.call('POST', `/${HOSPITAL}/visits/${visitId}/messages`, {
        ...{ token: who, body: { messageId: t.deps.newId(), kind: 'text', text } },
      }),
    );
  if (prescribed) await confirmedRevisit(t.deps, HOSPITAL, encounterId);
  const path = `/${HOSPITAL}/encounters/${encounterId}`;
  good(await t.call('PUT', `${path}/note`, { token, body: { rowVersion: 0, note: NOTE } }));
  const consult: Consult = {
    ...{ hospitalId: HOSPITAL, visitId, encounterId, patientToken: patient.token },
    doctor: { clinicianId: PAST_DOCTOR, token },
  };
  if (prescribed) {
    const { prescriptionId } = await signed(t, consult);
    const reviewer = await t.tokenOf(HOSPITAL, 'he', 'pharmacist');
    good(await decide(t, consult, prescriptionId, reviewer, 'approve'));
    const { body } = await t.call('GET', `/${HOSPITAL}/visits/${visitId}`, { token: patient.token });
    const { accessCode } = body.prescription;
    const counter = await counterToken(t, 'own');
    const claim = await claimed(t, counter, { ...consult, prescriptionId, accessCode });
    good(await onClaim(t, counter, claim, 'dispenses', { lines: [all(claim)] }));
  }
  const { body } = await t.call('GET', path, { token });
  good(await t.call('POST', `${path}/finish`, { token, body: { rowVersion: body.rowVersion } }));
}
