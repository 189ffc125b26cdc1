/** What the rules of law know of a patient and a visit. The one place to grow where more is on record. */
import type { ConsentFacts, PatientFacts, VisitFacts } from '../rules/facts.ts';
import type { HospitalRow } from '../hospitals/service.ts';
import { dayIn, yearsBetween } from './age.ts';
import type { PatientRow, VisitRow } from './repo.ts';

export const patientFacts = (
  { timeZone }: Pick<HospitalRow, 'timeZone'>,
  { patientId, birthDate, guardian }: Pick<PatientRow, 'patientId' | 'birthDate' | 'guardian'>,
  now: Date,
): PatientFacts => ({
  ...{ patientId, ageYears: yearsBetween(birthDate, dayIn(timeZone, now)) },
  guardianPresent: guardian !== null,
});

/** Registering, a patient is shown the hospital's text on their health data by itself, and agrees to it or does not get in. */
export const consentFacts = ({ guardian }: Pick<PatientRow, 'guardian'>): ConsentFacts => ({
  ...{ healthData: true, separate: true },
  by: guardian ? 'guardian' : 'patient',
});

/** No hospital holds first visits under a pilot here, and nothing but a doctor can call, write or end. */
export const visitFacts = ({ visitId }: Pick<VisitRow, 'visitId'>): VisitFacts => ({
  ...{ visitId, pilot: null, attendedByMachine: null },
});
