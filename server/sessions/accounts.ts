/** Accounts of clinicians, as who runs the server keeps them: added, changed, given a password, closed, opened. No route leads here. */
import { isDeepStrictEqual } from 'node:util';
import { record } from '../audit.ts';
import type { Work } from '../work.ts';
import * as repo from './repo.ts';

/** Without its password; the posts by department id. */
export type Account = Omit<repo.ClinicianRow, 'passwordHash'> & { posts: repo.Post[] };

/** Closed ones too, by role and user name. */
export async function listAccounts({ tx, hospitalId }: Work): Promise<Account[]> {
  const posts = new Map<string, repo.Post[]>();
  for (const { clinicianId, departmentId, consultRight, treatmentRight } of await repo.listAllPosts(
    tx,
    hospitalId,
  )) {
    const theirs = posts.get(clinicianId) ?? [];
    theirs.push({ departmentId, consultRight, treatmentRight });
    posts.set(clinicianId, theirs);
  }
  return (await repo.listClinicians(tx, hospitalId)).map(({ passwordHash: _, ...row }) => ({
    ...row,
    posts: posts.get(row.clinicianId) ?? [],
  }));
}

export async function findAccount({ tx, hospitalId }: Work, username: string): Promise<Account | undefined> {
  const row = await repo.getClinicianByUsername(tx, hospitalId, username);
  if (!row) return undefined;
  const { passwordHash: _, ...account } = row;
  const posts = await repo.listPosts(tx, hospitalId, row.clinicianId);
  return {
    ...account,
    posts: posts.map(({ departmentId, consultRight, treatmentRight }) => ({
      ...{ departmentId, consultRight, treatmentRight },
    })),
  };
}

/** A new one needs the hash of a password, and an old one keeps theirs. The sessions that ended: who gets another role is signed out. */
export async function putAccount(
  work: Work,
  there: Account | undefined,
  wanted: Account,
  passwordHash: string | undefined,
): Promise<{ done: 'added' | 'changed' | null; ended: string[] }> {
  if (isDeepStrictEqual(there, wanted)) return { done: null, ended: [] };
  const { posts, ...row } = wanted;
  if (there) {
    // Whether it is open is another's to change, perhaps at this moment.
    const { active: _, createdAt: _c, ...change } = row;
    await repo.updateClinician(work.tx, row, change);
    await repo.replacePosts(work.tx, row.hospitalId, row.clinicianId, posts);
  } else {
    if (!passwordHash) throw new TypeError(`${row.username} has no password`);
    await repo.insertClinician(work.tx, { ...row, passwordHash }, posts);
  }
  const done = there ? 'changed' : 'added';
  await recordOf(work, `clinician.${done}`, row.clinicianId, { before: there, after: wanted });
  return { done, ended: there && there.role !== row.role ? await endSessions(work, row.clinicianId) : [] };
}

/** Nobody stays signed in with the old one. The sessions that ended. */
export async function setPassword(work: Work, account: Account, passwordHash: string): Promise<string[]> {
  await repo.updateClinician(work.tx, account, { passwordHash });
  await recordOf(work, 'clinician.password-set', account.clinicianId, {});
  return endSessions(work, account.clinicianId);
}

/** Whether it was open, and the sessions that ended. */
export async function closeAccount(
  work: Work,
  account: Account,
): Promise<{ closed: boolean; ended: string[] }> {
  if (account.active) await setActive(work, account, false);
  return { closed: account.active, ended: await endSessions(work, account.clinicianId) };
}

/** Whether it was closed. */
export async function openAccount(work: Work, account: Account): Promise<boolean> {
  if (!account.active) await setActive(work, account, true);
  return !account.active;
}

async function setActive(work: Work, account: Account, active: boolean): Promise<void> {
  await repo.updateClinician(work.tx, account, { active });
  const action = active ? 'clinician.opened' : 'clinician.closed';
  await recordOf(work, action, account.clinicianId, { before: account, after: { ...account, active } });
}

/** Tokens are refused from now on, and open pages hear it. */
async function endSessions(work: Work, clinicianId: string): Promise<string[]> {
  const ended = await repo.endSessionsOf(work.tx, work.hospitalId, clinicianId, work.now);
  for (const sessionId of ended)
    await record(work, {
      ...{ action: 'session.ended', resourceType: 'Session', resourceId: sessionId },
      topics: [`session:${sessionId}`],
    });
  return ended;
}

const recordOf = (
  work: Work,
  action: string,
  resourceId: string,
  change: { before?: Account | undefined; after?: Account },
): Promise<void> => record(work, { action, resourceType: 'Practitioner', resourceId, ...change, topics: [] });
