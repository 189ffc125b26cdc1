/** The doctor's side of a prescription: begin, save, sign, revise, void; and the clock that ends one. */
import { next } from '@care-elements/contract/machine.ts';
import {
  OPEN_PRESCRIPTION_STATES,
  PRESCRIPTION_MACHINE,
  type PrescriptionAction,
  type PrescriptionState,
} from '@care-elements/contract/prescription.machine.ts';
import type { ItemInput, Override, Prescription } from '@care-elements/contract/prescription.ts';
import type { VoidReason } from '@care-elements/contract/prescription.terms.ts';
import { authorize, SYSTEM, type Authorized, type ClinicianActor } from '../actor.ts';
import { record } from '../audit.ts';
import { pgConstraint } from '../db/open.ts';
import { requireEncounter } from '../encounters/service.ts';
import { snapshotOf, type FormularyProvider } from '../formulary/provider.ts';
import { requireDepartment, requireHospital } from '../hospitals/service.ts';
import { problem } from '../problems.ts';
import { rulePack } from '../rules/packs.ts';
import { thresholdOf } from '../rules/rule.ts';
import { requireClinician } from '../sessions/service.ts';
import { dayIn } from '../visits/age.ts';
import { touchVisit } from '../visits/service.ts';
import type { Work } from '../work.ts';
import { checkContent, contentOf } from './content.ts';
import * as repo from './repo.ts';
import type { SigningProvider } from '../seals/seal.ts';
import { sealBy } from './seals.ts';
import { stateAt, validUntil } from './validity.ts';
import { prescriptionView } from './view.ts';

export { prescriptionForVisit } from './view.ts';

type Doctor = ClinicianActor<'doctor'>;
type Row = repo.PrescriptionRow;

/** What the service works with besides the transaction. */
export interface RxTools {
  readonly formulary: FormularyProvider;
  readonly seals: SigningProvider;
  /** That many random bytes. */
  readonly random: (bytes: number) => Uint8Array;
}
export interface DraftInput {
  rowVersion: number;
  items: ItemInput[];
  longReason: string;
  guardianConfirmed: boolean;
  overrides: Override[];
}

const EMPTY = { items: [], longReason: '', guardianConfirmed: false, overrides: [] };

export const topicsOf = (row: Row): string[] => [
  `visit:${row.visitId}`,
  `desk:${row.prescriberId}`,
  'reviews',
];

/** The state that the table gives for an action now, or `state-conflict`. */
export function nextState(
  work: Work,
  row: Row,
  action: PrescriptionAction,
  role: 'doctor' | 'pharmacist',
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
      topics: seen ? topicsOf(after) : [`desk:${after.prescriberId}`],
    },
    payload: { state: after.state, revision: after.revision, ...more },
  });
}

async function own(work: Work, actor: Doctor, prescriptionId: string): Promise<Row> {
  const row = await repo.getPrescription(work.tx, work.hospitalId, prescriptionId);
  return authorize(row?.prescriberId === actor.clinicianId, row!);
}

/** A doctor who may only advise has no prescription. */
async function assertTreatmentRight(work: Work, actor: Doctor): Promise<void> {
  const { treatmentRight, active, role } = await requireClinician(work, actor.clinicianId);
  if (!treatmentRight || !active || role !== 'doctor')
    throw problem('not-entitled', 'The doctor may advise, not prescribe.');
}

/** Nor has one of a department that only advises online. */
async function assertDepartmentTreats(work: Work, departmentId: string): Promise<void> {
  const { online } = await requireDepartment(work, departmentId);
  if (online !== 'treat') throw problem('not-entitled', 'The department may advise online, not prescribe.');
}

const viewForDoctor = async (work: Work, tools: RxTools, row: Row): Promise<Authorized<Prescription>> =>
  authorize(true, await prescriptionView(work, tools.formulary, row, null));

