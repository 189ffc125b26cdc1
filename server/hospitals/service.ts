/** What others ask about a hospital: its public face, its departments, its registered origins. */
import type { Department, Hospital } from '@care-elements/contract/hospital.ts';
import { publicRecord, SYSTEM, type Authorized } from '../actor.ts';
import { problem } from '../problems.ts';
import { inHospital, type Work, type WorkBase } from '../work.ts';
import { isOpenAt } from './hours.ts';
import { crisisLineOf } from './crisis.ts';
import * as repo from './repo.ts';

export type { DepartmentRow, HospitalRow } from './repo.ts';

/** Takes patients online now. */
export const takesPatients = (
  { open, online, hours }: Pick<repo.DepartmentRow, 'open' | 'online' | 'hours'>,
  { timeZone }: Pick<repo.HospitalRow, 'timeZone'>,
  now: Date,
): boolean => open && online !== 'none' && isOpenAt(hours, timeZone, now);

export const departmentView = (
  department: repo.DepartmentRow,
  hospital: Pick<repo.HospitalRow, 'timeZone'>,
  now: Date,
): Department => {
  const { departmentId, code, name } = department;
  return { departmentId, code, name, open: takesPatients(department, hospital, now) };
};

/** The hospital's row; throws `hospital-unknown`. */
export async function requireHospital({ tx, hospitalId }: Work): Promise<repo.HospitalRow> {
  const row = await repo.getHospital(tx, hospitalId);
  if (!row) throw problem('hospital-unknown');
  return row;
}

export async function getHospital(work: Work): Promise<Authorized<Hospital>> {
  const row = await requireHospital(work);
  const departments = await repo.listDepartments(work.tx, work.hospitalId);
  const { hospitalId, name, language, timeZone, emergencyNumber, phone, childAge, consent, demo } = row;
  return publicRecord({
    ...{ hospitalId, name, language, timeZone, emergencyNumber, phone, childAge, consent, demo },
    departments: departments.map((department) => departmentView(department, row, work.now)),
    crisisLine: crisisLineOf(row),
    ...(row.theme && { theme: row.theme }),
    ...(row.wordingCount && { wording: row.wordingVersion }),
  });
}

export const listDepartments = ({ tx, hospitalId }: Work): Promise<repo.DepartmentRow[]> =>
  repo.listDepartments(tx, hospitalId);

/** The department's row; throws `not-found`. */
export async function requireDepartment(
  { tx, hospitalId }: Work,
  departmentId: string,
): Promise<repo.DepartmentRow> {
  const row = await repo.getDepartment(tx, hospitalId, departmentId);
  if (!row) throw problem('not-found');
  return row;
}

export const getDepartments = ({ tx, hospitalId }: Work, ids: string[]): Promise<repo.DepartmentRow[]> =>
  repo.getDepartments(tx, hospitalId, ids);

/** The web origins whose pages may call for this hospital. */
export function listOrigins(base: WorkBase, hospitalId: string): Promise<string[]> {
  return inHospital(base, hospitalId, { doer: SYSTEM, requestId: null }, ({ tx }) =>
    repo.listOrigins(tx, hospitalId),
  );
}

/** Held until the transaction ends: what counts a hospital's rows takes its turn. */
export const lockHospital = ({ tx, hospitalId }: Work): Promise<void> => repo.lockHospital(tx, hospitalId);

export const originsOf = ({ tx, hospitalId }: Work): Promise<string[]> => repo.listOrigins(tx, hospitalId);

/** Unchecked: rules/settings.ts knows which packs there are. */
export const setRulePacks = ({ tx, hospitalId }: Work, rulePacks: string[]): Promise<void> =>
  repo.setRulePacks(tx, hospitalId, rulePacks);

/** Unchecked: server/wording knows its sentences. */
export const setWordingState = (
  { tx, hospitalId }: Work,
  state: Pick<repo.HospitalRow, 'wordingVersion' | 'wordingCount'>,
): Promise<void> => repo.setWordingState(tx, hospitalId, state);

/** For setting up: idempotent. */
export async function addHospital(
  { tx, hospitalId }: Work,
  row: repo.HospitalRow,
  departments: repo.DepartmentRow[],
  origins: string[],
): Promise<void> {
  await repo.insertHospital(tx, row);
  for (const department of departments) await repo.insertDepartment(tx, department);
  for (const origin of origins) await repo.insertOrigin(tx, { hospitalId, origin });
}
