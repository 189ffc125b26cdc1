/**
 * Who has a prescription in hand: one pharmacist at a time, for as long as their page says so. It ends with the decision,
 * on leaving, with the session, or by itself; every read and write asks the clock. A question to the doctor keeps it for
 * who asked, also without the page: they may review others meanwhile, and nobody else begins from the start.
 */
import type { ReviewLease } from '@care-elements/contract/review.ts';
import { SYSTEM, type ClinicianActor } from '../../actor.ts';
import { record } from '../../audit.ts';
import { problem } from '../../problems.ts';
import { getClinicians } from '../../sessions/service.ts';
import type { Work } from '../../work.ts';
import * as repo from './lease-repo.ts';
import type { LeaseRow } from './table.ts';

export type Pharmacist = ClinicianActor<'pharmacist'>;

/** A page beats every minute; three missed beats are a page that is gone. */
export const LEASE_MS = 3 * 60_000;
/** How long a question keeps the prescription for who asked, and how long they have to come back to its answer. */
export const ASKED_MS = 30 * 60_000;
export const ANSWERED_MS = 10 * 60_000;

const after = (work: Work, ms: number) => new Date(work.now.getTime() + ms);

const note = (work: Work, verb: string, lease: LeaseRow, before?: LeaseRow) =>
  record(work, {
    action: `review.${verb}`,
    ...{ resourceType: 'Task', resourceId: lease.prescriptionId, topics: ['reviews'] },
    ...(before ? { before } : {}),
    after: lease,
    payload: { pharmacistId: lease.pharmacistId },
  });

/** Takes it, or finds it; undefined while a colleague has it. */
export async function takeLease(
  work: Work,
  actor: Pharmacist,
  prescriptionId: string,
): Promise<LeaseRow | undefined> {
  const { tx, hospitalId, now, newId } = work;
  const fresh: LeaseRow = {
    ...{ hospitalId, prescriptionId, leaseId: newId(), pharmacistId: actor.clinicianId },
    ...{ sessionId: actor.sessionId, takenAt: now, until: after(work, LEASE_MS), askedAt: null },
  };
  const lease = await repo.take(tx, fresh, now);
  // Found again is no news to anybody.
  if (lease?.leaseId === fresh.leaseId) await note(work, 'taken', lease);
  return lease;
}

/** What the actor has in hand; from here on nobody takes it before this is done. Undefined where they have not. */
export const leaseInHand = (
  { tx, hospitalId, now }: Work,
  actor: Pharmacist,
  prescriptionId: string,
): Promise<LeaseRow | undefined> => repo.lockMine(tx, hospitalId, prescriptionId, actor.clinicianId, now);

/** Throws `review-not-held`, with who has it. */
export async function notHeld(work: Work, prescriptionId: string): Promise<never> {
  const leases = await leasesOf(work, [prescriptionId]);
  throw problem('review-not-held', 'Take the prescription in hand first.', {
    current: leases.get(prescriptionId) ?? null,
  });
}

/** The page is still there. */
export async function keepLease(
  work: Work,
  actor: Pharmacist,
  prescriptionId: string,
  leaseId: string,
): Promise<ReviewLease> {
  const held = await leaseInHand(work, actor, prescriptionId);
  if (!held) return notHeld(work, prescriptionId);
  const until = new Date(Math.max(held.until.getTime(), work.now.getTime() + LEASE_MS));
  const kept = held.leaseId === leaseId && (await repo.change(work.tx, held, work.now, { until }));
  if (!kept) throw problem('review-not-held', 'It was taken anew since.');
  return (await leasesOf(work, [prescriptionId])).get(prescriptionId)!;
}

/** Puts it away, unless the doctor is being asked. */
export async function leaveLease(
  work: Work,
  actor: Pharmacist,
  prescriptionId: string,
  leaseId?: string,
): Promise<void> {
  const { tx, hospitalId } = work;
  const left = await repo.putAway(tx, hospitalId, prescriptionId, actor.clinicianId, leaseId);
  if (left) await note(work, 'left', left);
}

/** The doctor is asked: it stays with who asked. */
export async function askedLease(work: Work, lease: LeaseRow): Promise<void> {
  await repo.change(work.tx, lease, work.now, { askedAt: work.now, until: after(work, ASKED_MS) });
}

/** The doctor has answered: who asked has time to come back to it. */
export async function answeredLease(work: Work, prescriptionId: string): Promise<void> {
  const { tx, hospitalId, now } = work;
  const [lease] = await repo.listLive(tx, hospitalId, [prescriptionId], now);
  if (lease?.askedAt) await repo.change(tx, lease, now, { askedAt: null, until: after(work, ANSWERED_MS) });
}

/** Decided: nothing is left to hold. The decision's own trail says the rest. */
export const endLease = (
  { tx, hospitalId }: Work,
  { prescriptionId, leaseId }: LeaseRow,
): Promise<LeaseRow | undefined> => repo.remove(tx, hospitalId, prescriptionId, leaseId);

/** Who signs out has nothing in hand any more. */
export async function leaveWithSession(work: Work, sessionId: string): Promise<void> {
  for (const lease of await repo.removeOfSession(work.tx, work.hospitalId, sessionId))
    await note(work, 'left', lease);
}

/** Tells the desks what the clock has freed. Returns how many. */
export async function lapseLeases(work: Work): Promise<number> {
  const lapsed = await repo.removeDue(work.tx, work.hospitalId, work.now);
  for (const lease of lapsed) await note({ ...work, doer: SYSTEM }, 'lapsed', lease);
  return lapsed.length;
}

/** Who has what in hand now, by prescription. */
export async function leasesOf(work: Work, prescriptionIds: string[]): Promise<Map<string, ReviewLease>> {
  const { tx, hospitalId, now } = work;
  const rows = await repo.listLive(tx, hospitalId, prescriptionIds, now);
  const people = await getClinicians(work, [...new Set(rows.map(({ pharmacistId }) => pharmacistId))]);
  return new Map(
    rows.map((row) => {
      const { clinicianId, name, title } = people.find((p) => p.clinicianId === row.pharmacistId)!;
      const lease: ReviewLease = {
        leaseId: row.leaseId,
        pharmacist: { clinicianId, name, title },
        since: row.takenAt.toISOString(),
        until: row.until.toISOString(),
        askedAt: row.askedAt?.toISOString() ?? null,
      };
      return [row.prescriptionId, lease];
    }),
  );
}
