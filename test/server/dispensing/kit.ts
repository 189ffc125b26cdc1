/** For tests of dispensing: an approved prescription, counters of the demo's pharmacies, and short ways through the steps. */
import assert from 'node:assert/strict';
import type { FreshClaim, Given } from '@care-elements/contract/dispense.ts';
import { demoPharmacyId } from '../../../server/demo/seed.ts';
import type { Answer, TestApp } from '../../kit/open-test-app.ts';
import { AMOXICILLIN, decide, inConsult, signed, type Consult } from '../prescriptions/kit.ts';
import type { ItemInput } from '@care-elements/contract/prescription.ts';

export interface Approved extends Consult {
  prescriptionId: string;
  accessCode: string;
}
/** Who works at the demo's counters. */
export const STAFF = {
  renhe: { own: ['gao', 'pharmacist'], partner: ['mei', 'pharmacy'], reviewer: 'he' },
  lakeside: { own: ['park', 'pharmacist'], partner: ['rivera', 'pharmacy'], reviewer: 'park' },
} as const;
export type Where = 'own' | 'partner';

export function counterToken(t: TestApp, where: Where, hospitalId: keyof typeof STAFF = 'renhe') {
  const [username, role] = STAFF[hospitalId][where];
  return t.tokenOf(hospitalId, username, role);
}
export const pharmacyId = (where: Where, hospitalId = 'renhe') => demoPharmacyId(hospitalId, where);

/** Signed, reviewed and passed. */
export async function approved(
  t: TestApp,
  {
    hospitalId = 'renhe',
    items = [AMOXICILLIN],
  }: { hospitalId?: keyof typeof STAFF; items?: ItemInput[] } = {},
): Promise<Approved> {
  const c = await inConsult(t, { hospitalId });
  const { prescriptionId } = await signed(t, c, items);
  const reviewer = await t.tokenOf(hospitalId, STAFF[hospitalId].reviewer, 'pharmacist');
  const passed = await decide(t, c, prescriptionId, reviewer, 'approve');
  assert.equal(passed.status, 200, JSON.stringify(passed.body));
  const { body } = await t.call('GET', `/${hospitalId}/visits/${c.visitId}`, { token: c.patientToken });
  return { ...c, prescriptionId, accessCode: body.prescription.accessCode };
}

export const claimBy = (
  t: TestApp,
  token: string,
  accessCode: string,
  { hospitalId = 'renhe', key }: { hospitalId?: string; key?: string } = {},
): Promise<Answer> =>
  t.call('POST', `/${hospitalId}/claims`, { token, body: { accessCode }, ...(key ? { key } : {}) });

export async function claimed(t: TestApp, token: string, rx: Approved): Promise<FreshClaim> {
  const { status, body } = await claimBy(t, token, rx.accessCode, rx);
  assert.equal(status, 201, JSON.stringify(body));
  return body as FreshClaim;
}

export const onClaim = (
  t: TestApp,
  token: string,
  claim: Pick<FreshClaim, 'claimId' | 'secret'>,
  action: string,
  more: Record<string, unknown> = {},
  hospitalId = 'renhe',
): Promise<Answer> =>
  t.call('POST', `/${hospitalId}/claims/${claim.claimId}/${action}`, {
    token,
    body: { secret: claim.secret, ...more },
  });

export const give = (value: string, unit: Given['unit'] = 'pack', drugId = AMOXICILLIN.drugId, line = 1) => ({
  ...{ line, drugId, lot: 'B2026-11' },
  given: { value, unit },
});

/** The whole of its first line. */
export const all = ({ lines: [line] }: Pick<FreshClaim, 'lines'>) =>
  give(line!.rest, line!.unit, line!.drugId);

/** What stands in the trail of a record, in order. */
export async function trailOf(t: TestApp, resourceId: string, hospitalId = 'renhe') {
  const { rows } = await t.deps.db.tenant(hospitalId, (tx) =>
    tx.execute(
      `SELECT action, actor_role FROM audit_entries WHERE resource_id = '${resourceId}' ORDER BY audit_id`,
    ),
  );
  return rows.map((r) => `${String(r['action'])} ${String(r['actor_role'])}`);
}

/** For the walk over all routes: one that the hospital's own counter holds. */
export async function heldPrescription(t: TestApp) {
  const rx = await approved(t);
  const claim = await claimed(t, await counterToken(t, 'own'), rx);
  return {
    ...{ approvedId: rx.prescriptionId, accessCode: rx.accessCode, claimId: claim.claimId },
    ...{ fulfilmentId: claim.fulfilment!.fulfilmentId, pharmacyId: claim.fulfilment!.pharmacy.pharmacyId },
  };
}
