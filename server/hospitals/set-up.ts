/** For setting up: adds a hospital and its departments, or changes the ones that are there. No route leads here. */
import { isDeepStrictEqual } from 'node:util';
import { record } from '../audit.ts';
import type { Work } from '../work.ts';
import * as repo from './repo.ts';

type Done = 'added' | 'changed' | null;

/** Undefined where there is none yet. One that is there is held until the transaction ends. */
export async function findHospital({ tx, hospitalId }: Work): Promise<repo.HospitalRow | undefined> {
  await repo.lockHospital(tx, hospitalId);
  return repo.getHospital(tx, hospitalId);
}

export async function putHospital(
  work: Work,
  there: repo.HospitalRow | undefined,
  wanted: repo.HospitalRow,
): Promise<Done> {
  if (isDeepStrictEqual(there, wanted)) return null;
  await repo.saveHospital(work.tx, wanted);
  const done = there ? 'changed' : 'added';
  await record(work, {
    ...{ action: `hospital.${done}`, resourceType: 'Hospital', resourceId: work.hospitalId },
    ...{ before: there, after: wanted, topics: [] },
  });
  return done;
}

export async function putDepartment(
  work: Work,
  there: repo.DepartmentRow | undefined,
  wanted: repo.DepartmentRow,
): Promise<Done> {
  if (isDeepStrictEqual(there, wanted)) return null;
  await repo.saveDepartment(work.tx, wanted);
  const done = there ? 'changed' : 'added';
  await record(work, {
    ...{ action: `department.${done}`, resourceType: 'HealthcareService', resourceId: wanted.departmentId },
    ...{ before: there, after: wanted, topics: [] },
  });
  return done;
}
