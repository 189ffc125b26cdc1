/** What who runs the server sees of a hospital, and does to one account: a password, closing it, opening it. */
import { SYSTEM } from '../actor.ts';
import { listStaffed, type Staffed } from '../dispensing/pharmacies.ts';
import {
  listDepartments,
  originsOf,
  requireHospital,
  type DepartmentRow,
  type HospitalRow,
} from '../hospitals/service.ts';
import { leaveWithSession } from '../prescriptions/review/lease.ts';
import * as accounts from '../sessions/accounts.ts';
import { hashPassword } from '../sessions/password.ts';
import { inHospital, type Work, type WorkBase } from '../work.ts';

export interface Whole {
  hospital: HospitalRow;
  departments: DepartmentRow[];
  people: accounts.Account[];
  pharmacies: Staffed[];
  origins: string[];
}

const asSystem = <T>(base: WorkBase, hospitalId: string, fn: (work: Work) => Promise<T>): Promise<T> =>
  inHospital(base, hospitalId, { doer: SYSTEM, requestId: null }, fn);

/** Throws `hospital-unknown`. */
export const readWhole = (base: WorkBase, hospitalId: string): Promise<Whole> =>
  asSystem(base, hospitalId, async (work) => ({
    hospital: await requireHospital(work),
    departments: await listDepartments(work),
    people: await accounts.listAccounts(work),
    pharmacies: await listStaffed(work),
    origins: (await originsOf(work)).sort(),
  }));

async function requireAccount(work: Work, username: string): Promise<accounts.Account> {
  const account = await accounts.findAccount(work, username);
  if (!account) throw new Error(`${work.hospitalId} has nobody called ${username}.`);
  return account;
}

/** Sessions that end put down what they held. */
async function leave(work: Work, sessionIds: string[]): Promise<number> {
  for (const sessionId of sessionIds) await leaveWithSession(work, sessionId);
  return sessionIds.length;
}

/** How many sessions ended, and whether the account is open at all. */
export async function setPassword(
  base: WorkBase,
  hospitalId: string,
  username: string,
  password: string,
): Promise<{ ended: number; active: boolean }> {
  // Asked first, so that a slip of the keys is told at once.
  await asSystem(base, hospitalId, (work) => requireAccount(work, username));
  const hash = await hashPassword(password);
  return asSystem(base, hospitalId, async (work) => {
    const account = await requireAccount(work, username);
    const ended = await leave(work, await accounts.setPassword(work, account, hash));
    return { ended, active: account.active };
  });
}

export const closeAccount = (
  base: WorkBase,
  hospitalId: string,
  username: string,
): Promise<{ closed: boolean; ended: number }> =>
  asSystem(base, hospitalId, async (work) => {
    const { closed, ended } = await accounts.closeAccount(work, await requireAccount(work, username));
    return { closed, ended: await leave(work, ended) };
  });

/** Whether it was closed. */
export const openAccount = (base: WorkBase, hospitalId: string, username: string): Promise<boolean> =>
  asSystem(base, hospitalId, async (work) =>
    accounts.openAccount(work, await requireAccount(work, username)),
  );
