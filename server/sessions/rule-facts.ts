/** What the rules of law know of a doctor. What nobody has put on record is absent. */
import { together } from '../db/statements.ts';
import { requireHospital } from '../hospitals/service.ts';
import type { ClinicianFacts } from '../rules/facts.ts';
import { dayIn, yearsBetween } from '../visits/age.ts';
import type { Work } from '../work.ts';
import { requireClinician } from './service.ts';

export async function clinicianFacts(work: Work, clinicianId: string): Promise<ClinicianFacts> {
  const [{ practisingSince, institutionConsents }, { timeZone }] = await together(
    requireClinician(work, clinicianId),
    requireHospital(work),
  );
  return {
    clinicianId,
    ...(practisingSince !== null && {
      independentPracticeYears: yearsBetween(practisingSince, dayIn(timeZone, work.now)),
    }),
    ...(institutionConsents !== null && { institutionConsents }),
  };
}
