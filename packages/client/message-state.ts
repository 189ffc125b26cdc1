/** Owns what widgets see of a conversation: its shape, how parts of it join, and how far a message has come. Pure. */
import type { Attachment } from '@care-elements/contract/attachments.ts';
import type { Conversation, Message, MessageSide } from '@care-elements/contract/messages.ts';
import type { Problem } from './problem.ts';

/** How far an own message has come; `sent` means that the server has stored it. */
export type MessageStanding = 'sent' | 'delivered' | 'read';

/** What is on its way: not in the conversation before the server has stored it. */
export interface Outgoing {
  messageId: string;
  kind: Message['kind'];
  text: string;
  /** The file's name, for those that are one. */
  name: string;
  seconds: number | null;
  /** `waiting`: no connection, it goes out by itself; `failed`: the server said no, and `problem` why. */
  state: 'sending' | 'waiting' | 'failed';
  problem: Problem | null;
}

export interface MessageState {
  phase: 'idle' | 'loading' | 'ready' | 'unreachable';
  visitId: string | null;
  side: MessageSide;
  /** Without gaps, oldest first; earlier ones may be on the server. */
  messages: readonly Message[];
  outgoing: readonly Outgoing[];
  marks: Conversation['marks'];
  /** What of the other side this one has not read. */
  unread: number;
  writable: boolean;
  /** There are earlier ones than those here. */
  earlier: boolean;
  fetchingEarlier: boolean;
  /** The other side is writing at this moment. */
  typing: boolean;
}

const NO_MARKS = { delivered: 0, read: 0 };
export const SILENT: MessageState = {
  ...{ phase: 'idle', visitId: null, side: 'patient', messages: [], outgoing: [] },
  marks: { patient: NO_MARKS, doctor: NO_MARKS },
  ...{ unread: 0, writable: false, earlier: false, fetchingEarlier: false, typing: false },
};

export const otherSide = (side: MessageSide): MessageSide => (side === 'patient' ? 'doctor' : 'patient');

/** By the other side's marks. */
export function standing(
  message: Message,
  { side, marks }: Pick<MessageState, 'side' | 'marks'>,
): MessageStanding {
  const { delivered, read } = marks[otherSide(side)];
  return message.seq <= read ? 'read' : message.seq <= delivered ? 'delivered' : 'sent';
}

/**
 * The two parts as one, or undefined where messages are missing between them. Both are without gaps; what is in both is the
 * same, since what is stored never changes.
 */
export function joined(here: readonly Message[], came: readonly Message[]): readonly Message[] | undefined {
  if (came.length === 0) return here;
  if (here.length === 0) return came;
  const first = here[0]!.seq;
  const last = here.at(-1)!.seq;
  if (came[0]!.seq > last + 1 || came.at(-1)!.seq < first - 1) return undefined;
  const before = came.filter(({ seq }) => seq < first);
  const after = came.filter(({ seq }) => seq > last);
  return before.length || after.length ? [...before, ...here, ...after] : here;
}

export type { Attachment, Message, MessageSide };
