/** Four-eyes statistics: each decision is kept beside its seal, and counted for the pharmacy lead and administrators. */
import type { ReviewReason } from '@care-elements/contract/prescription.terms.ts';
import { STATISTICS_ROWS, type ReviewStatistics } from '@care-elements/contract/review.statistics.ts';
import { publicRecord, type Authorized, type ClinicianActor } from '../../actor.ts';
import { requireHospital } from '../../hospitals/service.ts';
import { problem } from '../../problems.ts';
import { getClinicians, requireClinician } from '../../sessions/service.ts';
import type { Work } from '../../work.ts';
import type { PrescriptionRow } from '../repo.ts';
import * as repo from './statistics-repo.ts';

type Reader = ClinicianActor<'pharmacist'> | ClinicianActor<'administrator'>;

const secondsBetween = (from: Date, to: Date) => Math.max(0, Math.round((+to - +from) / 1000));

/** In the transaction of the decision: one row each, never changed. `since` is when it was taken in hand. */
export async function keepDecision(
  { tx, hospitalId }: Work,
  { prescriptionId, prescriberId, signedAt }: PrescriptionRow,
  of: {
    clinicianId: string;
    decision: 'approved' | 'returned' | 'rejected';
    reason: ReviewReason | null;
    at: Date;
    overridden: number;
    since: Date;
  },
): Promise<void> {
  const { clinicianId, decision, reason, at, overridden, since } = of;
  await repo.insertDecision(tx, {
    ...{ hospitalId, prescriptionId, reviewerId: clinicianId, prescriberId, decision, reason },
    overridesAccepted: decision === 'approved' ? overridden : 0,
    ...{ waitedS: secondsBetween(signedAt!, at), handS: secondsBetween(since, at), decidedAt: at },
  });
}

export async function getReviewStatistics(
  work: Work,
  actor: Reader,
  { from, to }: { from: string; to: string },
): Promise<Authorized<ReviewStatistics>> {
  if (actor.role === 'pharmacist' && !(await requireClinician(work, actor.clinicianId)).pharmacyLead)
    throw problem('not-entitled', 'Only the pharmacy lead and administrators read the statistics.');
  const { tx, hospitalId } = work;
  const { timeZone } = await requireHospital(work);
  const days = { hospitalId, timeZone, from, to };
  const totals = await repo.countAll(tx, days);
  const reviewers = await repo.countByReviewer(tx, days, STATISTICS_ROWS);
  const pairs = await repo.countByPair(tx, days, STATISTICS_ROWS);
  const reasons = await repo.countByReason(tx, days);
  const ids = new Set([...reviewers, ...pairs].map(({ reviewerId }) => reviewerId));
  for (const { prescriberId } of pairs) ids.add(prescriberId);
  const people = new Map(
    (await getClinicians(work, [...ids])).map(({ clinicianId, name, title }) => [
      clinicianId,
      { clinicianId, name, title },
    ]),
  );
  // The reader may see all of this hospital's: the token and the mark say so.
  return publicRecord({
    ...{ from, to, totals },
    pharmacists: reviewers.map(({ reviewerId, ...counts }) => ({
      pharmacist: people.get(reviewerId)!,
      ...counts,
    })),
    pairs: pairs.map(({ reviewerId, prescriberId, reviewed, passed, ofPrescriber }) => ({
      ...{ pharmacist: people.get(reviewerId)!, prescriber: people.get(prescriberId)!, reviewed },
      ...{ passedShare: passed / reviewed, prescriberShare: reviewed / ofPrescriber },
    })),
    reasons: reasons.map(({ reason, ...counts }) => ({ reason: reason!, ...counts })),
  });
}
