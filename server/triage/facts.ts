/** What a visit tells the engine of its patient: age and sex, and who answers. */
import { ageAt } from '@care-elements/triage/age.ts';
import { voiceOf, type Voice } from '@care-elements/triage/speak.ts';
import { requireHospital } from '../hospitals/service.ts';
import { dayIn } from '../visits/age.ts';
import { requireVisit } from '../visits/service.ts';
import type { Work } from '../work.ts';

export async function factsOf(
  work: Work,
  visitId: string,
): Promise<{ facts: { age: number; sex: string }; voice: Voice }> {
  const { patient } = await requireVisit(work, visitId);
  const { timeZone } = await requireHospital(work);
  const age = ageAt(patient.birthDate, dayIn(timeZone, work.now));
  const facts = { age, sex: patient.sex };
  return { facts, voice: voiceOf(patient.guardian?.relation, facts) };
}
