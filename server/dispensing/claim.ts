/** A pharmacy takes a prescription: by the patient's code or because it was chosen; and recovers, releases or declines it. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Claim, FreshClaim } from '@care-elements/contract/dispense.ts';
import type { DeclineReason } from '@care-elements/contract/dispense.terms.ts';
import { authorize, nothing, type Authorized } from '../actor.ts';
import { record } from '../audit.ts';
import type { Limiter } from '../http/limits.ts';
import { freeClaim, settle } from '../prescriptions/end.ts';
import {
  assertReviewed,
  byAccessCode,
  findPrescription,
  pharmacyMove,
  setLease,
  type HeldRow,
} from '../prescriptions/held.ts';
import type { RxTools } from '../prescriptions/move.ts';
import { stateAt } from '../prescriptions/validity.ts';
import { openVoidRequest } from '../prescriptions/void-request.ts';
import { keeping, problem, ProblemError } from '../problems.ts';
import type { Work } from '../work.ts';
import { fulfilmentNow } from './fulfilment-state.ts';
import { letGo, move, openFulfilment, receive } from './fulfil.ts';
import { ownPharmacy, type CounterActor, type PharmacyRow } from './pharmacies.ts';
import * as repo from './repo.ts';
import { claimView } from './view.ts';

/** A counter that does nothing more with a prescription has it this long. */
export const LEASE_MS = 60 * 60_000;
/** Wrong codes in a minute. Right ones cost nothing, so that whoever works honestly never meets these. */
const PER_PHARMACY = { id: 'wrong codes of a pharmacy', perMinute: 20 };
const PER_ADDRESS = { id: 'wrong codes of an address', perMinute: 60 };

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const newSecret = (random: RxTools['random']): string => Buffer.from(random(32)).toString('base64url');
const leaseOf = (rx: HeldRow, now: Date): Date =>
  new Date(Math.min(now.getTime() + LEASE_MS, rx.validUntil!.getTime()));

/** Crockford's base 32 as people type it: case, spaces and dashes do not matter, O is 0, I and L are 1. */
const cleanCode = (typed: string): string =>
  typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');

/** Only a prescription whose code its patient was ever shown is answered with its state; any other code is simply wrong. */
const SHOWN = ['approved', 'claimed', 'partially_dispensed', 'dispensed', 'expired', 'voided'];

export interface Asked {
  accessCode?: string;
  fulfilmentId?: string;
}

/** Waits out nobody: throws `too-many-requests` where an address or a pharmacy has guessed too often. */
async function assertMayGuess(limiter: Limiter, pharmacyId: string, address: string): Promise<void> {
  await limiter.assertRoom(PER_PHARMACY, pharmacyId);
  await limiter.assertRoom(PER_ADDRESS, address);
}
async function countGuess(limiter: Limiter, pharmacyId: string, address: string): Promise<void> {
  await limiter.take(PER_PHARMACY, pharmacyId);
  await limiter.take(PER_ADDRESS, address);
}

async function find(work: Work, pharmacy: PharmacyRow, asked: Asked): Promise<HeldRow | undefined> {
  if (asked.accessCode !== undefined) return byAccessCode(work, cleanCode(asked.accessCode));
  const row = await repo.getFulfilment(work.tx, work.hospitalId, asked.fulfilmentId!);
  if (row?.pharmacyId !== pharmacy.pharmacyId || row.chosenBy !== 'patient') return undefined;
  const rx = await findPrescription(work, row.prescriptionId);
  // Whether somebody else was faster is said below; a choice that no longer stands names nothing.
  const state = rx && fulfilmentNow(row, rx, work.now);
  return state === 'chosen' || state === 'ready' ? rx : undefined;
}

