/** Puts a hospital's file into the database: what is new is added, what differs is changed, what is left out stays as it is. */
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { catalogue } from '@care-elements/triage/departments.ts';
import { SYSTEM } from '../actor.ts';
import { listStaffed, putPharmacy } from '../dispensing/pharmacies.ts';
import { addOrigins } from '../hospitals/origins.ts';
import { listDepartments, type DepartmentRow, type HospitalRow } from '../hospitals/service.ts';
import { findHospital, putDepartment, putHospital } from '../hospitals/set-up.ts';
import { isNamedId, namedId } from '../named-id.ts';
import { leaveWithSession } from '../prescriptions/review/lease.ts';
import { lawOf } from '../rules/registry.ts';
import { listAccounts, putAccount, type Account } from '../sessions/accounts.ts';
import { hashPassword } from '../sessions/password.ts';
import { inHospital, type Work, type WorkBase } from '../work.ts';
import type { HospitalFile } from './file.ts';

export interface Put {
  /** In words, one for each thing that was not so before. */
  changes: string[];
  /** Of those who are new, by user name. Nobody can read them again. */
  passwords: Map<string, string>;
}

/** Throws a ZodError with the place in the file where it does not go together with what is there. */
export async function putFile(base: WorkBase, file: HospitalFile, newPassword: () => string): Promise<Put> {
  const { hospitalId } = file;
  const who = { doer: SYSTEM, requestId: null };
  const there = await inHospital(base, hospitalId, who, listAccounts);
  const known = new Set(there.map(({ username }) => username));
  const passwords = new Map<string, string>();
  const hashes = new Map<string, string>();
  // In no transaction: each takes a quarter of a second.
  for (const { username } of file.clinicians.filter((person) => !known.has(person.username))) {
    const password = newPassword();
    passwords.set(username, password);
    hashes.set(username, await hashPassword(password));
  }
  const added = new Set<string>();
  const changes = await inHospital(base, hospitalId, who, async (work) => {
    added.clear();
    return [
      ...(await theHospital(work, file)),
      ...(await theDepartments(work, file)),
      ...(await thePeople(work, file, { hashes, added })),
      ...(await thePharmacies(work, file)),
      ...(await addOrigins(work, file.origins)).map((origin) => `origin ${origin} registered`),
    ];
  });
  // Whom somebody else has added meanwhile has another one.
  for (const username of passwords.keys()) if (!added.has(username)) passwords.delete(username);
  return { changes, passwords };
}

/** As many as `listDepartments` gives. */
const DEPARTMENTS_AT_MOST = 200;

function wrong(path: (string | number)[], message: string): never {
  throw new z.ZodError([{ code: 'custom', path, message, input: undefined }]);
}
const said = (what: string, done: string | null): string[] => (done ? [`${what} ${done}`] : []);

async function theHospital(work: Work, file: HospitalFile): Promise<string[]> {
  const { origins: _, departments: _d, clinicians: _c, pharmacies: _p, ...face } = file;
  const there = await findHospital(work);
  for (const asked of ['consent', 'recording', 'snapshot'] as const) {
    const [old, wanted] = [there?.[asked], face[asked]];
    if (old && wanted && old.version === wanted.version && !isDeepStrictEqual(old.text, wanted.text))
      wrong(
        [asked, 'version'],
        'Patients agreed to another text under this version: give the new text a new one',
      );
  }
  try {
    lawOf(face.rulePacks);
  } catch (error) {
    wrong(['rulePacks'], (error as Error).message);
  }
  const fresh = {
    ...{ crisisLine: null, childAge: 14, recording: null, snapshot: null },
    ...{ reviewWaits: null, theme: null, wordingVersion: 0, wordingCount: 0 },
    ...{ demo: false, createdAt: work.now },
  };
  const wanted: HospitalRow = { ...(there ?? fresh), ...face };
  return said(`hospital ${file.hospitalId}`, await putHospital(work, there, wanted));
}

