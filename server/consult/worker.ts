/** Ends rooms: at once when the outbox tells of a visit that moved on, and in a sweep for whatever was missed. */
import { OPEN_QUEUE_STATES, type QueueState } from '@care-elements/contract/queue.machine.ts';
import { SYSTEM } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { everyHospital, hospitalIds } from '../every-hospital.ts';
import { readOutbox } from '../outbox.ts';
import { PRESENCE } from '../presence/away.ts';
import { startRounds } from '../rounds.ts';
import { inHospital } from '../work.ts';
import { healPresence } from './heal.ts';
import { eachInTurn, hospitalOfCheck, hospitalOfRoom, roomsOf } from './rooms.ts';
import { closeEnded, endedGuests, forgetParticipant, isOpenRoom, roomDeleted } from './service.ts';

const SWEEP_MS = 30_000;
/** A room is made just before the transaction of its consult commits: a younger one is not an orphan yet. */
const ORPHAN_MS = 60_000;
/** A connection check may take two of those; what is left after three is left over. */
const CHECK_ROUNDS = 3;

export interface ConsultWorker {
  /**
   * One whole sweep, now: consults of all hospitals, then rooms without a consult that are older than `orphanMs`
   * milliseconds (by LiveKit's clock, which counts whole seconds).
   */
  sweep(orphanMs?: number): Promise<void>;
  /** One look into every open room, now. */
  heal(): Promise<void>;
  close(): Promise<void>;
}

export async function startConsultWorker(
  deps: Pick<Deps, 'db' | 'now' | 'newId' | 'media' | 'log'>,
): Promise<ConsultWorker> {
  const { db, log, media } = deps;
  const system = { doer: SYSTEM, requestId: null };

  async function endRooms(hospitalId: string, visitId?: string): Promise<void> {
    const ended = await inHospital(deps, hospitalId, system, (work) => closeEnded(work, visitId));
    await eachInTurn(log.child({ hospitalId }), 'consult: room not ended yet', ended, async (consult) => {
      // A LiveKit that comes back has forgotten the room anyway.
      if (media) await roomsOf(media).remove(consult.roomName);
      await inHospital(deps, hospitalId, system, (work) => roomDeleted(work, consult));
    });
  }

  /** Guests who may no longer be in the call. One whom LiveKit could not remove yet keeps their row, and the sweep tries again. */
  async function removeGuests(hospitalId: string, visitId?: string): Promise<void> {
    const gone = await inHospital(deps, hospitalId, system, (work) => endedGuests(work, visitId));
    await eachInTurn(
      log.child({ hospitalId }),
      'consult: guest not removed yet',
      gone,
      async ({ roomName, person }) => {
        if (media) await roomsOf(media).removeParticipant(roomName, person.identity);
        await inHospital(deps, hospitalId, system, (work) => forgetParticipant(work, person));
      },
    );
  }

  async function removeOrphans(hospitals: Set<string>, orphanMs: number): Promise<void> {
    if (!media || media.status().state !== 'ready') return;
    const rooms = roomsOf(media);
    const all = await rooms.list();
    await eachInTurn(log, 'consult: room not ended yet', all, async ({ name, createdAt }) => {
      const checked = hospitalOfCheck(name);
      if (checked && hospitals.has(checked) && createdAt <= Date.now() - CHECK_ROUNDS * orphanMs)
        await rooms.remove(name);
      // Others may use the same LiveKit; their rooms are none of ours.
      const hospitalId = hospitalOfRoom(name);
      if (!hospitalId || !hospitals.has(hospitalId) || createdAt > Date.now() - orphanMs) return;
      if (await inHospital(deps, hospitalId, system, (work) => isOpenRoom(work, name))) return;
      log.warn({ hospitalId }, 'consult: ending a room without a consult');
      await rooms.remove(name);
    });
  }

  async function sweep(orphanMs = ORPHAN_MS): Promise<void> {
    const turn = async (id: string) => {
      await endRooms(id);
      await removeGuests(id);
    };
    await everyHospital(deps, 'consult: hospital not swept', turn, 'calls');
    await removeOrphans(new Set(await hospitalIds(db)), orphanMs);
  }

  const outbox = await readOutbox({ db, log }, async (events) => {
    const visits = new Map<string, string>();
    for (const { event, payload, hospitalId } of events)
      if (
        payload.visitId &&
        event.startsWith('queue.') &&
        !OPEN_QUEUE_STATES.includes(payload.state as QueueState)
      )
        visits.set(payload.visitId, hospitalId);
    for (const [visitId, hospitalId] of visits) await endRooms(hospitalId, visitId);
    for (const { event, payload, hospitalId } of events)
      if (event === 'invitation.ended') await removeGuests(hospitalId, payload.visitId);
  });
  const sweeps = startRounds(log, 'consult: sweep not finished', SWEEP_MS, () => sweep());
  sweeps.go();
  // It fails while LiveKit is away: who is in a room is not known then, and nobody is put out for that.
  const heals = startRounds(log, 'consult: rooms not looked into', PRESENCE.roundMs, () =>
    healPresence(deps),
  );

  return {
    sweep,
    heal: () => healPresence(deps),
    async close() {
      const still = Promise.all([sweeps.close(), heals.close()]);
      await outbox.close();
      await still;
    },
  };
}
