/** What can show that a patient comes again: earlier encounters here of the same person, and files of this visit. */
import type {
  EarlierEncounter,
  Evidence,
  EvidenceInput,
  RevisitView,
} from '@care-elements/contract/revisit.ts';
import { listRecords } from '../attachments/service.ts';
import { finishedOfVisits, type EncounterRow } from '../encounters/service.ts';
import { getDepartments, requireHospital } from '../hospitals/service.ts';
import { problem } from '../problems.ts';
import { getClinicians } from '../sessions/service.ts';
import { icd10Code } from '../terminology/service.ts';
import { dayIn } from '../visits/age.ts';
import { visitsOfPerson } from '../visits/service.ts';
import type { Work } from '../work.ts';

const MOST = 20;

export async function earlierHere(work: Work, visitId: string): Promise<EarlierEncounter[]> {
  const rows = await finishedOfVisits(work, await visitsOfPerson(work, visitId), MOST);
  const people = await getClinicians(
    work,
    rows.map(({ clinicianId }) => clinicianId),
  );
  const departments = await getDepartments(
    work,
    rows.map(({ departmentId }) => departmentId),
  );
  const { timeZone } = await requireHospital(work);
  return rows.map((row) => {
    const { name, title } = people.find(({ clinicianId }) => clinicianId === row.clinicianId)!;
    return {
      ...{ encounterId: row.encounterId, on: dayIn(timeZone, row.finishedAt!), clinician: { name, title } },
      department: departments.find(({ departmentId }) => departmentId === row.departmentId)!.name,
      diagnoses: row.note.diagnoses,
    };
  });
}

export async function recordsOf(work: Work, visitId: string): Promise<RevisitView['records']> {
  return (await listRecords(work, visitId)).map(({ attachmentId, kind, name, createdAt }) => ({
    ...{ attachmentId, kind, name, sentAt: createdAt.toISOString() },
  }));
}

/** The evidence as it is kept; throws `not-found` where it is not this patient's, `invalid-input` where it cannot be. */
export async function evidenceOf(
  work: Work,
  { visitId }: EncounterRow,
  input: EvidenceInput,
): Promise<Evidence> {
  const hospital = await requireHospital(work);
  if (input.kind === 'encounter') {
    const found = (await earlierHere(work, visitId)).find(
      ({ encounterId }) => encounterId === input.encounterId,
    );
    if (!found) throw problem('not-found');
    const { encounterId, on, department, diagnoses } = found;
    return { kind: 'encounter', encounterId, department, diagnoses, on, institution: hospital.name };
  }
  const { attachmentId, codes, on, institution } = input;
  if (!(await listRecords(work, visitId, attachmentId)).length) throw problem('not-found');
  const wrong = (pointer: string, code: string, message: string) =>
    problem('invalid-input', undefined, { errors: [{ pointer: `/evidence/${pointer}`, code, message }] });
  if (on > dayIn(hospital.timeZone, work.now)) throw wrong('on', 'future', 'The day is yet to come.');
  const diagnoses = codes.map((code, i) => {
    const known = icd10Code(code);
    if (!known) throw wrong(`codes/${i}`, 'unknown', 'Not in the subset.');
    return known;
  });
  return {
    ...{ kind: 'record', attachmentId, diagnoses, on },
    institution: { 'zh-CN': institution, en: institution },
  };
}