async function theDepartments(work: Work, file: HospitalFile): Promise<string[]> {
  const changes: string[] = [];
  const all = await listDepartments(work);
  const codes = new Set([...all, ...file.departments].map(({ code }) => code));
  if (codes.size > DEPARTMENTS_AT_MOST)
    wrong(['departments'], `A hospital has at most ${DEPARTMENTS_AT_MOST} departments`);
  // A file that names some of them says nothing of the order: new ones come last.
  const whole = codes.size === file.departments.length;
  const last = Math.max(-1, ...all.map(({ sort }) => sort));
  for (const [i, department] of file.departments.entries()) {
    const there = all.find(({ code }) => code === department.code);
    const sort = whole ? i : (there?.sort ?? last + 1 + i);
    const { hospitalId } = work;
    const fresh = {
      ...{ departmentId: work.newId(), covers: [], hours: null, open: true },
      online: 'treat' as const,
    };
    const wanted: DepartmentRow = { ...(there ?? fresh), ...department, hospitalId, sort };
    if (![wanted.code, ...wanted.covers].some((code) => catalogue.has(code)))
      wrong(
        ['departments', i, 'code'],
        `${wanted.code} is not of the standard catalogue, and covers nothing of it: no patient would be sent there`,
      );
    changes.push(...said(`department ${department.code}`, await putDepartment(work, there, wanted)));
  }
  return changes;
}

async function thePeople(
  work: Work,
  file: HospitalFile,
  { hashes, added }: { hashes: Map<string, string>; added: Set<string> },
): Promise<string[]> {
  const changes: string[] = [];
  const { hospitalId, now } = work;
  const departmentIds = new Map((await listDepartments(work)).map((d) => [d.code, d.departmentId]));
  const accounts = new Map((await listAccounts(work)).map((account) => [account.username, account]));
  for (const [i, { posts, ...person }] of file.clinicians.entries()) {
    const there = accounts.get(person.username);
    const given = posts?.map(({ department, ...rights }, n) => {
      const departmentId =
        departmentIds.get(department) ??
        wrong(['clinicians', i, 'posts', n, 'department'], `The hospital has no department ${department}`);
      return { departmentId, ...rights };
    });
    const fresh = {
      ...{ antimicrobialRight: 'none' as const, pharmacistGrade: null, dispensingSince: null },
      ...{ practisingSince: null, institutionConsents: null, pharmacyLead: false },
      ...{ hospitalId, clinicianId: work.newId(), active: true, createdAt: now, posts: [] },
    };
    const wanted: Account = { ...(there ?? fresh), ...person };
    if (given) wanted.posts = given.sort((a, b) => (a.departmentId < b.departmentId ? -1 : 1));
    // Who is no pharmacist any more leads none.
    wanted.pharmacyLead &&= wanted.role === 'pharmacist';
    const { done, ended } = await putAccount(work, there, wanted, hashes.get(person.username));
    if (done === 'added') added.add(person.username);
    for (const sessionId of ended) await leaveWithSession(work, sessionId);
    changes.push(...said(`${person.role} ${person.username}`, done));
  }
  return changes;
}

async function thePharmacies(work: Work, file: HospitalFile): Promise<string[]> {
  const changes: string[] = [];
  const { hospitalId } = work;
  const all = await listStaffed(work);
  // One that was set up otherwise is known by its name, to one key of the file.
  const keyless = new Set(all.filter(({ pharmacyId }) => !isNamedId(pharmacyId)));
  const accounts = new Map((await listAccounts(work)).map((account) => [account.username, account]));
  for (const [i, { key, staff, ...face }] of file.pharmacies.entries()) {
    const id = namedId(`care pharmacy ${hospitalId} ${key}`);
    const there =
      all.find(({ pharmacyId }) => pharmacyId === id) ??
      [...keyless].find(({ name }) => isDeepStrictEqual(name, face.name));
    if (there) keyless.delete(there);
    const given = staff?.map((username, n) => {
      const path = ['pharmacies', i, 'staff', n];
      const account = accounts.get(username) ?? wrong(path, `The hospital has nobody called ${username}`);
      if (account.role !== 'pharmacy' && account.role !== 'pharmacist')
        wrong(
          path,
          `${username} is of role ${account.role}: at a counter stands a pharmacist, or somebody of role pharmacy`,
        );
      return account.clinicianId;
    });
    const fresh = { hospitalId, pharmacyId: id, active: true, createdAt: work.now, staff: [] as string[] };
    const wanted = { ...(there ?? fresh), ...face, ...(given && { staff: given.sort() }) };
    changes.push(...said(`pharmacy ${key}`, await putPharmacy(work, there, wanted)));
    // Who came from another counter stands there no more.
    for (const other of all)
      if (other !== there) other.staff = other.staff.filter((one) => !given?.includes(one));
  }
  return changes;
}
