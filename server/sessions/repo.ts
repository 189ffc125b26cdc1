/** Reads and writes of clinicians and sessions. */
import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm';
import { often, type Often } from '../db/often.ts';
import { forget, insertLater, remember, type Tx } from '../db/statements.ts';
import { clinicianDepartments, clinicians, sessions } from './table.ts';

export type ClinicianRow = typeof clinicians.$inferSelect;
export type SessionRow = typeof sessions.$inferSelect;

export async function getClinicianByUsername(
  tx: Tx,
  hospitalId: string,
  username: string,
): Promise<ClinicianRow | undefined> {
  const mine = and(eq(clinicians.hospitalId, hospitalId), eq(clinicians.username, username));
  return (await tx.select().from(clinicians).where(mine))[0];
}

const postsOf = (clinicianId: string) => `posts ${clinicianId}`;
const nameOf = (clinicianId: string) => `clinician ${clinicianId}`;

type OfClinician = { hospitalId: string; clinicianId: string };
const CLINICIAN: Often<OfClinician, ClinicianRow[]> = often((db, put) =>
  db
    .select()
    .from(clinicians)
    .where(and(eq(clinicians.hospitalId, put('hospitalId')), eq(clinicians.clinicianId, put('clinicianId')))),
);

/** Once a transaction: law, rights and views ask for the same one. */
export const getClinician = (
  tx: Tx,
  hospitalId: string,
  clinicianId: string,
): Promise<ClinicianRow | undefined> =>
  remember(tx, nameOf(clinicianId), async () => (await CLINICIAN(tx, { hospitalId, clinicianId }))[0]);

/** As it is now, and it stays so until the transaction ends. */
export async function holdClinician(
  tx: Tx,
  hospitalId: string,
  clinicianId: string,
): Promise<ClinicianRow | undefined> {
  const mine = and(eq(clinicians.hospitalId, hospitalId), eq(clinicians.clinicianId, clinicianId));
  return (await tx.select().from(clinicians).where(mine).for('share'))[0];
}

export async function getClinicians(tx: Tx, hospitalId: string, ids: string[]): Promise<ClinicianRow[]> {
  if (ids.length === 0) return [];
  return CLINICIANS(tx, { hospitalId, ids });
}
const CLINICIANS: Often<{ hospitalId: string; ids: string[] }, ClinicianRow[]> = often((db, put) => {
  const these = sql`${clinicians.clinicianId} = ANY(${put('ids')})`;
  return db
    .select()
    .from(clinicians)
    .where(and(eq(clinicians.hospitalId, put('hospitalId')), these));
});

/** By name, each with each department where they see patients; at most 2,000 rows. */
export async function listDoctors(
  tx: Tx,
  hospitalId: string,
): Promise<(Pick<ClinicianRow, 'clinicianId' | 'name' | 'title'> & { departmentId: string })[]> {
  const { clinicianId, name, title } = clinicians;
  const { departmentId } = clinicianDepartments;
  const theirs = and(
    eq(clinicianDepartments.hospitalId, clinicians.hospitalId),
    eq(clinicianDepartments.clinicianId, clinicianId),
    eq(clinicianDepartments.consultRight, true),
  );
  const active = and(
    eq(clinicians.hospitalId, hospitalId),
    eq(clinicians.role, 'doctor'),
    eq(clinicians.active, true),
  );
  return tx
    .select({ clinicianId, name, title, departmentId })
    .from(clinicians)
    .innerJoin(clinicianDepartments, theirs)
    .where(active)
    .orderBy(asc(clinicians.username))
    .limit(2000);
}

const OF_DEPARTMENT: Often<{ hospitalId: string; departmentId: string }, { clinicianId: string }[]> = often(
  (db, put) => {
    const { hospitalId, clinicianId, departmentId, consultRight } = clinicianDepartments;
    const here = and(eq(hospitalId, put('hospitalId')), eq(departmentId, put('departmentId')));
    const they = and(eq(clinicians.hospitalId, hospitalId), eq(clinicians.clinicianId, clinicianId));
    return db
      .select({ clinicianId })
      .from(clinicianDepartments)
      .innerJoin(clinicians, they)
      .where(and(here, eq(consultRight, true), eq(clinicians.role, 'doctor'), eq(clinicians.active, true)))
      .limit(2000);
  },
);
/** The active doctors who see the department's patients; at most 2,000. */
export async function doctorsIn(tx: Tx, hospitalId: string, departmentId: string): Promise<string[]> {
  return (await OF_DEPARTMENT(tx, { hospitalId, departmentId })).map(({ clinicianId }) => clinicianId);
}

/** What is not on record of most may be left out. */
export type NewClinician = typeof clinicians.$inferInsert;

export type PostRow = typeof clinicianDepartments.$inferSelect;
/** A department where a clinician works, and what they may do there. */
export type Post = Pick<PostRow, 'departmentId' | 'consultRight' | 'treatmentRight'>;

export async function insertClinician(tx: Tx, row: NewClinician, posts: readonly Post[]): Promise<void> {
  await tx.insert(clinicians).values(row).onConflictDoNothing();
  forget(tx, nameOf(row.clinicianId));
  const { hospitalId, clinicianId } = row;
  for (const post of posts) {
    await tx
      .insert(clinicianDepartments)
      .values({ hospitalId, clinicianId, ...post })
      .onConflictDoNothing();
  }
  forget(tx, postsOf(clinicianId));
}

