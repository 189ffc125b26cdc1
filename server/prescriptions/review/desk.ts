/** The review desk: what waits, oldest first, and a prescription on the table, taken in hand or only read. */
import type { OpenReview, ReviewEntry, ReviewLease, ReviewList } from '@care-elements/contract/review.ts';
import { authorize, type Authorized } from '../../actor.ts';
import { requireHospital } from '../../hospitals/service.ts';
import { lawOfHospital } from '../../rules/service.ts';
import type { Work } from '../../work.ts';
import type { RxTools } from '../move.ts';
import * as rows from '../repo.ts';
import { prescriptionView, summaryView } from '../view.ts';
import { checklistOf, checksOn } from './checklist.ts';
import { keepLease, leasesOf, leaveLease, takeLease, type Pharmacist } from './lease.ts';
import * as repo from './list-repo.ts';
import { talkOf } from './thread.ts';

/** Minutes; where the hospital has set none. No rule sets a time for a review. */
const WAITS = { longMin: 10, veryLongMin: 30 };

export async function listReviews(
  work: Work,
  tools: RxTools,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<Authorized<ReviewList>> {
  const { tx, hospitalId, now } = work;
  const found = await repo.listWaiting(tx, hospitalId, now, { after, limit: limit + 1 });
  const page = found.slice(0, limit);
  const ids = page.map(({ prescriptionId }) => prescriptionId);
  const leases = await leasesOf(work, ids);
  const talk = await talkOf(work, ids);
  const prescriptions: ReviewEntry[] = [];
  for (const row of page) {
    const summary = await summaryView(work, tools.formulary, row);
    const { prescriptionId: id } = row;
    prescriptions.push({ ...summary, lease: leases.get(id) ?? null, talk: talk.get(id) ?? null });
  }
  const { reviewWaits } = await requireHospital(work);
  return authorize(true, {
    prescriptions,
    next: found.length > limit ? page.at(-1)!.prescriptionId : null,
    counts: await repo.countWaiting(tx, hospitalId, now),
    waits: reviewWaits ?? WAITS,
  });
}

/** A signed prescription as this pharmacist sees it now. */
async function onTheTable(
  work: Work,
  tools: RxTools,
  actor: Pharmacist,
  row: rows.PrescriptionRow,
): Promise<OpenReview> {
  const prescription = await prescriptionView(work, tools.formulary, row, actor);
  const waits = prescription.state === 'pending_review';
  const lease = waits ? ((await leasesOf(work, [row.prescriptionId])).get(row.prescriptionId) ?? null) : null;
  const { law, day } = await lawOfHospital(work);
  const checklist = checklistOf(prescription.checks, law, day, checksOn(prescription.herbal));
  return { prescription, checklist, lease, bar: waits ? barOf(prescription, lease, actor) : 'over' };
}

function barOf(
  rx: OpenReview['prescription'],
  lease: ReviewLease | null,
  actor: Pharmacist,
): OpenReview['bar'] {
  if (rx.prescriber.clinicianId === actor.clinicianId) return 'own';
  if (!isQualified(rx)) return 'not-qualified';
  if (!lease) return 'free';
  return lease.pharmacist.clinicianId === actor.clinicianId ? null : 'held';
}

/** By the packs' rule of the reviewer, asked about the one who reads. */
const isQualified = ({ checks }: OpenReview['prescription']): boolean =>
  !checks.findings.some(({ check, severity }) => check.endsWith('.rx.reviewer') && severity === 'block');

/** Signed, or as if it did not exist. */
async function signedRow(work: Work, prescriptionId: string): Promise<rows.PrescriptionRow> {
  const row = await rows.getPrescription(work.tx, work.hospitalId, prescriptionId);
  return authorize(row?.sealed != null, row!);
}

export async function getReview(
  work: Work,
  tools: RxTools,
  actor: Pharmacist,
  prescriptionId: string,
): Promise<Authorized<OpenReview>> {
  return authorize(true, await onTheTable(work, tools, actor, await signedRow(work, prescriptionId)));
}

/** Opens it and takes it in hand where this pharmacist may and nobody else has it. */
export async function openReview(
  work: Work,
  tools: RxTools,
  actor: Pharmacist,
  prescriptionId: string,
): Promise<Authorized<OpenReview>> {
  const row = await signedRow(work, prescriptionId);
  const seen = await onTheTable(work, tools, actor, row);
  if (seen.bar !== null && seen.bar !== 'free') return authorize(true, seen);
  if (!(await takeLease(work, actor, prescriptionId))) return getReview(work, tools, actor, prescriptionId);
  const taken = await getReview(work, tools, actor, prescriptionId);
  // Decided between the look and the hand.
  if (taken.bar === 'over') await leaveLease(work, actor, prescriptionId);
  return taken;
}

/** Puts away what was open and takes the longest waiting. */
export async function nextReview(
  work: Work,
  tools: RxTools,
  actor: Pharmacist,
  besides: string | null,
): Promise<Authorized<{ review: OpenReview | null }>> {
  const { tx, hospitalId, now } = work;
  if (besides) await leaveLease(work, actor, besides);
  const row = await repo.lockNext(tx, hospitalId, now, { pharmacistId: actor.clinicianId, besides });
  if (!row) return authorize(true, { review: null });
  const seen = await onTheTable(work, tools, actor, row);
  if (seen.bar !== 'free') return authorize(true, { review: seen });
  await takeLease(work, actor, row.prescriptionId);
  return authorize(true, { review: await onTheTable(work, tools, actor, row) });
}

export const keepReview = async (
  work: Work,
  actor: Pharmacist,
  prescriptionId: string,
  leaseId: string,
): Promise<Authorized<ReviewLease>> => {
  await signedRow(work, prescriptionId);
  return authorize(true, await keepLease(work, actor, prescriptionId, leaseId));
};

export async function leaveReview(
  work: Work,
  actor: Pharmacist,
  prescriptionId: string,
  leaseId: string,
): Promise<void> {
  await signedRow(work, prescriptionId);
  await leaveLease(work, actor, prescriptionId, leaseId);
}
