/** Heals the projection of who is in a room by asking LiveKit: its webhooks come late, or never. */
import { SYSTEM } from '../actor.ts';
import { record } from '../audit.ts';
import type { Deps } from '../deps.ts';
import { everyHospital } from '../every-hospital.ts';
import { PRESENCE } from '../presence/away.ts';
import { mayRecord } from '../recordings/service.ts';
import { addEvent } from '../timeline/events.ts';
import { inHospital, type Work } from '../work.ts';
import * as repo from './repo.ts';
import { hospitalOfRoom, roomsOf, type InRoom } from './rooms.ts';

/** One look into every open consult's room; a room that LiveKit has forgotten is an empty one. */
export async function healPresence(
  deps: Pick<Deps, 'db' | 'now' | 'newId' | 'media' | 'log'>,
): Promise<void> {
  const { media, log } = deps;
  if (!media || media.status().state !== 'ready') return;
  const rooms = roomsOf(media);
  const system = { doer: SYSTEM, requestId: null };
  const there = new Map((await rooms.list()).map((room) => [room.name, room]));
  const turn = async (id: string) => {
    const open = await inHospital(deps, id, system, (work) => openRooms(work));
    for (const { roomName, present } of open) {
      if (hospitalOfRoom(roomName) !== id) continue;
      // The count tells where nothing was missed, for one question instead of one a room.
      if ((there.get(roomName)?.people ?? 0) === present) continue;
      const at = deps.now();
      const people = there.has(roomName) ? await rooms.people(roomName) : [];
      const strangers = await inHospital(deps, id, system, (work) => compare(work, roomName, people, at));
      for (const identity of strangers) {
        log.warn({ hospitalId: id }, 'consult: somebody in a room where nobody belongs');
        await rooms.removeParticipant(roomName, identity);
      }
    }
  };
  await everyHospital(deps, 'consult: rooms of a hospital not looked into', turn, 'calls');
}

async function openRooms({ tx, hospitalId }: Work): Promise<{ roomName: string; present: number }[]> {
  const open = (await repo.listAlive(tx, hospitalId)).filter(({ state }) => state === 'open');
  return Promise.all(
    open.map(async ({ consultId, roomName }) => {
      const people = await repo.listParticipants(tx, hospitalId, consultId);
      return { roomName, present: people.filter(({ joinedAt, leftAt }) => joinedAt && !leftAt).length };
    }),
  );
}

/** Brings the rows to what was seen at `at`; returns those who are in the room and not of the visit. */
async function compare(work: Work, roomName: string, seen: InRoom[], at: Date): Promise<string[]> {
  const { tx, hospitalId } = work;
  const consult = await repo.getConsultByRoom(tx, hospitalId, roomName);
  if (consult?.state !== 'open') return [];
  const people = await repo.listParticipants(tx, hospitalId, consult.consultId);
  const entry = {
    ...{ resourceType: 'Consult', resourceId: consult.consultId, visitId: consult.visitId, topics: [] },
  };
  for (const person of people) {
    const now = seen.find(({ identity }) => identity === person.identity);
    const present = !!person.joinedAt && !person.leftAt;
    const payload = { role: person.role, healed: true };
    if (now && (!present || person.sid !== now.sid)) {
      await repo.participantJoined(tx, person, now.sid, now.joinedAt);
      await record(work, { ...entry, action: 'consult.joined', payload });
      await addEvent(work, consult.visitId, 'joined', person.role, {}, now.joinedAt);
    } else if (!now && present && at.getTime() - person.joinedAt!.getTime() > PRESENCE.graceMs) {
      await repo.participantLeft(tx, person, person.sid!, at, 'absent');
      await record(work, { ...entry, action: 'consult.left', payload });
      await addEvent(work, consult.visitId, 'lost', person.role, {}, at);
    }
  }
  const recorded = seen.some(({ recorder }) => recorder) && (await mayRecord(work, consult.consultId));
  return seen
    .filter(
      ({ identity, recorder }) => !people.some((one) => one.identity === identity) && !(recorder && recorded),
    )
    .map(({ identity }) => identity);
}
