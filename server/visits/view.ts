/** The patient's whole screen, put together from every capability that has a part in it. */
import { TAKEN_QUEUE_STATES } from '@care-elements/contract/queue.machine.ts';
import type { VisitMode } from '@care-elements/contract/visit.mode.ts';
import type { VisitView } from '@care-elements/contract/visit.ts';
import { authorize, type Authorized, type ClinicianActor, type PatientActor } from '../actor.ts';
import { together } from '../db/statements.ts';
import { dispensingFrom } from '../dispensing/view.ts';
import { encounterOfVisit, type EncounterRow } from '../encounters/service.ts';
import { requireHospital, type HospitalRow } from '../hospitals/service.ts';
import { callsBackAt } from '../presence/away.ts';
import { awayIn } from '../presence/service.ts';
import { latestOfVisit } from '../prescriptions/held.ts';
import { patientPrescription } from '../prescriptions/view.ts';
import { placeOfVisit } from '../queue/places.ts';
import { giveUpPlace, lockLatestEntry } from '../queue/service.ts';
import { problem } from '../problems.ts';
import { requireClinician } from '../sessions/service.ts';
import { latestTriage } from '../triage/service.ts';
import type { Work } from '../work.ts';
import {
  endVisit,
  lockOpenVisit,
  patientView,
  requireVisit,
  setMode,
  type VisitWithPatient,
} from './service.ts';

/** The view, unchecked: for the live hub, which has checked who follows. */
export async function visitView(work: Work, visitId: string): Promise<VisitView> {
  const [opened, hospital, queue, encounter, triage, rx] = await together(
    requireVisit(work, visitId),
    requireHospital(work),
    placeOfVisit(work, visitId),
    encounterOfVisit(work, visitId),
    latestTriage(work, visitId),
    latestOfVisit(work, visitId),
  );
  const prescription = rx ? await patientPrescription(work, rx) : null;
  const dispensing = await dispensingFrom(work, rx);
  const clinician = encounter && (await requireClinician(work, encounter.clinicianId));
  const doctorIsAway = opened.visit.mode === 'text' ? undefined : await doctorAway(work, queue);
  return {
    ...newVisitView(hospital, opened, work.now),
    ...{ triage, department: queue?.department ?? null, queue },
    clinician: clinician ? { name: clinician.name, title: clinician.title } : null,
    encounter: encounter ? encounterView(encounter) : null,
    ...{ prescription, dispensing, doctorAway: doctorIsAway },
  };
}

/** What the doctor has not signed is not said yet. */
function encounterView({ encounterId, state, note, noteState }: EncounterRow): VisitView['encounter'] {
  const signed = noteState === 'unsigned' ? null : note;
  return { encounterId, state, diagnosis: signed?.diagnoses[0]?.name ?? null, advice: signed?.advice ?? '' };
}

/** The view of a visit in which nothing has happened yet. */
export function newVisitView(
  hospital: HospitalRow,
  { visit, patient }: VisitWithPatient,
  now: Date,
): VisitView {
  const { visitId, version, kind, mode, origin, status, language } = visit;
  return {
    ...{ visitId, version, kind, mode, origin, status, language },
    startedAt: visit.startedAt.toISOString(),
    endedAt: visit.endedAt?.toISOString() ?? null,
    patient: patientView(hospital, patient, now),
    ...{ triage: null, department: null, queue: null, clinician: null, encounter: null },
    ...{ prescription: null, dispensing: null, doctorAway: undefined },
  };
}

async function doctorAway(work: Work, queue: VisitView['queue']): Promise<VisitView['doctorAway']> {
  if (queue?.state !== 'in_consult') return undefined;
  const { doctor } = await awayIn(work, queue.entryId);
  return doctor ? { since: doctor.toISOString(), until: callsBackAt(doctor).toISOString() } : undefined;
}

export async function getVisit(
  work: Work,
  actor: PatientActor,
  visitId: string,
): Promise<Authorized<VisitView>> {
  return authorize(actor.visitId === visitId, await visitView(work, actor.visitId));
}

/** For the patient at any time while the visit is open; for the doctor while it is theirs. */
export async function setVisitMode(
  work: Work,
  actor: PatientActor | ClinicianActor<'doctor'>,
  visitId: string,
  mode: VisitMode,
): Promise<Authorized<{ mode: VisitMode }>> {
  if (actor.role === 'patient') authorize(actor.visitId === visitId, null);
  const entry = await lockLatestEntry(work, visitId);
  if (actor.role === 'doctor') {
    authorize(entry?.clinicianId === actor.clinicianId, null);
    if (!TAKEN_QUEUE_STATES.includes(entry!.state))
      throw problem('state-conflict', undefined, { current: entry!.state });
  }
  const visit = await lockOpenVisit(work, visitId);
  const desks = entry ? [`queue:${entry.departmentId}`] : [];
  if (entry?.clinicianId) desks.push(`desk:${entry.clinicianId}`);
  await setMode(work, visit, mode, desks);
  return authorize(true, { mode });
}

/** The patient ends a visit that no doctor is in; a place in the queue is given up with it. */
export async function closeVisit(
  work: Work,
  actor: PatientActor,
  visitId: string,
): Promise<Authorized<VisitView>> {
  authorize(actor.visitId === visitId, null);
  await lockLatestEntry(work, visitId);
  const visit = await lockOpenVisit(work, visitId);
  await giveUpPlace(work, visitId, 'leave');
  await endVisit(work, visit, 'close', 'patient');
  return authorize(true, await visitView(work, visitId));
}
