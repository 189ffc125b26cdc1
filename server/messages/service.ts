/** A visit's conversation: each message's place in it, and what has arrived on either side. */
import { sql } from 'drizzle-orm';
import type { Text } from '@care-elements/contract/common.ts';
import {
  MESSAGES_LIVE,
  type Conversation,
  type Message,
  type MessageMarks,
  type MessageSide,
  type NewMessage,
} from '@care-elements/contract/messages.ts';
import { authorize, nothing, type Authorized } from '../actor.ts';
import { record } from '../audit.ts';
import { pgConstraint } from '../db/open.ts';
import { attachmentsOf, holdAttachment } from '../attachments/service.ts';
import { treatingDoctor } from '../encounters/service.ts';
import { HINT_CHANNEL, type Hint } from '../live/hub.ts';
import { problem } from '../problems.ts';
import { requireClinician } from '../sessions/service.ts';
import { requireVisit } from '../visits/service.ts';
import type { Work } from '../work.ts';
import { sideOf, writingSide, type Talker } from './access.ts';
import * as repo from './repo.ts';

const topicOf = (visitId: string) => `messages:${visitId}`;

/** Messages of one visit, with their files. */
async function viewed(work: Work, visitId: string, rows: repo.MessageRow[]): Promise<Message[]> {
  const files = await attachmentsOf(
    work,
    visitId,
    rows.flatMap(({ attachmentId }) => attachmentId ?? []),
  );
  const doctors = new Set(rows.flatMap(({ side, authorId }) => (side === 'doctor' ? authorId : [])));
  const names = new Map<string, Text>();
  for (const id of doctors) names.set(id, (await requireClinician(work, id)).name);
  return rows.map(({ messageId, seq, side, authorId, kind, text, attachmentId, sentAt }) => ({
    ...{ messageId, seq, from: side, author: names.get(authorId) ?? null, kind, text },
    attachment: files.get(attachmentId ?? '') ?? null,
    sentAt: sentAt.toISOString(),
  }));
}

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
  const messages = await viewed(work, visitId, await repo.listMessages(tx, hospitalId, visitId, page));
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

/** Stores a message, or finds it stored: a resend after the visit's end is answered with what stands. */
export async function sendMessage(
  work: Work,
  actor: Talker,
  visitId: string,
  message: NewMessage,
): Promise<Authorized<Message>> {
  const { tx, hospitalId, now, doer } = work;
  const { messageId, kind } = message;
  const content = {
    text: kind === 'text' ? message.text : '',
    attachmentId: kind === 'text' ? null : message.attachmentId,
  };
  const find = async (side: MessageSide) => {
    const row = await repo.getByMessageId(tx, hospitalId, visitId, messageId);
    if (!row) return undefined;
    const { text, attachmentId } = content;
    if (row.side !== side || row.kind !== kind || row.text !== text || row.attachmentId !== attachmentId)
      throw problem('idempotency-key-reused', 'Another message has this messageId.');
    return authorize(true, (await viewed(work, visitId, [row]))[0]!);
  };
  const known = await find(await sideOf(work, actor, visitId));
  if (known) return known;
  const side = await writingSide(work, actor, visitId);
  const { last } = await repo.lockConversation(tx, hospitalId, visitId);
  // Two tries of one message at the same moment: the second finds it here.
  const twin = await find(side);
  if (twin) return twin;
  if (content.attachmentId) await holdAttachment(work, visitId, content.attachmentId, side, kind);
  const row: repo.MessageRow = {
    ...{ hospitalId, visitId, seq: last + 1, messageId, side, authorId: doer.id! },
    ...{ kind, ...content, sentAt: now },
  };
  await repo.insertMessage(tx, row).catch((error) => {
    // One file is one message.
    throw pgConstraint(error) === 'messages_one_attachment' ? problem('state-conflict') : error;
  });
  await record(work, {
    action: 'message.sent',
    ...{ resourceType: 'Communication', resourceId: messageId, visitId },
    ...{ after: row, topics: [topicOf(visitId)], payload: { kind, seq: row.seq, from: side } },
  });
  return authorize(true, (await viewed(work, visitId, [row]))[0]!);
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
  // Who handed the patient over may read on; what they have seen, the doctor of now has not.
  if (actor.role === 'doctor' && (await treatingDoctor(work, visitId)) !== actor.clinicianId)
    return authorize(true, marks);
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
  if (actor.role === 'doctor' && (await treatingDoctor(work, visitId)) !== actor.clinicianId) return nothing;
  const hint: Hint = {
    hospitalId: work.hospitalId,
    ...{ topic: topicOf(visitId), event: 'typing', data: { from } },
  };
  await work.tx.execute(sql`SELECT pg_notify(${HINT_CHANNEL}, ${JSON.stringify(hint)})`);
  return nothing;
}