/** Refuses and leaves a trace of it: which pharmacy, which code (its hash), why. */
async function refuse(
  work: Work,
  pharmacy: PharmacyRow,
  rx: HeldRow | undefined,
  asked: Asked,
  error: ProblemError,
): Promise<never> {
  const code = asked.accessCode === undefined ? asked.fulfilmentId! : sha256(cleanCode(asked.accessCode));
  await record(work, {
    action: 'claim.refused',
    resourceType: rx ? 'MedicationRequest' : 'Pharmacy',
    resourceId: rx?.prescriptionId ?? pharmacy.pharmacyId,
    ...(rx ? { visitId: rx.visitId } : {}),
    after: { code, why: error.code },
    topics: [],
    payload: { why: error.code, pharmacyId: pharmacy.pharmacyId },
  });
  throw keeping(error);
}

export async function claim(
  work: Work,
  tools: RxTools,
  { actor, address, limiter }: { actor: CounterActor; address: string; limiter: Limiter },
  asked: Asked,
): Promise<Authorized<FreshClaim>> {
  const pharmacy = await ownPharmacy(work, actor);
  const { pharmacyId } = pharmacy;
  if (asked.accessCode !== undefined) await assertMayGuess(limiter, pharmacyId, address);
  const seen = await find(work, pharmacy, asked);
  if (!seen || !seen.decidedAt || !SHOWN.includes(stateAt(seen, work.now))) {
    if (asked.accessCode !== undefined) await countGuess(limiter, pharmacyId, address);
    return refuse(work, pharmacy, undefined, asked, problem('not-found'));
  }
  let before: HeldRow;
  try {
    before = await claimable(work, pharmacyId, seen);
  } catch (error) {
    if (error instanceof ProblemError) return refuse(work, pharmacy, seen, asked, error);
    throw error;
  }
  const claimId = work.newId();
  const lease = { claimId, pharmacyId, claimedUntil: leaseOf(before, work.now) };
  let rx: HeldRow;
  try {
    rx = await pharmacyMove(work, before, 'claim', lease, { claimId, pharmacyId });
  } catch (error) {
    // Of many at once this one came second: nothing of it is written.
    if (error instanceof ProblemError) return refuse(work, pharmacy, seen, asked, problem('already-claimed'));
    throw error;
  }
  return begin(work, tools, actor, rx, { claimId, pharmacyId });
}

/** Approved, in force, held by nobody, with its pass; what the clock has done to it is written down. */
async function claimable(work: Work, pharmacyId: string, seen: HeldRow): Promise<HeldRow> {
  const state = stateAt(seen, work.now);
  if (state === 'claimed' || state === 'partially_dispensed') {
    const ours = seen.pharmacyId === pharmacyId ? { current: { claimId: seen.claimId } } : {};
    throw problem('already-claimed', undefined, ours);
  }
  if (state !== 'approved') throw problem('state-conflict', undefined, { current: state });
  await assertReviewed(work, seen);
  const row = await settle(work, seen);
  // Its doctor had asked a former holder for it.
  if (row.state !== 'approved') throw problem('state-conflict', undefined, { current: row.state });
  return row;
}

async function begin(
  work: Work,
  { random }: RxTools,
  { clinicianId }: CounterActor,
  rx: HeldRow,
  { claimId, pharmacyId }: { claimId: string; pharmacyId: string },
): Promise<Authorized<FreshClaim>> {
  const { tx, hospitalId, now } = work;
  const secret = newSecret(random);
  const row: repo.ClaimRow = {
    ...{ hospitalId, claimId, prescriptionId: rx.prescriptionId, pharmacyId, clinicianId },
    ...{ secretHash: sha256(secret), claimedAt: now, recovered: 0 },
    ...{ declinedAt: null, declineReason: null, declineNote: null },
  };
  await repo.insertClaim(tx, row);
  await receive(work, rx, pharmacyId);
  return authorize(true, { ...(await claimView(work, row, rx)), secret });
}

/** A claim of the actor's pharmacy that is in force, or led to a hand-over. */
async function ownClaim(
  work: Work,
  actor: CounterActor,
  claimId: string,
): Promise<{ claim: repo.ClaimRow; rx: HeldRow; pharmacy: PharmacyRow }> {
  const pharmacy = await ownPharmacy(work, actor);
  const row = await repo.getClaim(work.tx, work.hospitalId, claimId);
  authorize(row?.pharmacyId === pharmacy.pharmacyId, row);
  const rx = (await findPrescription(work, row!.prescriptionId))!;
  authorize(rx.claimId === claimId && stateAt(rx, work.now) !== 'approved', rx);
  return { claim: row!, rx, pharmacy };
}

