/** Who a clinician is, and the sessions that make tokens revocable. */
import type { Text } from '@care-elements/contract/common.ts';
import type { Clinician, SessionAnswer } from '@care-elements/contract/session.ts';
import {
  authorize,
  doerOf,
  PUBLIC,
  publicRecord,
  subjectOf,
  type Actor,
  type Authorized,
  type ClinicianActor,
} from '../actor.ts';
import { record, trace } from '../audit.ts';
import {
  departmentView,
  getDepartments,
  requireDepartment,
  requireHospital,
  type DepartmentRow,
} from '../hospitals/service.ts';
import { keeping, problem } from '../problems.ts';
import type { Tokens } from '../tokens.ts';
import { inHospital, type Work, type WorkBase } from '../work.ts';
import { checkPassword } from './password.ts';
import * as repo from './repo.ts';

export type { ClinicianRow, NewClinician, Post } from './repo.ts';

/** A working day of a clinician. */
const CLINICIAN_SESSION_MS = 12 * 3600_000;
/** The visit may be put on hold; a guest of yesterday needs a new link. */
const GUEST_SESSION_MS = 12 * 3600_000;
/** A patient comes back for the prescription until it has expired for certain. */
const PATIENT_SESSION_MS = 7 * 24 * 3600_000;

async function clinicianView(work: Work, row: repo.ClinicianRow): Promise<Clinician> {
  const posts = await repo.listPosts(work.tx, work.hospitalId, row.clinicianId);
  const { clinicianId, role, name, title } = row;
  const hospital = await requireHospital(work);
  const ids = posts.map(({ departmentId }) => departmentId);
  const departments = (await getDepartments(work, ids))
    .sort((a, b) => a.sort - b.sort)
    .map((department) => {
      const post = posts.find(({ departmentId }) => departmentId === department.departmentId)!;
      const { consultRight } = post;
      const treatmentRight = mayTreat(row, post, department);
      return { ...departmentView(department, hospital, work.now), consultRight, treatmentRight };
    });
  const lead = row.pharmacyLead ? { pharmacyLead: true as const } : {};
  return { clinicianId, role, name, title, departments, ...lead };
}

/** Whose name it is, and whether it is their password. */
export interface Credentials {
  clinicianId: string | null;
  right: boolean;
  /** What it was checked against. */
  passwordHash: string | undefined;
}

/** In no transaction: the hash takes a quarter of a second. */
export async function checkCredentials(
  base: WorkBase,
  hospitalId: string,
  { username, password }: { username: string; password: string },
  from: { known: boolean },
): Promise<Credentials> {
  const row = await inHospital(base, hospitalId, { doer: PUBLIC, requestId: null }, async (work) => {
    await requireHospital(work);
    return repo.getClinicianByUsername(work.tx, hospitalId, username);
  });
  const right = await checkPassword(password, row?.passwordHash, from);
  const { clinicianId = null, passwordHash } = row ?? {};
  return { clinicianId, right: !!row && right, passwordHash };
}

/** Starts the session of a clinician whose password was right; throws `wrong-credentials`, of which the trail keeps whose account it was. */
export async function signIn(
  work: Work,
  tokens: Tokens,
  { clinicianId, right, passwordHash }: Credentials,
): Promise<Authorized<SessionAnswer>> {
  const row = clinicianId && right && (await repo.holdClinician(work.tx, work.hospitalId, clinicianId));
  // Closed, or given another password, since it was checked.
  if (!row || !row.active || row.passwordHash !== passwordHash) {
    // Of a name that nobody has as well: how long it takes tells nothing.
    const resourceId = clinicianId ?? 'unknown';
    await trace(work, { action: 'session.refused', resourceType: 'Practitioner', resourceId });
    throw keeping(problem('wrong-credentials'));
  }
  const { hospitalId, newId } = work;
  const actor: Actor = { hospitalId, sessionId: newId(), role: row.role, clinicianId: row.clinicianId };
  const { token, expiresAt } = await startSession(work, tokens, actor, CLINICIAN_SESSION_MS);
  return publicRecord({ token, expiresAt, clinician: await clinicianView(work, row) });
}

/** The token of a patient for one visit. */
export function startPatientSession(
  work: Work,
  tokens: Tokens,
  {
    patientId,
    visitId,
    lifeMs = PATIENT_SESSION_MS,
  }: { patientId: string; visitId: string; lifeMs?: number },
): Promise<{ token: string; expiresAt: string }> {
  const actor: Actor = {
    hospitalId: work.hospitalId,
    sessionId: work.newId(),
    role: 'patient',
    patientId,
    visitId,
  };
  return startSession(work, tokens, actor, lifeMs);
}

/** The token of a guest for one visit's call. */
export function startGuestSession(
  work: Work,
  tokens: Tokens,
  { invitationId, visitId }: { invitationId: string; visitId: string },
): Promise<{ token: string; expiresAt: string }> {
  const { hospitalId, newId } = work;
  const actor: Actor = { hospitalId, sessionId: newId(), role: 'guest', invitationId, visitId };
  return startSession(work, tokens, actor, GUEST_SESSION_MS);
}

/** The token of a listener for one seat of a group meeting. */
export function startListenerSession(
  work: Work,
  tokens: Tokens,
  { seatId, meetingId, lifeMs }: { seatId: string; meetingId: string; lifeMs: number },
): Promise<{ token: string; expiresAt: string }> {
  const { hospitalId, newId } = work;
  const actor: Actor = { hospitalId, sessionId: newId(), role: 'listener', seatId, meetingId };
  return startSession(work, tokens, actor, lifeMs);
}

