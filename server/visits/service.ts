/** Registering a patient, opening a visit, and the one place that changes a visit's state. */
import { createHash } from 'node:crypto';
import { next } from '@care-elements/contract/machine.ts';
import { VISIT_MACHINE, type VisitAction } from '@care-elements/contract/visit.machine.ts';
import type { VisitMode } from '@care-elements/contract/visit.mode.ts';
import type { Patient, PatientInput } from '@care-elements/contract/visit.ts';
import type { Language } from '@care-elements/contract/common.ts';
import { ageAt } from '@care-elements/triage/age.ts';
import { record } from '../audit.ts';
import { together } from '../db/statements.ts';
import { requireHospital, type HospitalRow } from '../hospitals/service.ts';
import { problem } from '../problems.ts';
import { assertAllowed, blocks, decide, lawOfHospital, refusing } from '../rules/service.ts';
import type { Work } from '../work.ts';
import { dayIn, yearsBetween } from './age.ts';
import * as repo from './repo.ts';
import { consentFacts, patientFacts, visitFacts } from './rule-facts.ts';

export type { PatientRow, VisitRow } from './repo.ts';
export type VisitWithPatient = { visit: repo.VisitRow; patient: repo.PatientRow };

/** Nobody alive is older (the oldest person on record reached 122). */
const OLDEST_YEARS = 130;

export interface NewVisit {
  patient: PatientInput;
  language: Language;
  consent: { version: string; agreed: true };
}

/** Opens a visit for a patient who has consented to the text in force. */
export async function openVisit(
  work: Work,
  input: NewVisit,
  /** The patient who came before, where the host says that it is the same person. */
  known?: string,
): Promise<VisitWithPatient> {
  const { tx, hospitalId, now, newId } = work;
  // The law is for later on: asked for on the same way.
  const [hospital] = await together(requireHospital(work), lawOfHospital(work));
  checkPatient(hospital, input.patient, now);
  if (input.consent.version !== hospital.consent.version) {
    throw problem('consent-missing', 'The consent text has changed: show it again.', {
      current: hospital.consent.version,
    });
  }
  const patientId = known ?? newId();
  const visitId = newId();
  const { guardian = null, ...patient } = input.patient;
  const row: repo.PatientRow = { hospitalId, patientId, ...patient, guardian, createdAt: now };
  const [before] = known ? await repo.getPatients(tx, hospitalId, [known]) : [];
  if (before) {
    await repo.updatePatient(tx, row);
    row.createdAt = before.createdAt;
    await record(work, {
      ...{ action: 'patient.updated', resourceType: 'Patient', resourceId: patientId, visitId },
      ...{ before, after: row, topics: [] },
    });
  } else await repo.insertPatient(tx, row);
  const visit: repo.VisitRow = {
    ...{ hospitalId, visitId, patientId, language: input.language, startedAt: now, endedAt: null },
    ...{ kind: 'consult', mode: 'video', origin: 'walk_in', version: 1 },
    status: next(VISIT_MACHINE, null, 'open', 'patient')!,
  };
  await repo.insertVisit(tx, visit);
  const text = hospital.consent.text[input.language];
  await repo.insertConsent(tx, {
    ...{ hospitalId, visitId, patientId, consentId: newId(), version: input.consent.version, givenAt: now },
    textHash: createHash('sha256').update(text).digest('hex'),
    givenBy: guardian ? 'guardian' : 'patient',
  });
  const byPatient: Work = { ...work, doer: { role: 'patient', id: patientId } };
  const decision = await decide(byPatient, {
    ...{ action: 'visit.open', subject: 'Visit', subjectId: visitId, visitId },
    facts: {
      patient: patientFacts(hospital, row, now),
      consent: consentFacts(row),
      visit: visitFacts(visit),
    },
  });
  // The patient's page has words for this one, and asks for the guardian.
  if (blocks(decision, 'consent.guardian')) throw refusing(decision, problem('guardian-missing'));
  assertAllowed(decision);
  await record(byPatient, {
    action: 'visit.opened',
    resourceType: 'Visit',
    resourceId: visitId,
    visitId,
    after: visit,
    topics: [`visit:${visitId}`],
  });
  return { visit, patient: row };
}

/** The one of these patients who has this name and birth date. */
export async function samePerson(
  { tx, hospitalId }: Work,
  patientIds: string[],
  { name, birthDate }: PatientInput,
): Promise<string | undefined> {
  const rows = await repo.getPatients(tx, hospitalId, patientIds);
  return rows.find((row) => row.name === name && row.birthDate === birthDate)?.patientId;
}

/** Unchecked: the newest open visit of any of these patients; null where none is open. */
export async function openVisitOf(
  { tx, hospitalId }: Work,
  patientIds: string[],
): Promise<{ visitId: string; patientId: string } | null> {
  const row = await repo.newestOpenVisit(tx, hospitalId, patientIds);
  return row ? { visitId: row.visitId, patientId: row.patientId } : null;
}

