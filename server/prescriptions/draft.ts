/** The doctor's draft: begun, saved, and begun again from one that was returned. */
import type { HerbalInput } from '@care-elements/contract/herbal.ts';
import { next } from '@care-elements/contract/machine.ts';
import {
  OPEN_PRESCRIPTION_STATES,
  PRESCRIPTION_MACHINE,
} from '@care-elements/contract/prescription.machine.ts';
import type { ItemInput, Override, Prescription } from '@care-elements/contract/prescription.ts';
import { authorize, type Authorized } from '../actor.ts';
import { record } from '../audit.ts';
import { pgConstraint } from '../db/open.ts';
import { requireEncounter } from '../encounters/service.ts';
import { lookUp } from '../formulary/lookup.ts';
import { assertUsable, snapshotOf } from '../formulary/provider.ts';
import { requireHospital } from '../hospitals/service.ts';
import { problem } from '../problems.ts';
import { assertMayTreat } from '../sessions/service.ts';
import { dayIn } from '../visits/age.ts';
import type { Work } from '../work.ts';
import { expireDue } from './end.ts';
import { nextState, own, recordMove, tooLate, viewForDoctor, type Doctor, type RxTools } from './move.ts';
import * as repo from './repo.ts';
import { stateAt } from './validity.ts';

type Row = repo.PrescriptionRow;

export interface DraftInput {
  rowVersion: number;
  items: ItemInput[];
  longReason: string;
  guardianConfirmed: boolean;
  overrides: Override[];
  herbal?: HerbalInput | null | undefined;
}

const EMPTY: Row['draft'] = { items: [], longReason: '', guardianConfirmed: false, overrides: [] };

/** A draft that revises one, or begins with what is given. */
export async function insert(
  work: Work,
  encounterId: string,
  visitId: string,
  actor: Doctor,
  from: Row | null,
  draft = EMPTY,
): Promise<Row> {
  const { tx, hospitalId, now, newId } = work;
  const prescriptionId = newId();
  const { timeZone } = await requireHospital(work);
  const row: Row = {
    ...{ hospitalId, prescriptionId, encounterId, visitId, prescriberId: actor.clinicianId },
    number: `${dayIn(timeZone, now).replaceAll('-', '')}-${prescriptionId.slice(-8).toUpperCase()}`,
    revision: (from?.revision ?? 0) + 1,
    revises: from?.prescriptionId ?? null,
    state: next(PRESCRIPTION_MACHINE, null, from ? 'revise' : 'create', 'doctor')!,
    rowVersion: 0,
    draft: from ? { ...from.draft, guardianConfirmed: false } : draft,
    ...{
      sealed: null,
      rxHash: null,
      accessCode: null,
      createdAt: now,
      savedAt: now,
      signedAt: null,
      validUntil: null,
    },
    ...{ decidedAt: null, endedAt: null, voidReason: null, voidNote: null },
    ...{ claimId: null, pharmacyId: null, claimedUntil: null },
  };
  try {
    await repo.insertPrescription(tx, row);
  } catch (error) {
    const constraint = pgConstraint(error);
    if (constraint === 'prescriptions_open')
      throw problem('state-conflict', 'A prescription of this visit is under way.');
    if (constraint === 'prescriptions_revised_once')
      throw problem('state-conflict', 'It has been revised already.');
    throw error;
  }
  await recordMove(
    work,
    null,
    row,
    from ? 'revised' : 'created',
    from ? { revises: from.prescriptionId } : {},
  );
  return row;
}

export async function createPrescription(
  work: Work,
  tools: RxTools,
  actor: Doctor,
  encounterId: string,
): Promise<Authorized<Prescription>> {
  const encounter = await requireEncounter(work, encounterId);
  authorize(encounter.clinicianId === actor.clinicianId, encounter);
  await assertMayTreat(work, actor.clinicianId, encounter.departmentId);
  if (encounter.state !== 'in_progress')
    throw problem('state-conflict', undefined, { current: encounter.state });
  await expireDue(work, encounterId);
  const known = await repo.listOfEncounter(work.tx, work.hospitalId, encounterId);
  const open = known.find((row) => OPEN_PRESCRIPTION_STATES.includes(row.state));
  if (open) {
    const current = { prescriptionId: open.prescriptionId, state: open.state };
    throw problem('state-conflict', 'A prescription of this visit is under way.', { current });
  }
  return viewForDoctor(work, tools, await insert(work, encounterId, encounter.visitId, actor, null));
}

export async function savePrescription(
  work: Work,
  tools: RxTools,
  actor: Doctor,
  prescriptionId: string,
  input: DraftInput,
): Promise<Authorized<Prescription>> {
  const before = await own(work, actor, prescriptionId);
  nextState(work, before, 'save', 'doctor');
  const { rowVersion, longReason, guardianConfirmed, overrides } = input;
  if (input.items.length > 0) await assertUsable(work, tools.formulary);
  const items = [];
  for (const [i, item] of input.items.entries()) {
    const { drug, lookup } = await lookUp(tools.formulary, work, item.drugId);
    const known = before.draft.items.find((kept) => kept.input.drugId === item.drugId);
    if (lookup === 'failed' && !known) throw problem('not-ready', 'The formulary does not answer.');
    if (lookup === 'absent') {
      const error = { pointer: `/items/${i}/drugId`, code: 'unknown', message: 'Not in the formulary.' };
      throw problem('invalid-input', undefined, { errors: [error] });
    }
    // While the formulary is silent, what is written already is saved as it was; the checks say that they could not look.
    const route = item.route ?? drug?.route ?? known!.input.route;
    const maxPerDay = item.frequency === 'prn' ? item.maxPerDay : null;
    const meal = route === 'oral' ? (item.meal ?? null) : null;
    items.push({ input: { ...item, route, maxPerDay, meal }, drug: drug ? snapshotOf(drug) : known!.drug });
  }
  const { herbal } = input;
  const draft = { items, longReason, guardianConfirmed, overrides, ...(herbal && { herbal }) };
  const after = await repo.updateIf(work.tx, { ...before, rowVersion }, { draft, savedAt: work.now });
  if (!after) return tooLate(work, tools, prescriptionId);
  await record(work, {
    action: 'prescription.saved',
    ...{ resourceType: 'MedicationRequest', resourceId: prescriptionId, visitId: after.visitId },
    ...{ before: before.draft, after: after.draft, topics: [] },
  });
  return viewForDoctor(work, tools, after);
}

export async function revisePrescription(
  work: Work,
  tools: RxTools,
  actor: Doctor,
  prescriptionId: string,
): Promise<Authorized<Prescription>> {
  const returned = await own(work, actor, prescriptionId);
  const { departmentId } = await requireEncounter(work, returned.encounterId);
  await assertMayTreat(work, actor.clinicianId, departmentId);
  if (returned.state !== 'returned')
    throw problem('state-conflict', undefined, { current: stateAt(returned, work.now) });
  await expireDue(work, returned.encounterId);
  return viewForDoctor(
    work,
    tools,
    await insert(work, returned.encounterId, returned.visitId, actor, returned),
  );
}
