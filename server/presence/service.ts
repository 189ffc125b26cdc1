/** Who is there: pages noted while they are open, who of a consult is away, and a lost doctor's patient sent back to wait. */
import { record } from '../audit.ts';
import { roomSigns } from '../consult/service.ts';
import type { LiveHub } from '../live/hub.ts';
import { holdLost } from '../queue/handover.ts';
import { listInConsult, lockEntry, type EntryRow } from '../queue/service.ts';
import { departmentIdsOf, getClinicians } from '../sessions/service.ts';
import { addEvent } from '../timeline/events.ts';
import { requireVisit, touchVisit } from '../visits/service.ts';
import type { Work } from '../work.ts';
import { awaySince, callsBackAt, PRESENCE } from './away.ts';
import * as repo from './repo.ts';

type Pages = Pick<LiveHub, 'pages'>;

/** Of those whose standing has changed, so many in one transaction: their rows are locked until it ends. */
const AT_ONCE = 20;

/** One look: pages that are open here, pages that are gone, and every consult. Returns how many changed; again while some do. */
export async function watchPresence(work: Work, live: Pages): Promise<number> {
  const consults = await listInConsult(work);
  await notePages(work, live, new Set(consults.map(({ visitId }) => visitId)));
  const doctors = await getClinicians(work, [...new Set(consults.map(({ clinicianId }) => clinicianId!))]);
  const working = new Set(doctors.filter(({ active }) => active).map(({ clinicianId }) => clinicianId));
  let changed = 0;
  for (const entry of consults) {
    if (changed === AT_ONCE) break;
    // Whose account was closed is in no call any more, and writes to nobody: a colleague can take their patient.
    const moved = working.has(entry.clinicianId!) ? look(work, entry) : holdLost(work, entry.entryId);
    if (await moved) changed++;
  }
  return changed;
}

async function notePages(work: Work, live: Pages, talking: ReadonlySet<string>): Promise<void> {
  const { tx, hospitalId, now } = work;
  for (const kind of ['desk', 'visit'] as const) {
    // Of the patients, those who wait are many and need no noting.
    const pages = live.pages(hospitalId, kind).filter(({ id }) => kind === 'desk' || talking.has(id));
    const ids = pages.map(({ id }) => id);
    const known = new Map((await repo.getSeen(tx, hospitalId, kind, ids)).map((row) => [row.subjectId, row]));
    for (const { id, openedAt } of pages) {
      const row = { hospitalId, kind, subjectId: id, openedAt, seenAt: now, online: true };
      await repo.putSeen(tx, row);
      if (kind === 'desk' && !known.get(id)?.online) await tellDepartments(work, id, 'desk.online');
    }
  }
  for (const { kind, subjectId } of await repo.endOnline(
    tx,
    hospitalId,
    new Date(now.getTime() - PRESENCE.staleMs),
  ))
    if (kind === 'desk') await tellDepartments(work, subjectId, 'desk.offline');
}

/** Whoever waits there is told whether a doctor is online. */
async function tellDepartments(work: Work, clinicianId: string, action: string): Promise<void> {
  const topics = (await departmentIdsOf(work, clinicianId)).map((id) => `queue:${id}`);
  await record(work, { action, resourceType: 'Practitioner', resourceId: clinicianId, topics });
}

const ROLES = ['doctor', 'patient'] as const;
type Away = Record<(typeof ROLES)[number], Date | null>;

/** True where something changed. */
async function look(work: Work, entry: EntryRow): Promise<boolean> {
  const { tx, hospitalId, now } = work;
  const { entryId, visitId, clinicianId } = entry;
  // In writing nobody has to be there at the same moment.
  if ((await requireVisit(work, visitId)).visit.mode === 'text') return false;
  const before = await awayIn(work, entryId);
  const after = await awayNow(work, entry, before);
  if (after.doctor && callsBackAt(after.doctor) <= now) return holdLost(work, entryId);
  const changed = ROLES.filter((role) => before[role]?.getTime() !== after[role]?.getTime());
  // The entry before the visit, as everybody locks them.
  if (!changed.length || (await lockEntry(work, entryId))?.state !== 'in_consult') return false;
  for (const role of changed) {
    const since = after[role];
    await repo.putAway(tx, { hospitalId, entryId, role, awaySince: since });
    await addEvent(work, visitId, since ? 'away' : 'back', role, {}, since ?? now);
    await record(work, {
      action: since ? 'consult.away' : 'consult.back',
      ...{ resourceType: 'QueueEntry', resourceId: entryId, visitId, payload: { role } },
      topics: [`visit:${visitId}`, `desk:${clinicianId}`],
    });
  }
  await touchVisit(work, visitId);
  return true;
}

async function awayNow(work: Work, entry: EntryRow, before: Away): Promise<Away> {
  const room = await roomSigns(work, entry.entryId);
  const since = async (role: keyof Away) => {
    const [kind, id] =
      role === 'doctor' ? (['desk', entry.clinicianId!] as const) : (['visit', entry.visitId] as const);
    const [page] = await repo.getSeen(work.tx, work.hospitalId, kind, [id]);
    const there = room.find((one) => one.role === role);
    const now = awaySince(
      {
        ...{ inRoom: there?.inRoom ?? false, leftAt: there?.leftAt ?? null },
        ...{ leftReason: there?.leftReason ?? null, enteredAt: entry.enteredAt ?? entry.joinedAt },
        ...{ openedAt: page?.openedAt ?? null, seenAt: page?.seenAt ?? null },
      },
      work.now,
    );
    // Once away, the moment stays the first one: another sign of the same absence starts no new wait.
    return now && before[role] ? before[role] : now;
  };
  return { doctor: await since('doctor'), patient: await since('patient') };
}

/** Since when each of a consult's two is away, or null. */
export async function awayIn({ tx, hospitalId }: Work, entryId: string): Promise<Away> {
  const rows = await repo.getAway(tx, hospitalId, entryId);
  const of = (role: string) => rows.find((row) => row.role === role)?.awaySince ?? null;
  return { doctor: of('doctor'), patient: of('patient') };
}

/** Whether a desk of one of these doctors is open somewhere. */
export const isAnyOnline = async ({ tx, hospitalId }: Work, clinicianIds: string[]): Promise<boolean> =>
  (await repo.getSeen(tx, hospitalId, 'desk', clinicianIds)).some(({ online }) => online);
