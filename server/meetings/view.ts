/** What of a meeting goes out: to everybody in it, to its host, to whoever looks at the link, to a listener of their own seat. */
import type {
  AudienceSeat,
  HostedMeeting,
  MeetingFace,
  MeetingView,
  SeatState,
  SeatView,
} from '@care-elements/contract/meeting.ts';
import type { Deps } from '../deps.ts';
import { requireHospital } from '../hospitals/service.ts';
import { problem } from '../problems.ts';
import { requireClinician } from '../sessions/service.ts';
import type { Work } from '../work.ts';
import { linkSecret } from './link.ts';
import * as repo from './repo.ts';

const iso = (date: Date | null) => date?.toISOString() ?? null;
const byTime = (a: Date | null, b: Date | null) => (a?.getTime() ?? 0) - (b?.getTime() ?? 0);

export async function meetingView(work: Work, row: repo.MeetingRow): Promise<MeetingView> {
  const { tx, hospitalId } = work;
  const { meetingId, title, startsAt, state, capacity, closed } = row;
  const { timeZone } = await requireHospital(work);
  const host = await requireClinician(work, row.hostId);
  const placed = state === 'open' ? await repo.listPlaced(tx, hospitalId, meetingId) : [];
  const those = (of: SeatState, at: 'raisedAt' | 'wordAt') =>
    placed
      .filter((seat) => seat.state === of)
      .sort((a, b) => byTime(a[at], b[at]))
      .map(({ identity, name }) => ({ identity, name }));
  return {
    ...{ meetingId, title, startsAt: startsAt.toISOString(), timeZone, state, capacity, closed },
    ...{ openedAt: iso(row.openedAt), endedAt: iso(row.endedAt), listening: placed.length },
    host: {
      ...{ identity: row.hostIdentity, name: host.name, title: host.title },
      inRoom: state === 'open' && !!row.hostInAt,
    },
    speakers: those('speaking', 'wordAt'),
    hands: those('raised', 'raisedAt'),
  };
}

export const hostedView = async (
  work: Work,
  { tokenSecret }: Pick<Deps, 'tokenSecret'>,
  row: repo.MeetingRow,
): Promise<HostedMeeting> => ({
  ...(await meetingView(work, row)),
  secret: linkSecret(tokenSecret, row),
});

export async function faceOf(work: Work, row: repo.MeetingRow, replaced: boolean): Promise<MeetingFace> {
  const { name } = await requireHospital(work);
  const { title, startsAt, timeZone, state, closed, host, listening, capacity } = await meetingView(
    work,
    row,
  );
  return {
    ...{
      hospital: name,
      title,
      startsAt,
      timeZone,
      state,
      closed: closed || replaced,
      full: listening >= capacity,
    },
    host: { name: host.name, title: host.title },
  };
}

export const seatView = ({ seatId, meetingId, identity, name, state }: repo.SeatRow): SeatView => ({
  ...{ seatId, meetingId, identity, name, state },
});

export const audienceSeat = (row: repo.SeatRow): AudienceSeat => ({
  ...{ seatId: row.seatId, identity: row.identity, name: row.name, state: row.state },
  ...{ inRoom: !!row.inAt && !row.outAt, raisedAt: iso(row.raisedAt) },
});

const RANK: Record<SeatState, number> = {
  ...{ speaking: 0, raised: 1, listening: 2, waiting: 3, left: 4, removed: 5 },
};

/** Who has the word, then hands by time, then the others as they came. Unchecked: for the live hub. */
export async function audienceOf({ tx, hospitalId }: Work, meetingId: string): Promise<AudienceSeat[]> {
  const rows = await repo.listSeats(tx, hospitalId, meetingId);
  return rows
    .sort(
      (a, b) => RANK[a.state] - RANK[b.state] || byTime(a.raisedAt, b.raisedAt) || byTime(a.wordAt, b.wordAt),
    )
    .map(audienceSeat);
}

/** Unchecked: for the live hub. */
export async function meetingOf(work: Work, meetingId: string): Promise<MeetingView> {
  const row = await repo.getMeeting(work.tx, work.hospitalId, meetingId);
  if (!row) throw problem('not-found');
  return meetingView(work, row);
}

/** Whoever was removed hears that, and nothing more of the others. */
const shownTo = (seat: repo.SeatRow, meeting: MeetingView): MeetingView =>
  seat.state === 'removed' ? { ...meeting, speakers: [], hands: [] } : meeting;

export interface SeatAndMeeting {
  seat: SeatView;
  meeting: MeetingView;
}

/** A seat with the meeting as it is shown there. Unchecked: for the live hub and for whoever sits there. */
export async function seatOf(work: Work, seatId: string): Promise<SeatAndMeeting> {
  const row = await repo.getSeat(work.tx, work.hospitalId, seatId);
  if (!row) throw problem('not-found');
  return { seat: seatView(row), meeting: shownTo(row, await meetingOf(work, row.meetingId)) };
}

/** The same for those of a meeting's seats that somebody asks about. */
export async function seatsOf(
  work: Work,
  meetingId: string,
  wanted: (seatId: string) => boolean,
): Promise<SeatAndMeeting[]> {
  const rows = (await repo.listSeats(work.tx, work.hospitalId, meetingId)).filter(({ seatId }) =>
    wanted(seatId),
  );
  if (!rows.length) return [];
  const meeting = await meetingOf(work, meetingId);
  return rows.map((row) => ({ seat: seatView(row), meeting: shownTo(row, meeting) }));
}
