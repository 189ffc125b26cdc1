/** Tables of conversations and their messages. */
import { integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Message, MessageSide } from '@care-elements/contract/messages.ts';

export const conversations = pgTable('conversations', {
  hospitalId: text('hospital_id').notNull(),
  visitId: uuid('visit_id').notNull(),
  last: integer('last').notNull(),
  patientDelivered: integer('patient_delivered').notNull(),
  patientRead: integer('patient_read').notNull(),
  doctorDelivered: integer('doctor_delivered').notNull(),
  doctorRead: integer('doctor_read').notNull(),
});

export const messages = pgTable('messages', {
  hospitalId: text('hospital_id').notNull(),
  visitId: uuid('visit_id').notNull(),
  seq: integer('seq').notNull(),
  messageId: uuid('message_id').notNull(),
  side: text('side').$type<MessageSide>().notNull(),
  authorId: uuid('author_id').notNull(),
  kind: text('kind').$type<Message['kind']>().notNull(),
  text: text('text').notNull(),
  attachmentId: uuid('attachment_id'),
  sentAt: timestamp('sent_at', { withTimezone: true, mode: 'date' }).notNull(),
});
