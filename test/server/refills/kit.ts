/** For tests of refills: a passed prescription of a blood pressure tablet for a week, and short ways through the steps. */
import assert from 'node:assert/strict';
import type { ItemInput } from '@care-elements/contract/prescription.ts';
import type { Refill } from '@care-elements/contract/refill.ts';
import { signedIn, type Answer, type TestApp } from '../../kit/open-test-app.ts';
import { approved, type Approved, type STAFF } from '../dispensing/kit.ts';
import { line, tokenFor } from '../prescriptions/kit.ts';

export const AMLODIPINE: ItemInput = line('amlodipine-tablet-5mg', {
  ...{ dose: { value: '5', unit: 'mg' }, frequency: 'qd' },
});

export type Hospital = keyof typeof STAFF;
export interface Case extends Approved {
  hospitalId: Hospital;
  patientId: string;
}

/** Passed by a pharmacist. */
export async function passed(
  t: TestApp,
  hospitalId: Hospital = 'renhe',
  items = [AMLODIPINE],
): Promise<Case> {
  const rx = await approved(t, { hospitalId, items });
  const { body } = await t.call('GET', `/${hospitalId}/visits/${rx.visitId}`, { token: rx.patientToken });
  return { ...rx, hospitalId, patientId: body.patient.patientId };
}

export const grant = (t: TestApp, c: Case, slots = 2): Promise<Answer> =>
  t.call('POST', `/${c.hospitalId}/prescriptions/${c.prescriptionId}/refill`, {
    token: c.doctor.token,
    body: { slots, reason: '高血压，长期服药', assessed: true },
  });

export async function granted(t: TestApp, slots = 2, hospitalId: Hospital = 'renhe') {
  const c = await passed(t, hospitalId);
  const { status, body } = await grant(t, c, slots);
  assert.equal(status, 201, JSON.stringify(body));
  return { c, refill: body as Refill };
}

/** Tokens end while a test's clock runs: new ones for the same two people. */
export async function back(t: TestApp, c: Case): Promise<Case> {
  const { hospitalId, patientId, visitId } = c;
  const sessionId = t.deps.newId();
  return {
    ...c,
    patientToken: await signedIn(t.deps, { hospitalId, sessionId, role: 'patient', patientId, visitId }),
    doctor: { ...c.doctor, token: await tokenFor(t, hospitalId, 'doctor', c.doctor.clinicianId) },
  };
}

const post = (t: TestApp, c: Case, refill: Refill, action: string, token: string, body?: unknown) =>
  t.call('POST', `/${c.hospitalId}/refills/${refill.refillId}/${action}`, {
    token,
    ...(body === undefined ? {} : { body }),
  });
export const request = (t: TestApp, c: Case, refill: Refill, slot = 1) =>
  post(t, c, refill, 'request', c.patientToken, { slot, nothingChanged: true });
export const accept = (t: TestApp, c: Case, refill: Refill, slot = 1, token = c.doctor.token) =>
  post(t, c, refill, 'accept', token, { slot });
export const decline = (t: TestApp, c: Case, refill: Refill, slot = 1, token = c.doctor.token) =>
  post(t, c, refill, 'decline', token, { slot, reason: 'see-doctor' });
export const revoke = (t: TestApp, c: Case, refill: Refill) => post(t, c, refill, 'revoke', c.doctor.token);
