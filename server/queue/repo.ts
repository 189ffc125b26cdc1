/** Reads and writes of the queue. The order is: sent back, flagged, level, rank (arrival), id; the index queue_waiting holds it. */
import {
  type SQLWrapper,
  and,
  arrayContains,
  asc,
  desc,
  eq,
  getTableColumns,
  isNull,
  lt,
  lte,
  not,
  or,
  type Placeholder,
  sql,
} from 'drizzle-orm';
import { TAKEN_QUEUE_STATES, type QueueState } from '@care-elements/contract/queue.machine.ts';
import { often, type Often } from '../db/often.ts';
import type { Tx } from '../db/open.ts';
import { alarms, queueEntries as q, ticketCounters } from './table.ts';

export type EntryRow = typeof q.$inferSelect;
export type AlarmRow = typeof alarms.$inferSelect;

type Value = string | SQLWrapper;
const inDepartment = (hospitalId: Value, departmentId: Value) =>
  and(eq(q.hospitalId, hospitalId), eq(q.departmentId, departmentId));
/** As constants, which the index of them is for. */
const TAKEN_NOW = sql`${q.state} IN (${sql.raw(TAKEN_QUEUE_STATES.map((state) => `'${state}'`).join(', '))})`;
const entryIs = (hospitalId: string, entryId: string) =>
  and(eq(q.hospitalId, hospitalId), eq(q.entryId, entryId));
const QUEUE_ORDER = [desc(q.kept), desc(q.flagged), asc(q.level), asc(q.rankAt), asc(q.entryId)];

/** Nobody had this patient yet. */
const NEW = {
  ...{ kept: false, returned: null, returnedBy: null, transfer: null, waitsFor: null, waitsUntil: null },
};
export type NewEntry = Omit<EntryRow, 'flagged' | keyof typeof NEW> &
  Partial<Pick<EntryRow, keyof typeof NEW>>;

export async function insertEntry(tx: Tx, row: NewEntry): Promise<EntryRow> {
  return (await INSERT(tx, { ...NEW, ...row }))[0]!;
}
const { flagged: _, ...COLUMNS } = getTableColumns(q);
const INSERT: Often<Omit<EntryRow, 'flagged'>, EntryRow[]> = often((db, put) => {
  const row = Object.entries(COLUMNS).map(([key]) => [key, put(key as keyof typeof COLUMNS)]);
  return db.insert(q).values(Object.fromEntries(row)).returning();
});

/** The number after the last one of that department's day. */
export async function takeTicketNumber(
  tx: Tx,
  hospitalId: string,
  departmentId: string,
  day: string,
): Promise<number> {
  return (await NUMBER(tx, { hospitalId, departmentId, day }))[0]!.last;
}
const NUMBER: Often<OfDepartment & { day: string }, { last: number }[]> = often((db, put) => {
  const { hospitalId, departmentId, day, last } = ticketCounters;
  const first = { hospitalId: put('hospitalId'), departmentId: put('departmentId'), day: put('day') };
  return db
    .insert(ticketCounters)
    .values({ ...first, last: 1 } as never)
    .onConflictDoUpdate({ target: [hospitalId, departmentId, day], set: { last: sql`${last} + 1` } })
    .returning({ last });
});

export type Call = { clinicianId: string; calledAt: Date; respondBy: Date };

/**
 * Takes the first who waits and whom nobody else is taking at this moment. Who waits for one doctor is passed over while the
 * time reserved runs: by the others, and by that doctor too where they put the patient on hold themselves (`onHold` takes
 * those alone).
 */
export async function callNext(
  tx: Tx,
  hospitalId: string,
  departmentId: string,
  call: Call,
  onHold = false,
): Promise<EntryRow | undefined> {
  return (await (onHold ? CALL_ON_HOLD : CALL)(tx, { ...call, hospitalId, departmentId }))[0];
}

