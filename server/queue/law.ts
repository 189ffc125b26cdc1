/** What the law says of a doctor and a patient of the queue. */
import { together } from '../db/statements.ts';
import { requireHospital } from '../hospitals/service.ts';
import { decide } from '../rules/service.ts';
import { clinicianFacts } from '../sessions/rule-facts.ts';
import { patientFacts, visitFacts } from '../visits/rule-facts.ts';
import { requireVisit } from '../visits/service.ts';
import type { Work } from '../work.ts';
import type { EntryRow } from './repo.ts';

/** Of the entry's own doctor and patient; whoever calls asserts that it is allowed. */
export async function decideOn(work: Work, entry: EntryRow, action: 'queue.call' | 'consult.start') {
  const { entryId, visitId } = entry;
  const [{ visit, patient }, hospital, clinician] = await together(
    requireVisit(work, visitId),
    requireHospital(work),
    clinicianFacts(work, entry.clinicianId!),
  );
  return decide(work, {
    ...{ action, subject: 'QueueEntry', subjectId: entryId, visitId },
    facts: {
      patient: patientFacts(hospital, patient, work.now),
      clinician,
      visit: { ...visitFacts(visit), treatingDoctorId: entry.clinicianId! },
    },
  });
}
