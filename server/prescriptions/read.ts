/** Reading prescriptions: who may see which, whole or as a row of a list, and whether its seals still fit. */
import type { Prescription, PrescriptionSummary, SealVerdict } from '@care-elements/contract/prescription.ts';
import { authorize, type Actor, type Authorized, type ClinicianActor } from '../actor.ts';
import { requireEncounter } from '../encounters/service.ts';
import type { Work } from '../work.ts';
import * as repo from './repo.ts';
import { checkSeals } from './seals.ts';
import type { RxTools } from './move.ts';
import { prescriptionView, summaryView } from './view.ts';

/** Its doctor sees it always, a pharmacist once it was signed. */
export async function getPrescription(
  work: Work,
  tools: RxTools,
  actor: ClinicianActor,
  prescriptionId: string,
): Promise<Authorized<Prescription>> {
  const row = await repo.getPrescription(work.tx, work.hospitalId, prescriptionId);
  const reviewer = actor.role === 'pharmacist' ? actor : null;
  authorize(!!row && (reviewer ? row.sealed !== null : row.prescriberId === actor.clinicianId), row);
  return authorize(true, await prescriptionView(work, tools.formulary, row!, reviewer));
}

type Summaries = Authorized<{ prescriptions: PrescriptionSummary[] }>;
/** Rows of a list, each with the worst that its checks find now. */
async function summaries(work: Work, tools: RxTools, rows: repo.PrescriptionRow[]): Promise<Summaries> {
  const prescriptions = [];
  for (const row of rows) prescriptions.push(await summaryView(work, tools.formulary, row));
  return authorize(true, { prescriptions });
}

export async function listEncounterPrescriptions(
  work: Work,
  tools: RxTools,
  actor: ClinicianActor<'doctor'>,
  encounterId: string,
): Promise<Summaries> {
  const encounter = await requireEncounter(work, encounterId);
  authorize(encounter.clinicianId === actor.clinicianId, encounter);
  return summaries(work, tools, await repo.listOfEncounter(work.tx, work.hospitalId, encounterId));
}

export const listMyPrescriptions = async (
  work: Work,
  tools: RxTools,
  actor: ClinicianActor<'doctor'>,
): Promise<Summaries> =>
  summaries(work, tools, await repo.listWaitingFor(work.tx, work.hospitalId, actor.clinicianId));

/** A signed prescription for its visit's patient, its doctor, and pharmacists; its doctor's drafts too. */
export async function readable(
  work: Work,
  actor: Actor,
  prescriptionId: string,
): Promise<repo.PrescriptionRow> {
  const row = await repo.getPrescription(work.tx, work.hospitalId, prescriptionId);
  return authorize(!!row && mayRead(actor, row), row!);
}

function mayRead(actor: Actor, row: repo.PrescriptionRow): boolean {
  if (actor.role === 'patient') return row.visitId === actor.visitId && row.sealed !== null;
  if (actor.role === 'pharmacist') return row.sealed !== null;
  return 'clinicianId' in actor && row.prescriberId === actor.clinicianId;
}

/** Those of an encounter that the actor may read, newest first, at most 100; none where there are none. */
export async function readableOfEncounter(
  work: Work,
  actor: Actor,
  encounterId: string,
): Promise<repo.PrescriptionRow[]> {
  const rows = await repo.listOfEncounter(work.tx, work.hospitalId, encounterId);
  return rows.filter((row) => mayRead(actor, row));
}

/** Every seal against what is stored now. */
export async function verifySeals(
  work: Work,
  actor: Actor,
  prescriptionId: string,
): Promise<Authorized<{ seals: SealVerdict[] }>> {
  const row = await readable(work, actor, prescriptionId);
  return authorize(true, { seals: (await checkSeals(work, row)).seals });
}