const calling = (onHold: boolean): Often<Call & { hospitalId: string; departmentId: string }, EntryRow[]> =>
  often((db, put) => {
    const hospitalId = put('hospitalId');
    const mine = eq(q.waitsFor, put('clinicianId'));
    const free = or(
      isNull(q.waitsFor),
      lte(q.waitsUntil, put('calledAt', q.waitsUntil)),
      and(mine, not(q.kept)),
    );
    const first = db
      .select({ entryId: q.entryId })
      .from(q)
      .where(and(inDepartment(hospitalId, put('departmentId')), eq(q.state, 'waiting'), onHold ? mine : free))
      .orderBy(...QUEUE_ORDER)
      .limit(1)
      .for('update', { skipLocked: true });
    const set = { clinicianId: put('clinicianId'), calledAt: put('calledAt'), respondBy: put('respondBy') };
    return (
      db
        .update(q)
        .set({ state: 'called', ...set } as never)
        // `=` a scalar subquery, which runs once; under `IN` the planner may run it for each row and call several patients.
        .where(and(eq(q.hospitalId, hospitalId), eq(q.state, 'waiting'), sql`${q.entryId} = (${first})`))
        .returning()
    );
  });
const CALL = calling(false);
const CALL_ON_HOLD = calling(true);

/** Calls this one, whom the caller has locked. */
export async function callEntry(tx: Tx, hospitalId: string, entryId: string, call: Call): Promise<EntryRow> {
  const set = { state: 'called' as const, ...call };
  return (await tx.update(q).set(set).where(entryIs(hospitalId, entryId)).returning())[0]!;
}

export async function getEntry(tx: Tx, hospitalId: string, entryId: string): Promise<EntryRow | undefined> {
  return (await tx.select().from(q).where(entryIs(hospitalId, entryId)))[0];
}

export async function lockEntry(tx: Tx, hospitalId: string, entryId: string): Promise<EntryRow | undefined> {
  return (await tx.select().from(q).where(entryIs(hospitalId, entryId)).for('update'))[0];
}

/** Entries missed before an instant that nobody else is working on; the visit's newest alone, since a new place ends the old. */
export async function lockMissed(
  tx: Tx,
  hospitalId: string,
  before: Date,
  limit: number,
): Promise<EntryRow[]> {
  const newer = sql`EXISTS (SELECT FROM queue_entries n WHERE n.hospital_id = ${q.hospitalId} AND n.visit_id = ${q.visitId} AND n.joined_at > ${q.joinedAt})`;
  return tx
    .select()
    .from(q)
    .where(and(eq(q.hospitalId, hospitalId), eq(q.state, 'missed'), lt(q.endedAt, before), sql`NOT ${newer}`))
    .limit(limit)
    .for('update', { skipLocked: true });
}

export async function updateEntry(
  tx: Tx,
  hospitalId: string,
  entryId: string,
  change: { state: QueueState } & Partial<Pick<EntryRow, 'enteredAt' | 'endedAt'>>,
): Promise<EntryRow> {
  return (await tx.update(q).set(change).where(entryIs(hospitalId, entryId)).returning())[0]!;
}

export async function latestEntry(
  tx: Tx,
  hospitalId: string,
  visitId: string,
): Promise<EntryRow | undefined> {
  return (await NEWEST(tx, { hospitalId, visitId }))[0];
}

const NEWEST: Often<{ hospitalId: string; visitId: string }, EntryRow[]> = often((db, put) =>
  newestOf(db, put('hospitalId'), put('visitId')),
);
const newestOf = (tx: Tx, hospitalId: Value, visitId: Value) =>
  tx
    .select()
    .from(q)
    .where(and(eq(q.hospitalId, hospitalId), eq(q.visitId, visitId)))
    .orderBy(desc(q.joinedAt), desc(q.entryId))
    .limit(1);

/** The same, locked until the transaction ends. */
export async function lockLatest(tx: Tx, hospitalId: string, visitId: string): Promise<EntryRow | undefined> {
  return (await newestOf(tx, hospitalId, visitId).for('update'))[0];
}

