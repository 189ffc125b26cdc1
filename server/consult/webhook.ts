/** LiveKit's webhooks: verified, each handled once, projected onto the consult's participants, and checked against the visit. */
import type { WebhookReceiver } from 'livekit-server-sdk';
import { z } from 'zod';
import { SYSTEM } from '../actor.ts';
import { record } from '../audit.ts';
import type { Deps } from '../deps.ts';
import { isAdmitted } from '../invitations/service.ts';
import { meetingHook } from '../meetings/webhook.ts';
import { problem } from '../problems.ts';
import { addEvent } from '../timeline/events.ts';
import { mayRecord } from '../recordings/service.ts';
import { inHospital, type Work } from '../work.ts';
import * as repo from './repo.ts';
import { hospitalOfRoom, roomsOf } from './rooms.ts';

type Event = Awaited<ReturnType<WebhookReceiver['receive']>>;
/** What must be done at LiveKit once the transaction has committed. */
type Remedy = { removeRoom: true } | { removeParticipant: string } | null;

/** LiveKit's DisconnectReason: the signal connection went without a word (9), or nothing was heard for 20 s (14). */
const LOST = [9, 14];
const isLost = ({ disconnectReason }: { disconnectReason: number }) => LOST.includes(disconnectReason);

/** Up to the year 2100, in seconds. */
const MAX_SECONDS = 4_102_444_800n;
/** PostgreSQL's texts hold no NUL. */
const word = z
  .string()
  .max(256)
  .regex(/^[^\0]*$/);
/** What of an event goes on to the database. */
const Told = z.object({
  id: word,
  createdAt: z.bigint().min(0n).max(MAX_SECONDS),
  participant: z.object({ identity: word, sid: word }).optional(),
});

/**
 * `read` gives the raw body, and is called only where the header `authorization` is LiveKit's. Throws `token-invalid` for what LiveKit
 * did not send, and `malformed-body` for what it can't have meant. An event about a room that is not ours is nothing to us.
 */
export async function receiveWebhook(
  deps: Pick<Deps, 'db' | 'now' | 'newId' | 'media' | 'log'>,
  read: () => Promise<string>,
  authorization: string | undefined,
): Promise<void> {
  const rooms = roomsOf(deps.media);
  const event = await rooms.receive(read, authorization);
  const told = Told.safeParse(event);
  if (!told.success) throw problem('malformed-body', z.prettifyError(told.error));
  const roomName = event.room?.name ?? '';
  if (await meetingHook(deps, event.event, roomName)) return;
  const hospitalId = hospitalOfRoom(roomName);
  if (!hospitalId || !event.id) return;
  const remedy = await inHospital(deps, hospitalId, { doer: SYSTEM, requestId: null }, (work) =>
    project(work, event),
  );
  if (!remedy) return;
  deps.log.warn({ hospitalId, event: event.event }, 'consult: somebody in a room where nobody belongs');
  // The sweeper does it later should this fail; answering LiveKit with an error would hold back the room's other events.
  const done =
    'removeRoom' in remedy
      ? rooms.remove(roomName)
      : rooms.removeParticipant(roomName, remedy.removeParticipant);
  await done.catch((error) => deps.log.warn({ err: error }, 'consult: not removed yet'));
}

/** Patient and doctor while the call is open; a guest while the doctor lets them. */
const mayStay = async (work: Work, { role, subjectId }: repo.ParticipantRow): Promise<boolean> =>
  role === 'patient' || role === 'doctor' || isAdmitted(work, subjectId);

async function project(work: Work, event: Event): Promise<Remedy> {
  const { tx, hospitalId, now } = work;
  const { participant } = event;
  const consult = await repo.getConsultByRoom(tx, hospitalId, event.room!.name);
  // A hospital that does not exist has no consult either; its id must not reach a table with a foreign key.
  if (!consult) return event.event === 'participant_joined' ? { removeRoom: true } : null;
  if (!(await repo.rememberEvent(tx, hospitalId, event.id, now))) return null;
  if (!participant || (event.event !== 'participant_joined' && event.event !== 'participant_left'))
    return null;
  const people = await repo.listParticipants(tx, hospitalId, consult.consultId);
  const person = people.find(({ identity }) => identity === participant.identity);
  const at = new Date(Number(event.createdAt) * 1000);
  const entry = {
    resourceType: 'Consult',
    resourceId: consult.consultId,
    visitId: consult.visitId,
    topics: [],
  };
  if (event.event === 'participant_joined') {
    if (consult.state !== 'open') return { removeRoom: true };
    // LiveKit tells of a hidden recorder, too; only a token that we signed makes one.
    if (participant.permission?.recorder && (await mayRecord(work, consult.consultId))) return null;
    // Whose invitation has ended may come back with the token in hand before the worker has taken their row.
    if (!person || !(await mayStay(work, person))) return { removeParticipant: participant.identity };
    await repo.participantJoined(tx, person, participant.sid, at);
    await record(work, { ...entry, action: 'consult.joined', payload: { role: person.role } });
    await addEvent(work, consult.visitId, 'joined', person.role, {}, at);
    return null;
  }
  const reason = isLost(participant) ? 'lost' : 'left';
  if (person && (await repo.participantLeft(tx, person, participant.sid, at, reason))) {
    await record(work, { ...entry, action: 'consult.left', payload: { role: person.role } });
    await addEvent(work, consult.visitId, reason, person.role, {}, at);
  }
  return null;
}
