/** What every move of a prescription shares: its row in the table of states, its trail, who may make it, and what came too late. */
import { next } from '@care-elements/contract/machine.ts';
import {
  PRESCRIPTION_MACHINE,
  type PrescriptionAction,
  type PrescriptionState,
} from '@care-elements/contract/prescription.machine.ts';
import type { Prescription } from '@care-elements/contract/prescription.ts';
import { authorize, type Authorized, type ClinicianActor } from '../actor.ts';
import { record } from '../audit.ts';
import type { FormularyProvider } from '../formulary/provider.ts';
import { problem } from '../problems.ts';
import type { Providers } from '../seals/provider.ts';
import type { SealMaker } from '../seals/seal.ts';
import { touchVisit } from '../visits/service.ts';
import type { Work } from '../work.ts';
import * as repo from './repo.ts';
import { stateAt } from './validity.ts';
import { prescriptionView } from './view.ts';

export type Doctor = ClinicianActor<'doctor'>;
type Row = repo.PrescriptionRow;

/** What the service works with besides the transaction. */
export interface RxTools {
  readonly formulary: FormularyProvider;
  readonly seals: SealMaker;
  readonly providers: Providers;
  /** That many random bytes. */
  readonly random: (bytes: number) => Uint8Array;
}
export const topicsOf = (row: Row): string[] => [
  `visit:${row.visitId}`,
  `desk:${row.prescriberId}`,
  'reviews',
  ...(row.pharmacyId ? [`counter:${row.pharmacyId}`] : []),
];

/** The state that the table gives for an action now, or `state-conflict`. */
export function nextState(
  work: Work,
  row: Row,
  action: PrescriptionAction,
  role: 'doctor' | 'pharmacist' | 'pharmacy',
): PrescriptionState {
  const state = stateAt(row, work.now);
  const to = next(PRESCRIPTION_MACHINE, state, action, role);
  if (!to) throw problem('state-conflict', undefined, { current: state });
  return to;
}

/** Appends the trail of a transition and lets the patient's screen and the desks know. */
export async function recordMove(
  work: Work,
  before: Row | null,
  after: Row,
  verb: string,
  more: Record<string, unknown> = {},
) {
  // Nobody but the doctor knows of a draft.
  const seen = before?.sealed != null || after.sealed !== null;
  if (seen) await touchVisit(work, after.visitId);
  await record(work, {
    action: `prescription.${verb}`,
    ...{ resourceType: 'MedicationRequest', resourceId: after.prescriptionId, visitId: after.visitId },
    ...{
      before: before ?? undefined,
      after,
      topics: seen
        ? [...new Set([...topicsOf(after), ...(before ? topicsOf(before) : [])])]
        : [`desk:${after.prescriberId}`],
    },
    payload: { state: after.state, revision: after.revision, ...more },
  });
}

/** The doctor's own prescription, or not-found. */
export async function own(work: Work, actor: Doctor, prescriptionId: string): Promise<Row> {
  const row = await repo.getPrescription(work.tx, work.hospitalId, prescriptionId);
  return authorize(row?.prescriberId === actor.clinicianId, row!);
}

export const viewForDoctor = async (
  work: Work,
  tools: RxTools,
  row: Row,
): Promise<Authorized<Prescription>> =>
  authorize(true, await prescriptionView(work, tools.formulary, row, null));

/** Throws what stands in the way of a write that came too late or from an old view. */
export async function tooLate(work: Work, tools: RxTools, prescriptionId: string): Promise<never> {
  const row = (await repo.getPrescription(work.tx, work.hospitalId, prescriptionId))!;
  if (row.state !== 'draft') throw problem('state-conflict', undefined, { current: stateAt(row, work.now) });
  const current = await prescriptionView(work, tools.formulary, row, null);
  throw problem('version-conflict', 'The draft was saved elsewhere meanwhile.', { current });
}