const OF_CLINICIAN: Often<{ hospitalId: string; clinicianId: string }, EntryRow[]> = often((db, put) => {
  const mine = and(eq(q.hospitalId, put('hospitalId')), eq(q.clinicianId, put('clinicianId')));
  return db.select().from(q).where(and(mine, TAKEN_NOW)).limit(1);
});
export async function entryOfClinician(
  tx: Tx,
  hospitalId: string,
  clinicianId: string,
): Promise<EntryRow | undefined> {
  return (await OF_CLINICIAN(tx, { hospitalId, clinicianId }))[0];
}

/** Who waits before the entry. */
export async function countAhead(tx: Tx, entry: EntryRow): Promise<number> {
  return (await AHEAD(tx, entry))[0]!.n;
}
const AHEAD: Often<EntryRow, { n: number }[]> = often((db, put) => {
  const before = sql`(NOT ${q.kept}, NOT ${q.flagged}, ${q.level}, ${q.rankAt}, ${q.entryId}) < (NOT ${put('kept')}::boolean, NOT ${put('flagged')}::boolean, ${put('level')}::int, ${put('rankAt', q.rankAt)}::timestamptz, ${put('entryId')}::uuid)`;
  const here = inDepartment(put('hospitalId'), put('departmentId'));
  return db
    .select({ n: sql<number>`count(*)::int` })
    .from(q)
    .where(and(here, eq(q.state, 'waiting'), before));
});

type OfDepartment = { hospitalId: string; departmentId: string };
const WAITING: Often<OfDepartment & { limit: number }, EntryRow[]> = often((db, put) =>
  db
    .select()
    .from(q)
    .where(and(inDepartment(put('hospitalId'), put('departmentId')), eq(q.state, 'waiting')))
    .orderBy(...QUEUE_ORDER)
    .limit(put('limit') as Placeholder),
);
export const listWaiting = (
  tx: Tx,
  hospitalId: string,
  departmentId: string,
  limit: number,
): Promise<EntryRow[]> => WAITING(tx, { hospitalId, departmentId, limit });

/** What an entry says of its return. */
const RETURNED = {
  ...{ entryId: q.entryId, returned: q.returned, returnedBy: q.returnedBy, transfer: q.transfer },
  ...{ waitsFor: q.waitsFor, waitsUntil: q.waitsUntil },
};
/** What a place is told of. */
const PLACE = {
  ...{ ...RETURNED, visitId: q.visitId, state: q.state, ticket: q.ticket },
  ...{ joinedAt: q.joinedAt, calledAt: q.calledAt, respondBy: q.respondBy },
};
export type ReturnedRow = Pick<EntryRow, keyof typeof RETURNED>;
export type PlaceRow = Pick<EntryRow, keyof typeof PLACE>;
const PLACES: Often<OfDepartment & { limit: number }, PlaceRow[]> = often((db, put) =>
  db
    .select(PLACE)
    .from(q)
    .where(and(inDepartment(put('hospitalId'), put('departmentId')), eq(q.state, 'waiting')))
    .orderBy(...QUEUE_ORDER)
    .limit(put('limit') as Placeholder),
);
/** As `listWaiting`, of each no more than a place is told of. */
export const listPlaces = (
  tx: Tx,
  hospitalId: string,
  departmentId: string,
  limit: number,
): Promise<PlaceRow[]> => PLACES(tx, { hospitalId, departmentId, limit });

export async function countWaiting(tx: Tx, hospitalId: string, departmentId: string): Promise<number> {
  const [row] = await tx
    .select({ n: sql<number>`count(*)::int` })
    .from(q)
    .where(and(inDepartment(hospitalId, departmentId), eq(q.state, 'waiting')));
  return row!.n;
}

const TAKEN: Often<OfDepartment, EntryRow[]> = often((db, put) =>
  db
    .select()
    .from(q)
    .where(and(inDepartment(put('hospitalId'), put('departmentId')), TAKEN_NOW))
    .orderBy(asc(q.calledAt))
    .limit(100),
);
export const listTaken = (tx: Tx, hospitalId: string, departmentId: string): Promise<EntryRow[]> =>
  TAKEN(tx, { hospitalId, departmentId });

export async function listInConsult(tx: Tx, hospitalId: string): Promise<EntryRow[]> {
  const mine = and(eq(q.hospitalId, hospitalId), eq(q.state, 'in_consult'));
  return tx.select().from(q).where(mine).orderBy(asc(q.entryId)).limit(2000);
}

