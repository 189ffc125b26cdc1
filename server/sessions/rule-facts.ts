/** What the rules of law know of a doctor: who it is. Years of practice, consents and lists are not on record, so they are absent. */
import type { ClinicianFacts } from '../rules/facts.ts';
import type { ClinicianRow } from './repo.ts';

export const clinicianFacts = ({ clinicianId }: Pick<ClinicianRow, 'clinicianId'>): ClinicianFacts => ({
  clinicianId,
});