async function startSession(work: Work, tokens: Tokens, actor: Actor, lifeMs: number) {
  const { tx, hospitalId, now } = work;
  const expiresAt = new Date(now.getTime() + lifeMs);
  const subjectId = subjectOf(actor);
  const { sessionId, role } = actor;
  await repo.insertSession(tx, {
    hospitalId,
    sessionId,
    role,
    subjectId,
    createdAt: now,
    expiresAt,
    endedAt: null,
  });
  await record(
    { ...work, doer: { role, id: subjectId } },
    { action: 'session.started', resourceType: 'Session', resourceId: sessionId, topics: [] },
  );
  return { token: await tokens.sign(actor, now, expiresAt), expiresAt: expiresAt.toISOString() };
}

/** A token whose session was ended is refused, whatever its signature says. Returns when it ends by itself. */
export async function assertSession({ tx, hospitalId, now }: Work, actor: Actor): Promise<Date> {
  const { sessionId } = actor;
  const atWork =
    'clinicianId' in actor ? await repo.getSessionOf(tx, hospitalId, sessionId, actor.clinicianId) : null;
  const session = atWork === null ? await repo.getSession(tx, hospitalId, sessionId) : atWork?.session;
  const theirs = session?.role === actor.role && session.subjectId === doerOf(actor).id;
  if (!session || !theirs || session.endedAt) throw problem('token-invalid');
  if (session.expiresAt <= now) throw problem('token-expired');
  // Whose account was closed, or who has another post since, works on with no token of before.
  if (atWork && !(atWork.clinician.active && atWork.clinician.role === actor.role))
    throw problem('token-invalid');
  return session.expiresAt;
}

export async function signOut(work: Work, actor: ClinicianActor): Promise<void> {
  await repo.endSession(work.tx, work.hospitalId, actor.sessionId, work.now);
  await record(work, {
    action: 'session.ended',
    resourceType: 'Session',
    resourceId: actor.sessionId,
    topics: [`session:${actor.sessionId}`],
  });
}

export async function getSelf(work: Work, actor: ClinicianActor): Promise<Authorized<Clinician>> {
  const row = await requireClinician(work, actor.clinicianId);
  return authorize(row.active, await clinicianView(work, row));
}

/** The clinician's row; throws `not-found`. */
export async function requireClinician(
  { tx, hospitalId }: Work,
  clinicianId: string,
): Promise<repo.ClinicianRow> {
  const row = await repo.getClinician(tx, hospitalId, clinicianId);
  if (!row) throw problem('not-found');
  return row;
}

/** Several at once; who does not exist is left out. */
export const getClinicians = ({ tx, hospitalId }: Work, ids: string[]): Promise<repo.ClinicianRow[]> =>
  repo.getClinicians(tx, hospitalId, ids);

/** Their names by id; who does not exist is left out. */
export const namesOf = async (work: Work, ids: string[]): Promise<Map<string, Text>> =>
  new Map((await getClinicians(work, ids)).map(({ clinicianId, name }) => [clinicianId, name]));

export const departmentIdsOf = async ({ tx, hospitalId }: Work, clinicianId: string): Promise<string[]> =>
  (await repo.listPosts(tx, hospitalId, clinicianId)).map(({ departmentId }) => departmentId);

/** Each active doctor with each department where they see patients. */
export const listDoctors = ({ tx, hospitalId }: Work): ReturnType<typeof repo.listDoctors> =>
  repo.listDoctors(tx, hospitalId);

/** The active doctors who see the department's patients. */
export const doctorsIn = ({ tx, hospitalId }: Work, departmentId: string): Promise<string[]> =>
  repo.doctorsIn(tx, hospitalId, departmentId);

/** Throws `not-entitled` unless the clinician works in the department. */
export async function assertWorksIn(work: Work, clinicianId: string, departmentId: string): Promise<void> {
  if (!(await postIn(work, clinicianId, departmentId))) throw problem('not-entitled');
}
const postIn = async ({ tx, hospitalId }: Work, clinicianId: string, departmentId: string) =>
  (await repo.listPosts(tx, hospitalId, clinicianId)).find((post) => post.departmentId === departmentId);

/** Throws `not-entitled` unless the clinician may see the department's patients online (the consult right), `not-found` where there is none. */
export async function assertMayConsult(work: Work, clinicianId: string, departmentId: string): Promise<void> {
  const post = await postIn(work, clinicianId, departmentId);
  if (post?.consultRight) return;
  await requireDepartment(work, departmentId);
  throw problem('not-entitled', 'No right to consult in this department.');
}

/** Throws `not-entitled` unless the doctor may prescribe for the department's patients (the treatment right), and it treats online. */
export async function assertMayTreat(work: Work, clinicianId: string, departmentId: string): Promise<void> {
  const clinician = await requireClinician(work, clinicianId);
  const department = await requireDepartment(work, departmentId);
  const post = await postIn(work, clinicianId, departmentId);
  if (!post || !clinician.active || !mayTreat(clinician, post, department))
    throw problem('not-entitled', 'In this department the doctor may advise, not prescribe.');
}
const mayTreat = (
  { role }: Pick<repo.ClinicianRow, 'role'>,
  { treatmentRight }: repo.Post,
  { online }: Pick<DepartmentRow, 'online'>,
): boolean => role === 'doctor' && treatmentRight && online === 'treat';

/** For setting up: idempotent. */
export const addClinician = (
  { tx }: Work,
  row: repo.NewClinician,
  posts: readonly repo.Post[],
): Promise<void> => repo.insertClinician(tx, row, posts);