/** How many doctors of the department have a patient, and how long its last 20 consults took, in minutes, newest first. */
export async function paceOf(
  tx: Tx,
  hospitalId: string,
  departmentId: string,
): Promise<{ doctors: number; recent: number[] }> {
  return (await PACE(tx, { hospitalId, departmentId }))[0]!;
}
const PACE: Often<OfDepartment, { doctors: number; recent: number[] }[]> = often((db, put) => {
  const here = inDepartment(put('hospitalId'), put('departmentId'));
  const taken = sql`SELECT count(*)::int FROM ${q} WHERE ${here} AND ${TAKEN_NOW}`;
  const minutes = sql`extract(epoch FROM (${q.endedAt} - ${q.calledAt}))::float8 / 60`;
  const recent = sql`SELECT ${minutes} FROM ${q} WHERE ${here} AND ${q.state} = 'done' ORDER BY ${q.endedAt} DESC LIMIT 20`;
  return db
    .select({ doctors: sql<number>`(${taken})`, recent: sql<number[]>`ARRAY(${recent})` })
    .from(sql`(SELECT) AS one`);
});

export async function insertAlarm(tx: Tx, row: AlarmRow): Promise<void> {
  await tx.insert(alarms).values(row);
}

/** Whether the same alarm of the visit stands unacknowledged. */
export async function hasOpenAlarm(
  tx: Tx,
  {
    hospitalId,
    departmentId,
    visitId,
    kind,
    flags,
  }: Pick<AlarmRow, 'hospitalId' | 'departmentId' | 'visitId' | 'kind' | 'flags'>,
): Promise<boolean> {
  const same = and(
    eq(alarms.hospitalId, hospitalId),
    eq(alarms.departmentId, departmentId),
    eq(alarms.visitId, visitId),
    eq(alarms.kind, kind),
    // It says all that the new one would.
    flags.length ? arrayContains(alarms.flags, flags) : undefined,
    isNull(alarms.acknowledgedAt),
  );
  return (await tx.select({ alarmId: alarms.alarmId }).from(alarms).where(same).limit(1)).length > 0;
}

/** Emergencies first, then thoughts of suicide, then the newest: no number of flags pushes those out of the list. */
export async function listOpenAlarms(tx: Tx, hospitalId: string, departmentId: string): Promise<AlarmRow[]> {
  return tx
    .select()
    .from(alarms)
    .where(
      and(
        eq(alarms.hospitalId, hospitalId),
        or(
          eq(alarms.departmentId, departmentId),
          eq(alarms.kind, 'emergency'),
          arrayContains(alarms.flags, ['self-harm']),
        ),
        isNull(alarms.acknowledgedAt),
      ),
    )
    .orderBy(asc(alarms.kind), desc(arrayContains(alarms.flags, ['self-harm'])), desc(alarms.raisedAt))
    .limit(50);
}

/** Of every department, acknowledged or not, the newest first. */
export async function alarmsOfVisit(tx: Tx, hospitalId: string, visitId: string): Promise<AlarmRow[]> {
  const its = and(eq(alarms.hospitalId, hospitalId), eq(alarms.visitId, visitId));
  return tx.select().from(alarms).where(its).orderBy(desc(alarms.raisedAt)).limit(50);
}

export async function lockAlarm(tx: Tx, hospitalId: string, alarmId: string): Promise<AlarmRow | undefined> {
  const mine = and(eq(alarms.hospitalId, hospitalId), eq(alarms.alarmId, alarmId));
  return (await tx.select().from(alarms).where(mine).for('update'))[0];
}

export async function acknowledgeAlarm(
  tx: Tx,
  hospitalId: string,
  alarmId: string,
  by: string,
  now: Date,
): Promise<void> {
  await tx
    .update(alarms)
    .set({ acknowledgedAt: now, acknowledgedBy: by })
    .where(and(eq(alarms.hospitalId, hospitalId), eq(alarms.alarmId, alarmId)));
}
