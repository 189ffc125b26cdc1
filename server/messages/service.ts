/** Who may read and write a visit's conversation, each message's place in it, and what has arrived on either side. */
import { sql } from 'drizzle-orm';
import {
  MESSAGES_LIVE,
  type Conversation,
  type Message,
  type MessageMarks,
  type MessageSide,
} from '@care-elements/contract/messages.ts';
import { authorize, nothing, type Authorized, type ClinicianActor, type PatientActor } from '../actor.ts';
import { record } from '../audit.ts';
import { hasTreated, treatingDoctor } from '../encounters/service.ts';
import { HINT_CHANNEL, type Hint } from '../live/hub.ts';
import { problem } from '../problems.ts';
import { lockOpenVisit, requireVisit } from '../visits/service.ts';
import type { Work } from '../work.ts';
import * as repo from './repo.ts';

export type Talker = PatientActor | ClinicianActor<'doctor'>;

const topicOf = (visitId: string) => `messages:${visitId}`;

/** May this actor read the visit's conversation? For the live hub too. */
export async function takesPart(work: Work, actor: Talker, visitId: string): Promise<boolean> {
  if (actor.role === 'patient') return actor.visitId === visitId;
  return hasTreated(work, visitId, actor.clinicianId);
}

/** Throws `not-found` for whoever has no part in it. */
async function sideOf(work: Work, actor: Talker, visitId: string): Promise<MessageSide> {
  authorize(await takesPart(work, actor, visitId), null);
  return actor.role;
}

/**
 * The side on which the actor may write now: the visit is open (locked, so that nothing is stored after its end) and a doctor
 * has it; a doctor who had it before may read, not write. Throws `not-found`, `visit-ended`, `state-conflict`.
 */
export async function writingSide(work: Work, actor: Talker, visitId: string): Promise<MessageSide> {
  const side = await sideOf(work, actor, visitId);
  await lockOpenVisit(work, visitId);
  const doctor = await treatingDoctor(work, visitId);
  if (!doctor) throw problem('state-conflict', 'No doctor has this visit yet.');
  if (actor.role === 'doctor' && actor.clinicianId !== doctor)
    throw problem('state-conflict', 'Another doctor has this visit now.');
  return side;
}

const messageView = ({ messageId, seq, side, kind, text, sentAt }: repo.MessageRow): Message => ({
  ...{ messageId, seq, from: side, kind, text },
  sentAt: sentAt.toISOString(),
});

const NONE = { last: 0, patientDelivered: 0, patientRead: 0, doctorDelivered: 0, doctorRead: 0 };
const marksOf = (row: Omit<repo.ConversationRow, 'hospitalId' | 'visitId'>): Conversation['marks'] => ({
  patient: { delivered: row.patientDelivered, read: row.patientRead },
  doctor: { delivered: row.doctorDelivered, read: row.doctorRead },
});

/** A page of the conversation, unchecked: for the live hub, which has checked who follows. */
export async function conversation(
  work: Work,
  visitId: string,
  page: Parameters<typeof repo.listMessages>[3] = { limit: MESSAGES_LIVE },
): Promise<Conversation> {
  const { tx, hospitalId } = work;
  const { visit } = await requireVisit(work, visitId);
  // The conversation before its messages: what commits in between is in the messages and not yet counted, never the reverse.
  const row = (await repo.getConversation(tx, hospitalId, visitId)) ?? NONE;
  const messages = (await repo.listMessages(tx, hospitalId, visitId, page)).map(messageView);
  const unread = (side: MessageSide, read: number) => repo.countUnread(tx, hospitalId, visitId, side, read);
  return {
    messages,
    last: Math.max(row.last, messages.at(-1)?.seq ?? 0),
    marks: marksOf(row),
    unread: {
      patient: await unread('patient', row.patientRead),
      doctor: await unread('doctor', row.doctorRead),
    },
    writable: visit.status === 'open' && (await treatingDoctor(work, visitId)) !== undefined,
  };
}

export async function listMessages(
  work: Work,
  actor: Talker,
  visitId: string,
  page: Parameters<typeof repo.listMessages>[3],
): Promise<Authorized<Conversation>> {
  await sideOf(work, actor, visitId);
  return authorize(true, await conversation(work, visitId, page));
}

export interface NewMessage {
  messageId: string;
  kind: Message['kind'];
  text: string;
}

/** Stores a message, or finds it stored: a resend after the visit's end is answered with what stands. */
export async function sendMessage(
  work: Work,
  actor: Talker,
  visitId: string,
  { messageId, kind, text }: NewMessage,
): Promise<Authorized<Message>> {
  const { tx, hospitalId, now, doer } = work;
  const reader = await sideOf(work, actor, visitId);
  const known = await repo.getByMessageId(tx, hospitalId, visitId, messageId);
  if (known) return authorize(true, sameAs(known, reader, { kind, text }));
  const side = await writingSide(work, actor, visitId);
  const { last } = await repo.lockConversation(tx, hospitalId, visitId);
  // Two tries of one message at the same moment: the second finds it here.
  const stored = await repo.getByMessageId(tx, hospitalId, visitId, messageId);
  if (stored) return authorize(true, sameAs(stored, side, { kind, text }));
  const row: repo.MessageRow = {
    ...{ hospitalId, visitId, seq: last + 1, messageId, side, authorId: doer.id! },
    ...{ kind, text, attachmentId: null, sentAt: now },
  };
  await repo.insertMessage(tx, row);
  await record(work, {
    action: 'message.sent',
    ...{ resourceType: 'Communication', resourceId: messageId, visitId },
    ...{ after: row, topics: [topicOf(visitId)], payload: { kind, seq: row.seq, from: side } },
  });
  return authorize(true, messageView(row));
}

/** The stored message, which another content under the same id is not. */
function sameAs(row: repo.MessageRow, side: MessageSide, asked: Pick<NewMessage, 'kind' | 'text'>): Message {
  if (row.side !== side || row.kind !== asked.kind || row.text !== asked.text)
    throw problem('idempotency-key-reused', 'Another message has this messageId.');
  return messageView(row);
}

/** Marks only grow, and never beyond what there is; what was read has been received. */
export async function markMessages(
  work: Work,
  actor: Talker,
  visitId: string,
  asked: MessageMarks,
): Promise<Authorized<Conversation['marks']>> {
  const side = await sideOf(work, actor, visitId);
  const before = await repo.lockConversation(work.tx, work.hospitalId, visitId);
  const marks = marksOf(before);
  const old = marks[side];
  const read = Math.max(old.read, Math.min(asked.read, before.last));
  const delivered = Math.max(old.delivered, read, Math.min(asked.delivered, before.last));
  if (read === old.read && delivered === old.delivered) return authorize(true, marks);
  const after = { ...marks, [side]: { delivered, read } };
  await repo.setMarks(work.tx, work.hospitalId, visitId, side, after[side]);
  await record(work, {
    action: 'messages.marked',
    ...{ resourceType: 'Communication', resourceId: visitId, visitId },
    ...{ before: marks, after, topics: [topicOf(visitId)] },
  });
  return authorize(true, after);
}

/** Told to whoever listens at this moment, on every server of the database; no row is made of it. */
export async function hintTyping(work: Work, actor: Talker, visitId: string): Promise<typeof nothing> {
  const from = await sideOf(work, actor, visitId);
  const hint: Hint = {
    hospitalId: work.hospitalId,
    ...{ topic: topicOf(visitId), event: 'typing', data: { from } },
  };
  await work.tx.execute(sql`SELECT pg_notify(${HINT_CHANNEL}, ${JSON.stringify(hint)})`);
  return nothing;
}
