/** Table of the files of conversations. */
import { integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { AttachmentKind, AttachmentType } from '@care-elements/contract/attachments.ts';
import type { MessageSide } from '@care-elements/contract/messages.ts';

export const attachments = pgTable('attachments', {
  hospitalId: text('hospital_id').notNull(),
  visitId: uuid('visit_id').notNull(),
  attachmentId: uuid('attachment_id').notNull(),
  side: text('side').$type<MessageSide>().notNull(),
  kind: text('kind').$type<AttachmentKind>().notNull(),
  type: text('type').$type<AttachmentType>().notNull(),
  name: text('name').notNull(),
  bytes: integer('bytes').notNull(),
  width: integer('width'),
  height: integer('height'),
  seconds: integer('seconds'),
  sha256: text('sha256').notNull(),
  objectKey: text('object_key').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true, mode: 'date' }).notNull(),
  /** When it is asked whether anything took it; null once something had. */
  lookAt: timestamp('look_at', { withTimezone: true, mode: 'date' }),
});