export async function updateClinician(
  tx: Tx,
  { hospitalId, clinicianId }: OfClinician,
  change: Partial<Omit<ClinicianRow, 'hospitalId' | 'clinicianId'>>,
): Promise<void> {
  await tx
    .update(clinicians)
    .set(change)
    .where(and(eq(clinicians.hospitalId, hospitalId), eq(clinicians.clinicianId, clinicianId)));
  forget(tx, nameOf(clinicianId));
}

/** These and no others. */
export async function replacePosts(
  tx: Tx,
  hospitalId: string,
  clinicianId: string,
  posts: readonly Post[],
): Promise<void> {
  const { hospitalId: hospital, clinicianId: clinician } = clinicianDepartments;
  await tx.delete(clinicianDepartments).where(and(eq(hospital, hospitalId), eq(clinician, clinicianId)));
  if (posts.length > 0)
    await tx.insert(clinicianDepartments).values(posts.map((post) => ({ hospitalId, clinicianId, ...post })));
  forget(tx, postsOf(clinicianId));
}

/** All of a hospital, closed ones too, by role and user name. */
export const listClinicians = (tx: Tx, hospitalId: string): Promise<ClinicianRow[]> =>
  tx
    .select()
    .from(clinicians)
    .where(eq(clinicians.hospitalId, hospitalId))
    .orderBy(asc(clinicians.role), asc(clinicians.username))
    .limit(50_000);

export const listAllPosts = (tx: Tx, hospitalId: string): Promise<PostRow[]> =>
  tx
    .select()
    .from(clinicianDepartments)
    .where(eq(clinicianDepartments.hospitalId, hospitalId))
    .orderBy(asc(clinicianDepartments.departmentId))
    .limit(500_000);

const POSTS: Often<OfClinician, PostRow[]> = often((db, put) => {
  const { hospitalId, clinicianId } = clinicianDepartments;
  const theirs = and(eq(hospitalId, put('hospitalId')), eq(clinicianId, put('clinicianId')));
  return db.select().from(clinicianDepartments).where(theirs).limit(200);
});
/** Once a transaction. */
export const listPosts = (tx: Tx, hospitalId: string, clinicianId: string): Promise<PostRow[]> =>
  remember(tx, postsOf(clinicianId), () => POSTS(tx, { hospitalId, clinicianId }));

export async function insertSession(tx: Tx, row: SessionRow): Promise<void> {
  await insertLater(tx, sessions, row);
}

const SESSION: Often<{ hospitalId: string; sessionId: string }, SessionRow[]> = often((db, put) =>
  db
    .select()
    .from(sessions)
    .where(and(eq(sessions.hospitalId, put('hospitalId')), eq(sessions.sessionId, put('sessionId')))),
);
export async function getSession(
  tx: Tx,
  hospitalId: string,
  sessionId: string,
): Promise<SessionRow | undefined> {
  return (await SESSION(tx, { hospitalId, sessionId }))[0];
}

interface AtWork {
  session: SessionRow;
  clinician: ClinicianRow;
}
const AT_WORK: Often<OfClinician & { sessionId: string }, AtWork[]> = often((db, put) =>
  db
    .select({ session: sessions, clinician: clinicians })
    .from(sessions)
    .innerJoin(
      clinicians,
      and(eq(clinicians.hospitalId, sessions.hospitalId), eq(clinicians.clinicianId, sessions.subjectId)),
    )
    .where(
      and(
        eq(sessions.hospitalId, put('hospitalId')),
        eq(sessions.sessionId, put('sessionId')),
        eq(sessions.subjectId, put('clinicianId')),
      ),
    ),
);
/** The session of a clinician together with their account, as `getClinician` gives it in this transaction. */
export async function getSessionOf(
  tx: Tx,
  hospitalId: string,
  sessionId: string,
  clinicianId: string,
): Promise<AtWork | undefined> {
  const [row] = await AT_WORK(tx, { hospitalId, sessionId, clinicianId });
  if (row) await remember(tx, nameOf(clinicianId), () => Promise.resolve(row.clinician));
  return row;
}

export async function endSession(tx: Tx, hospitalId: string, sessionId: string, now: Date): Promise<void> {
  await tx
    .update(sessions)
    .set({ endedAt: now })
    .where(
      and(eq(sessions.hospitalId, hospitalId), eq(sessions.sessionId, sessionId), isNull(sessions.endedAt)),
    );
}

/** Ends all that a clinician has open; their ids. */
export async function endSessionsOf(
  tx: Tx,
  hospitalId: string,
  clinicianId: string,
  now: Date,
): Promise<string[]> {
  const theirs = and(
    eq(sessions.hospitalId, hospitalId),
    eq(sessions.subjectId, clinicianId),
    isNull(sessions.endedAt),
    // As the index sessions_at_work has it.
    sql`${sessions.role} NOT IN ('patient', 'guest', 'listener')`,
    gt(sessions.expiresAt, now),
  );
  const ended = await tx.update(sessions).set({ endedAt: now }).where(theirs).returning();
  return ended.map(({ sessionId }) => sessionId);
}
