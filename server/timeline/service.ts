/** The timeline of a visit as clients report it and its doctor reads it, and the patient's rating. */
import type {
  CallReport,
  Rating,
  RatingInput,
  TimelineEvent,
  TimelinePage,
} from '@care-elements/contract/timeline.ts';
import { authorize, type Authorized, type ClinicianActor, type PatientActor } from '../actor.ts';
import { record } from '../audit.ts';
import { hasBegun, hasTreated } from '../encounters/service.ts';
import { problem } from '../problems.ts';
import { lockVisit } from '../visits/service.ts';
import type { Work } from '../work.ts';
import { addEvent } from './events.ts';
import * as repo from './repo.ts';

type Doctor = ClinicianActor<'doctor'>;

/** What one side of one visit may report: a sample every 30 s fills it in 16 hours. What comes after is dropped. */
export const REPORTED_AT_MOST = 2000;
/** The last reports of a call come when the page goes, or with the next that comes up. */
const AFTER_END_MS = 3600_000;
const PAGE = 50;
/** How long a rating can be changed. */
export const RATING_OPEN_MS = 24 * 3600_000;

const isParty = async (work: Work, actor: PatientActor | Doctor, visitId: string): Promise<boolean> =>
  actor.role === 'patient' ? actor.visitId === visitId : hasTreated(work, visitId, actor.clinicianId);

export async function reportCall(
  work: Work,
  actor: PatientActor | Doctor,
  visitId: string,
  { events }: CallReport,
): Promise<Authorized<{ stored: number }>> {
  const { tx, hospitalId, now } = work;
  authorize(await isParty(work, actor, visitId), null);
  // Locked: two reports at once count one another.
  const visit = await lockVisit(work, visitId);
  if (visit.endedAt && visit.endedAt.getTime() + AFTER_END_MS < now.getTime()) throw problem('visit-ended');
  const known = await repo.countReported(tx, hospitalId, visitId, actor.role);
  const rows = events.slice(0, Math.max(0, REPORTED_AT_MOST - known)).map((event): repo.EventRow => {
    const { kind, ...data } = event.fact;
    // The server's clock and the client's patience: a phone's own clock may be years off.
    const at = new Date(Math.max(visit.startedAt.getTime(), now.getTime() - event.agoMs));
    return {
      ...{ hospitalId, eventId: event.eventId, visitId, at, role: actor.role, kind, reported: true },
      data: Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)),
    };
  });
  const stored = await repo.insertEvents(tx, rows);
  if (stored)
    await record(work, {
      action: 'timeline.reported',
      ...{ resourceType: 'Visit', resourceId: visitId, visitId, topics: [], payload: { stored } },
    });
  return authorize(true, { stored });
}

const cursorOf = ({ at, eventId }: repo.EventRow): string => `${at.toISOString()}_${eventId}`;
function parseCursor(text: string | undefined): { at: Date; eventId: string } | null {
  // Nothing that PostgreSQL would choke on: no year 0, no id that is none.
  const match =
    /^((?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(
      text ?? '',
    );
  const at = new Date(match?.[1] ?? '');
  return match && !Number.isNaN(at.getTime()) ? { at, eventId: match[2]! } : null;
}

export async function getTimeline(
  work: Work,
  actor: Doctor,
  visitId: string,
  { before }: { before?: string | undefined },
): Promise<Authorized<TimelinePage>> {
  authorize(await isParty(work, actor, visitId), null);
  const rows = await repo.listEvents(work.tx, work.hospitalId, visitId, parseCursor(before), PAGE + 1);
  const page = rows.slice(0, PAGE);
  return authorize(true, {
    events: page.map(({ eventId, at, role, kind, data }): TimelineEvent => ({
      ...{ eventId, role, kind, data },
      at: at.toISOString(),
    })),
    before: rows.length > PAGE ? cursorOf(page.at(-1)!) : null,
  });
}

const ratingView = ({ stars, wrong, text, ratedAt }: repo.RatingRow): Rating => ({
  ...{ stars, wrong, text },
  ratedAt: ratedAt.toISOString(),
  changeableUntil: new Date(ratedAt.getTime() + RATING_OPEN_MS).toISOString(),
});

export async function getRating(
  work: Work,
  actor: PatientActor,
  visitId: string,
): Promise<Authorized<{ rating: Rating | null }>> {
  authorize(actor.visitId === visitId, null);
  const row = await repo.getRating(work.tx, work.hospitalId, visitId);
  return authorize(true, { rating: row ? ratingView(row) : null });
}

export async function rateVisit(
  work: Work,
  actor: PatientActor,
  visitId: string,
  { stars, wrong, text }: RatingInput,
): Promise<Authorized<{ rating: Rating }>> {
  const { tx, hospitalId, now } = work;
  authorize(actor.visitId === visitId, null);
  const visit = await lockVisit(work, visitId);
  if (visit.status === 'open') throw problem('state-conflict', 'The visit is not over.', { current: 'open' });
  if (!(await hasBegun(work, visitId))) throw problem('state-conflict', 'No doctor was seen in this visit.');
  const before = await repo.getRating(tx, hospitalId, visitId);
  if (before && before.ratedAt.getTime() + RATING_OPEN_MS <= now.getTime())
    throw problem('already-decided', 'A rating can be changed for a day.', {
      current: ratingView(before).changeableUntil,
    });
  const row: repo.RatingRow = {
    ...{ hospitalId, visitId, stars, wrong: [...new Set(wrong)], text },
    ...{ ratedAt: before?.ratedAt ?? now, changedAt: now },
  };
  await repo.putRating(tx, row);
  // In the timeline stands how it was found, not the patient's own words.
  await addEvent(work, visitId, 'rated', 'patient', {
    stars,
    ...Object.fromEntries(row.wrong.map((what, i) => [`wrong${i + 1}`, what])),
  });
  await record(work, {
    action: 'visit.rated',
    ...{ resourceType: 'Visit', resourceId: visitId, visitId, topics: [] },
    ...(before ? { before } : {}),
    ...{ after: row, payload: { stars, wrong: row.wrong } },
  });
  return authorize(true, { rating: ratingView((await repo.getRating(tx, hospitalId, visitId))!) });
}