/** The same, and whoever asks knows its secret. */
export async function withSecret(
  work: Work,
  actor: CounterActor,
  claimId: string,
  secret: string,
): ReturnType<typeof ownClaim> {
  const held = await ownClaim(work, actor, claimId);
  const [known, said] = [held.claim.secretHash, sha256(secret)].map((hash) => Buffer.from(hash, 'hex'));
  if (!timingSafeEqual(known!, said!)) throw problem('claim-secret-wrong');
  return held;
}

export async function getClaim(work: Work, actor: CounterActor, claimId: string): Promise<Authorized<Claim>> {
  const held = await ownClaim(work, actor, claimId);
  return authorize(true, await claimView(work, held.claim, held.rx));
}

/** A new secret, and a new lease with it; the old secret opens nothing from now on. */
export async function recoverClaim(
  work: Work,
  { random }: RxTools,
  actor: CounterActor,
  claimId: string,
): Promise<Authorized<FreshClaim>> {
  const { claim: row, rx } = await ownClaim(work, actor, claimId);
  const recovered = row.recovered + 1;
  const longer = rx.state === 'claimed' ? later(rx.claimedUntil!, leaseOf(rx, work.now)) : null;
  const after = await pharmacyMove(
    work,
    rx,
    'recover_claim',
    { claimedUntil: longer },
    { claimId, pharmacyId: row.pharmacyId, recovered },
  );
  const secret = newSecret(random);
  const change = { secretHash: sha256(secret), recovered };
  await repo.updateClaim(work.tx, row, change);
  return authorize(true, { ...(await claimView(work, { ...row, ...change }, after)), secret });
}
const later = (a: Date, b: Date): Date => (a > b ? a : b);

export async function releaseClaim(
  work: Work,
  actor: CounterActor,
  claimId: string,
  secret: string,
): Promise<Authorized<undefined>> {
  const { rx } = await withSecret(work, actor, claimId, secret);
  const after = await freeClaim(work, rx, { action: 'release', role: 'pharmacy' });
  await letGo(work, after, false);
  return nothing;
}

export async function declineClaim(
  work: Work,
  actor: CounterActor,
  claimId: string,
  { secret, reason, note }: { secret: string; reason: DeclineReason; note: string },
): Promise<Authorized<undefined>> {
  const { claim: row, rx } = await withSecret(work, actor, claimId, secret);
  if (reason === 'other' && !note) {
    const error = { pointer: '/note', code: 'required', message: 'Say what, when the reason is “other”.' };
    throw problem('invalid-input', undefined, { errors: [error] });
  }
  const after = await freeClaim(work, rx, { action: 'decline', role: 'pharmacy', more: { reason } });
  const change = { declinedAt: work.now, declineReason: reason, declineNote: note };
  await repo.updateClaim(work.tx, row, change);
  await letGo(work, after, true);
  return nothing;
}

/** Set aside for the patient: the lease lasts as long as the prescription. */
export async function readyClaim(
  work: Work,
  actor: CounterActor,
  claimId: string,
  secret: string,
): Promise<Authorized<Claim>> {
  const { claim: row, rx } = await withSecret(work, actor, claimId, secret);
  const open = await openFulfilment(work, rx);
  if (rx.state !== 'claimed' || open?.way !== 'pickup')
    throw problem('state-conflict', undefined, { current: stateAt(rx, work.now) });
  // What its doctor wants back is not kept from them until its validity ends.
  if (await openVoidRequest(work, rx))
    throw problem('void-requested', 'The doctor asks for it back: answer that first.');
  const after = await setLease(work, rx, rx.validUntil!);
  await move(work, open, 'make_ready', 'pharmacy');
  return authorize(true, await claimView(work, row, after));
}