async function insert(
  work: Work,
  encounterId: string,
  visitId: string,
  actor: Doctor,
  from: Row | null,
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
    draft: from ? { ...from.draft, guardianConfirmed: false } : EMPTY,
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
  await assertTreatmentRight(work, actor);
  await assertDepartmentTreats(work, encounter.departmentId);
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

/** Throws what stands in the way of a write that came too late or from an old view. */
async function tooLate(work: Work, tools: RxTools, prescriptionId: string): Promise<never> {
  const row = (await repo.getPrescription(work.tx, work.hospitalId, prescriptionId))!;
  if (row.state !== 'draft') throw problem('state-conflict', undefined, { current: stateAt(row, work.now) });
  const current = await prescriptionView(work, tools.formulary, row, null);
  throw problem('version-conflict', 'The draft was saved elsewhere meanwhile.', { current });
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
  const items = [];
  for (const [i, item] of input.items.entries()) {
    const drug = await tools.formulary.get(work.hospitalId, item.drugId);
    if (!drug) {
      const error = { pointer: `/items/${i}/drugId`, code: 'unknown', message: 'Not in the formulary.' };
      throw problem('invalid-input', undefined, { errors: [error] });
    }
    const route = item.route ?? drug.route;
    const maxPerDay = item.frequency === 'prn' ? item.maxPerDay : null;
    items.push({ input: { ...item, route, maxPerDay }, drug: snapshotOf(drug) });
  }
  const draft = { items, longReason, guardianConfirmed, overrides };
  const after = await repo.updateIf(work.tx, { ...before, rowVersion }, { draft, savedAt: work.now });
  if (!after) return tooLate(work, tools, prescriptionId);
  await record(work, {
    action: 'prescription.saved',
    ...{ resourceType: 'MedicationRequest', resourceId: prescriptionId, visitId: after.visitId },
    ...{ before: before.draft, after: after.draft, topics: [] },
  });
  return viewForDoctor(work, tools, after);
}

export async function signPrescription(
  work: Work,
  tools: RxTools,
  actor: Doctor,
  prescriptionId: string,
  { rowVersion, alertSetHash }: { rowVersion: number; alertSetHash: string },
): Promise<Authorized<Prescription>> {
  const before = await own(work, actor, prescriptionId);
  await assertTreatmentRight(work, actor);
  const state = nextState(work, before, 'sign', 'doctor');
  if (before.rowVersion !== rowVersion) return tooLate(work, tools, prescriptionId);
  const encounter = await requireEncounter(work, before.encounterId);
  await assertDepartmentTreats(work, encounter.departmentId);
  if (encounter.state !== 'in_progress' && encounter.state !== 'finished') {
    throw problem('state-conflict', undefined, { current: encounter.state });
  }
  const draft = await contentOf(work, before);
  const checks = await checkContent(work, tools.formulary, draft, null);
  if (!checks.signable) throw problem('checks-blocked', undefined, { current: checks });
  // Who signs has seen these alerts, not those of a minute ago.
  if (checks.alertSetHash !== alertSetHash) {
    const current = await prescriptionView(work, tools.formulary, before, null);
    throw problem('version-conflict', 'The checks have changed since they were shown.', { current });
  }
  const { timeZone, rulePack: packId } = await requireHospital(work);
  const days = thresholdOf(rulePack(packId), `${packId}.rx.validity`, 'days', dayIn(timeZone, work.now));
  const until = validUntil(timeZone, work.now, days);
  const signing = {
    signedAt: work.now.toISOString(),
    validUntil: until.toISOString(),
    ...{ rulePack: checks.rulePack, alertSetHash },
  };
  const begun = tools.seals.begin({ ...draft, signing });
  const after = await repo.updateIf(work.tx, before, {
    ...{ state, sealed: begun.canonical, rxHash: begun.hash, accessCode: accessCode(tools.random) },
    ...{ signedAt: work.now, validUntil: until },
  });
  if (!after) return tooLate(work, tools, prescriptionId);
  await sealBy(work, tools.seals, { prescriptionId, role: 'doctor', clinicianId: actor.clinicianId, begun });
  await recordMove(work, before, after, 'signed', { rxHash: begun.hash });
  return viewForDoctor(work, tools, after);
}

/** Crockford's base 32: upper case and digits, so that a QR packs it densely, and no letter that reads as a digit. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 32 characters of 5 bits: 160 bits that nobody guesses. */
const accessCode = (random: RxTools['random']): string =>
  Array.from(random(32), (byte) => ALPHABET[byte & 31]).join('');

export async function revisePrescription(
  work: Work,
  tools: RxTools,
  actor: Doctor,
  prescriptionId: string,
): Promise<Authorized<Prescription>> {
  const returned = await own(work, actor, prescriptionId);
  await assertTreatmentRight(work, actor);
  if (returned.state !== 'returned')
    throw problem('state-conflict', undefined, { current: stateAt(returned, work.now) });
  await expireDue(work, returned.encounterId);
  return viewForDoctor(
    work,
    tools,
    await insert(work, returned.encounterId, returned.visitId, actor, returned),
  );
}

export async function voidPrescription(
  work: Work,
  tools: RxTools,
  actor: Doctor,
  prescriptionId: string,
  { reason, note }: { reason: VoidReason; note: string },
): Promise<Authorized<Prescription>> {
  const before = await own(work, actor, prescriptionId);
  const state = nextState(work, before, 'void', 'doctor');
  const after = await repo.updateIf(work.tx, before, {
    state,
    voidReason: reason,
    voidNote: note,
    endedAt: work.now,
  });
  if (!after) throw problem('state-conflict', 'Somebody else was faster.');
  await recordMove(work, before, after, 'voided', { reason });
  return viewForDoctor(work, tools, after);
}

/** Writes down what the clock has ended: all of the hospital's, or one encounter's. Returns how many. */
export async function expireDue(work: Work, encounterId?: string): Promise<number> {
  const bySystem = { ...work, doer: SYSTEM };
  let count = 0;
  for (const row of await repo.lockDue(work.tx, work.hospitalId, work.now, encounterId)) {
    const state = next(PRESCRIPTION_MACHINE, row.state, 'expire', 'system')!;
    const after = await repo.updateIf(work.tx, row, { state, endedAt: row.validUntil });
    if (!after) continue;
    await recordMove(bySystem, row, after, 'expired');
    count++;
  }
  return count;
}
