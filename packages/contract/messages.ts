/** The conversation of a visit on the wire: messages between its patient and its doctor, in the server's order. */
import { z } from 'zod';
import { Attachment, ATTACHMENT_KINDS } from './attachments.ts';
import { Id, Instant, paragraph, Text } from './common.ts';
import { MESSAGE_LENGTH } from './messages.limits.ts';
import { route } from './route.ts';
import { VisitParams } from './visit.ts';

/** The two sides of a conversation; a visit that changed its doctor has still one doctor's side. */
export const MESSAGE_SIDES = ['patient', 'doctor'] as const;
export const MessageSide = z.enum(MESSAGE_SIDES);
export type MessageSide = z.infer<typeof MessageSide>;

export const MESSAGE_KINDS = ['text', ...ATTACHMENT_KINDS] as const;
/** Messages of one page at most. */
export const MESSAGES_PAGE = 100;
/** The newest that each live event carries; whoever has seen less asks for the rest. */
export const MESSAGES_LIVE = 8;

/** `seq` counts a visit's messages from 1 without gaps: it is the order on both sides. */
export const Message = z.object({
  messageId: Id,
  seq: z.int().min(1),
  from: MessageSide,
  /** Which doctor wrote it: a visit that was handed over has several. Null where the patient did. */
  author: Text.nullable(),
  kind: z.enum(MESSAGE_KINDS),
  /** Empty where the message is a file. */
  text: z.string().max(MESSAGE_LENGTH),
  attachment: Attachment.nullable(),
  sentAt: Instant,
});
export type Message = z.infer<typeof Message>;

/** A file is uploaded first; one file is one message. */
export const NewMessage = z.discriminatedUnion('kind', [
  z.object({ messageId: Id, kind: z.literal('text'), text: paragraph(MESSAGE_LENGTH).min(1) }),
  z.object({ messageId: Id, kind: z.enum(ATTACHMENT_KINDS), attachmentId: Id }),
]);
export type NewMessage = z.infer<typeof NewMessage>;

/** Up to which `seq` a side's browser has a message, and its person has seen it. */
export const MessageMarks = z.object({ delivered: z.int().min(0), read: z.int().min(0) });
export type MessageMarks = z.infer<typeof MessageMarks>;

/** A part of the conversation, oldest first, and how the whole stands. */
export const Conversation = z.object({
  messages: z.array(Message).max(MESSAGES_PAGE),
  /** The newest message's `seq`; 0 before the first. */
  last: z.int().min(0),
  marks: z.object({ patient: MessageMarks, doctor: MessageMarks }),
  /** What of the other side each has not read. */
  unread: z.object({ patient: z.int().min(0), doctor: z.int().min(0) }),
  /** Messages can be written: the visit is open and a doctor has it. Reading never ends. */
  writable: z.boolean(),
});
export type Conversation = z.infer<typeof Conversation>;

const path = '/hospitals/{hospitalId}/visits/{visitId}/messages';
const callers = ['patient', 'doctor'] as const;
const cursor = z.coerce.number().int().min(0).max(2_147_483_647).optional();

export const messageRoutes = {
  listMessages: route({
    id: 'listMessages',
    method: 'get',
    path,
    summary:
      'The newest messages; the newest before a `seq`; or the oldest after one. For the visit’s patient and whoever has or had it as doctor.',
    callers,
    params: VisitParams,
    query: z
      .object({
        before: cursor,
        after: cursor,
        limit: z.coerce.number().int().min(1).max(MESSAGES_PAGE).default(50),
      })
      .refine((q) => q.before === undefined || q.after === undefined, 'before or after, not both'),
    answer: Conversation,
    problems: ['not-found'],
  }),
  sendMessage: route({
    id: 'sendMessage',
    method: 'post',
    path,
    summary:
      'Stores a message and gives it its place in the order. `messageId` is the sender’s own: sent again, also days later, it is the same message.',
    callers,
    params: VisitParams,
    body: NewMessage,
    answer: Message,
    status: 201,
    problems: ['not-found', 'visit-ended', 'state-conflict', 'idempotency-key-reused'],
    perMinute: 240,
  }),
  markMessages: route({
    id: 'markMessages',
    method: 'put',
    path: `${path}/marks`,
    summary: 'What the caller’s side has received and read. Marks only grow.',
    callers,
    params: VisitParams,
    body: MessageMarks,
    answer: Conversation.shape.marks,
    problems: ['not-found'],
    perMinute: 240,
  }),
  hintTyping: route({
    id: 'hintTyping',
    method: 'post',
    path: `${path}/typing`,
    summary:
      'Tells whoever listens that the caller is writing; nothing of it is kept. Ask again every few seconds.',
    callers,
    params: VisitParams,
    problems: ['not-found'],
    perMinute: 60,
  }),
};
