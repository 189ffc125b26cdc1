/** LiveKit's word that something happened in a meeting's room: one look into it follows. */
import { SYSTEM } from '../actor.ts';
import { hospitalOfMeeting } from '../consult/rooms.ts';
import type { Deps } from '../deps.ts';
import { inHospital } from '../work.ts';
import * as repo from './repo.ts';
import { settlerOf } from './worker.ts';

type HookDeps = Pick<Deps, 'db' | 'now' | 'newId' | 'media' | 'log'>;

const TELLING = ['participant_joined', 'participant_left', 'track_published', 'room_finished'];

/**
 * True for a room of a meeting; the look into it goes on after the answer, so that LiveKit's next events don't wait. A room that
 * is no open meeting's is left to the round.
 */
export async function meetingHook(deps: HookDeps, event: string, roomName: string): Promise<boolean> {
  const hospitalId = hospitalOfMeeting(roomName);
  if (!hospitalId) return false;
  if (!TELLING.includes(event)) return true;
  const row = await inHospital(deps, hospitalId, { doer: SYSTEM, requestId: null }, ({ tx }) =>
    repo.getMeetingByRoom(tx, hospitalId, roomName),
  );
  if (row) void settlerOf(deps).wake(hospitalId, row.meetingId);
  return true;
}
