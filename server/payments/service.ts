/**
 * The seam for paying: where it stands with a prescription's money, and its moves for a provider to come. Today's provider is
 * `none`: it demands nothing, and whatever is charged is charged at the counter.
 */
import { next } from '@care-elements/contract/machine.ts';
import {
  PAYMENT_MACHINE,
  SETTLED_PAYMENT_STATES,
  type PaymentAction,
  type PaymentState,
} from '@care-elements/contract/payment.machine.ts';
import type { PrescriptionState } from '@care-elements/contract/prescription.machine.ts';
import { record } from '../audit.ts';
import { problem } from '../problems.ts';
import { assertAllowed, decide, refusing } from '../rules/service.ts';
import type { Work } from '../work.ts';
import * as repo from './repo.ts';

/** Before the pharmacist's pass nothing may be charged. */
const PASSED: readonly PrescriptionState[] = ['approved', 'claimed', 'partially_dispensed', 'dispensed'];

export async function paymentOf({ tx, hospitalId }: Work, prescriptionId: string): Promise<PaymentState> {
  return (await repo.getPayment(tx, hospitalId, prescriptionId))?.state ?? 'none';
}

/** A pharmacy hands nothing over while a payment is due, or was given back. */
export async function assertSettled(work: Work, prescriptionId: string): Promise<void> {
  const state = await paymentOf(work, prescriptionId);
  if (!SETTLED_PAYMENT_STATES.includes(state)) throw problem('payment-due', undefined, { current: state });
}

/** The law before money is asked for; what it said is kept, also where nothing is charged. */
async function assertChargeable(
  work: Work,
  { prescriptionId, visitId, state }: { prescriptionId: string; visitId: string; state: PrescriptionState },
): Promise<void> {
  const passed = PASSED.includes(state);
  const decision = await decide(work, {
    ...{ action: 'rx.charge', subject: 'PaymentNotice', subjectId: prescriptionId, visitId },
    facts: { review: { decision: passed ? 'approved' : null } },
  });
  if (!passed) throw refusing(decision, problem('state-conflict', undefined, { current: state }));
  assertAllowed(decision);
}

/** One move, by a provider: what it demands, and what it has heard of the money. */
export async function movePayment(
  work: Work,
  provider: string,
  rx: { prescriptionId: string; visitId: string; state: PrescriptionState },
  action: PaymentAction,
): Promise<PaymentState> {
  const { tx, hospitalId, now } = work;
  const { prescriptionId, visitId } = rx;
  const before = await paymentOf(work, prescriptionId);
  const state = next(PAYMENT_MACHINE, before, action, 'system');
  if (!state) throw problem('state-conflict', undefined, { current: before });
  if (action === 'demand') await assertChargeable(work, rx);
  const row = { hospitalId, prescriptionId, provider, state, changedAt: now };
  if (!(await repo.putPayment(tx, row, before))) throw problem('state-conflict', 'Somebody else was faster.');
  await record(work, {
    action: `payment.${state}`,
    ...{ resourceType: 'PaymentNotice', resourceId: prescriptionId, visitId },
    ...{ before: { state: before }, after: row },
    topics: [`visit:${visitId}`],
    payload: { state, provider },
  });
  return state;
}
