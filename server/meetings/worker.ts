/** Looks after meetings and their rooms: at once when something changed, and in a round for whatever was missed. */
import type { OutboxEvent } from '../outbox.ts';
import { SYSTEM } from '../actor.ts';
import { eachInTurn, hospitalOfMeeting, roomsOf } from '../consult/rooms.ts';
import type { Deps } from '../deps.ts';
import { everyHospital, hospitalIds } from '../every-hospital.ts';
import { readOutbox } from '../outbox.ts';
import { startRounds } from '../rounds.ts';
import { inHospital } from '../work.ts';
import * as repo from './repo.ts';
import { endOverdue } from './service.ts';
import { settle } from './settle.ts';

const ROUND_MS = 10_000;
/** A room is made just before the transaction commits: a younger one is not an orphan yet. */
const ORPHAN_MS = 60_000;

type WorkerDeps = Pick<Deps, 'db' | 'now' | 'newId' | 'media' | 'log'>;

export interface MeetingWorker {
  /** One whole round, now; rooms without a meeting are removed when they are older than `orphanMs` by LiveKit's clock. */
  round(orphanMs?: number): Promise<void>;
  close(): Promise<void>;
}

const settlers = new WeakMap<object, ReturnType<typeof createSettler>>();
/** The one of this server, for the worker and for LiveKit's webhooks. */
export function settlerOf(deps: WorkerDeps): ReturnType<typeof createSettler> {
  let settler = settlers.get(deps.db);
  if (!settler) settlers.set(deps.db, (settler = createSettler(deps)));
  return settler;
}

/** One look into a meeting at a time; what is asked for meanwhile is one more. */
function createSettler(deps: WorkerDeps) {
  const running = new Map<string, Promise<void>>();
  const again = new Set<string>();
  function wake(hospitalId: string, meetingId: string): Promise<void> {
    const key = `${hospitalId}|${meetingId}`;
    const now = running.get(key);
    if (now) {
      again.add(key);
      return now;
    }
    const work = (async () => {
      do {
        again.delete(key);
        await settle(deps, hospitalId, meetingId).catch((err) =>
          deps.log.warn({ err, hospitalId }, 'meeting: room not looked into yet'),
        );
      } while (again.has(key));
    })().finally(() => running.delete(key));
    running.set(key, work);
    return work;
  }
  return { wake, rest: () => Promise.all(running.values()) };
}

export async function startMeetingWorker(deps: WorkerDeps): Promise<MeetingWorker> {
  const { db, log, media } = deps;
  const settler = settlerOf(deps);
  const who = { doer: SYSTEM, requestId: null };

  async function removeOrphans(hospitals: Set<string>, orphanMs: number): Promise<void> {
    if (!media || media.status().state !== 'ready') return;
    const rooms = roomsOf(media);
    const all = await rooms.list();
    await eachInTurn(log, 'meeting: room not ended yet', all, async ({ name, createdAt }) => {
      const hospitalId = hospitalOfMeeting(name);
      if (!hospitalId || !hospitals.has(hospitalId) || createdAt > Date.now() - orphanMs) return;
      const row = await inHospital(deps, hospitalId, who, ({ tx }) =>
        repo.getMeetingByRoom(tx, hospitalId, name),
      );
      if (row?.state === 'open') return;
      log.warn({ hospitalId }, 'meeting: ending a room without a meeting');
      await rooms.remove(name);
    });
  }

  async function round(orphanMs = ORPHAN_MS): Promise<void> {
    const turn = async (id: string) => {
      await inHospital(deps, id, who, endOverdue);
      for (const { meetingId, state } of await inHospital(deps, id, who, ({ tx }) => repo.listAlive(tx, id)))
        if (state !== 'planned') await settler.wake(id, meetingId);
    };
    await everyHospital(deps, 'meeting: hospital not looked into', turn, 'meetings');
    await removeOrphans(new Set(await hospitalIds(db)), orphanMs);
  }

  const outbox = await readOutbox({ db, log }, (events: OutboxEvent[]) => {
    for (const { event, payload, hospitalId } of events)
      if (/^(meeting|seat)\./.test(event) && payload.meetingId)
        void settler.wake(hospitalId, payload.meetingId as string);
  });
  const rounds = startRounds(log, 'meeting: round not finished', ROUND_MS, () => round());
  rounds.go();

  return {
    round,
    async close() {
      const still = rounds.close();
      await outbox.close();
      await still;
      await settler.rest();
    },
  };
}