function checkPatient(hospital: HospitalRow, patient: PatientInput, now: Date): void {
  const years = yearsBetween(patient.birthDate, dayIn(hospital.timeZone, now));
  const wrong = (message: string) =>
    problem('invalid-input', undefined, {
      errors: [{ pointer: '/patient/birthDate', code: 'out_of_range', message }],
    });
  if (years < 0) throw wrong('The birth date is in the future.');
  if (years > OLDEST_YEARS) throw wrong(`The birth date is more than ${OLDEST_YEARS} years ago.`);
  if (years < hospital.childAge && !patient.guardian) throw problem('guardian-missing');
  if ((patient.allergies.status === 'some') !== patient.allergies.items.length > 0) {
    throw problem('invalid-input', undefined, {
      errors: [
        {
          pointer: '/patient/allergies',
          code: 'inconsistent',
          message: 'Items are named exactly when status is some.',
        },
      ],
    });
  }
}

/** The visit and its patient; throws `not-found`. */
export async function requireVisit({ tx, hospitalId }: Work, visitId: string): Promise<VisitWithPatient> {
  const [row] = await repo.getVisits(tx, hospitalId, [visitId]);
  if (!row) throw problem('not-found');
  return row;
}

/** Several visits at once, by id. */
export async function getVisits(
  { tx, hospitalId }: Work,
  visitIds: string[],
): Promise<Map<string, VisitWithPatient>> {
  const rows = await repo.getVisits(tx, hospitalId, visitIds);
  return new Map(rows.map((row) => [row.visit.visitId, row]));
}

/** The visits of a patient, the newest first, at most 50. */
export const visitIdsOf = ({ tx, hospitalId }: Work, patientId: string): Promise<string[]> =>
  repo.listVisitIdsOf(tx, hospitalId, patientId);

/** Unchecked: other visits of a patient who gave the same name, birth date and telephone number, the newest first; at most 100. */
export async function visitsOfPerson(work: Work, visitId: string): Promise<string[]> {
  const { patient } = await requireVisit(work, visitId);
  return repo.listVisitsOfPerson(work.tx, work.hospitalId, visitId, patient);
}

/** The visit, locked until the transaction ends; throws `not-found`. */
export async function lockVisit({ tx, hospitalId }: Work, visitId: string): Promise<repo.VisitRow> {
  const row = await repo.lockVisit(tx, hospitalId, visitId);
  if (!row) throw problem('not-found');
  return row;
}

/** The same, and open; throws `visit-ended` too. */
export async function lockOpenVisit(work: Work, visitId: string): Promise<repo.VisitRow> {
  const row = await lockVisit(work, visitId);
  if (row.status !== 'open') throw problem('visit-ended', undefined, { current: row.status });
  return row;
}

/** Something that the visit's view shows has changed: its version grows. Call inside the change's transaction. */
export const touchVisit = ({ tx, hospitalId }: Work, visitId: string): Promise<void> =>
  repo.bumpVersion(tx, hospitalId, visitId);

/** How the two of an open visit (locked by the caller) meet from now on; `topics` beside the visit's own. */
export async function setMode(
  work: Work,
  before: repo.VisitRow,
  mode: VisitMode,
  topics: string[] = [],
): Promise<void> {
  if (before.mode === mode) return;
  const { visitId } = before;
  await repo.setMode(work.tx, work.hospitalId, visitId, mode);
  await record(work, {
    action: 'visit.mode_changed',
    ...{ resourceType: 'Visit', resourceId: visitId, visitId },
    before,
    after: { ...before, mode },
    topics: [`visit:${visitId}`, ...topics],
    payload: { mode },
  });
}

/** Moves an open visit (locked by the caller) to its end. */
export async function endVisit(
  work: Work,
  before: repo.VisitRow,
  action: Exclude<VisitAction, 'open'>,
  role: 'patient' | 'doctor' | 'system',
): Promise<void> {
  const { tx, hospitalId, now } = work;
  const status = next(VISIT_MACHINE, before.status, action, role);
  if (!status) throw problem('state-conflict', undefined, { current: before.status });
  const { visitId } = before;
  await repo.endVisit(tx, hospitalId, visitId, status, now);
  await record(work, {
    action: `visit.${status}`,
    ...{ resourceType: 'Visit', resourceId: visitId, visitId },
    before,
    after: { ...before, status, endedAt: now },
    topics: [`visit:${visitId}`],
  });
}

/** The patient as the parties of the visit see them. */
export function patientView(
  hospital: Pick<HospitalRow, 'timeZone'>,
  row: repo.PatientRow,
  now: Date,
): Patient {
  const { patientId, name, birthDate, sex, phone, guardian, allergies } = row;
  return {
    ...{ patientId, name, birthDate, sex, phone, allergies },
    ...(guardian ? { guardian } : {}),
    ageYears: yearsBetween(birthDate, dayIn(hospital.timeZone, now)),
    age: ageAt(birthDate, dayIn(hospital.timeZone, now)),
  };
}
