/** Tables of hospitals, their web origins and departments. */
import { boolean, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Text } from '@care-elements/contract/common.ts';
import type { ThemeData } from '@care-elements/contract/theme.tokens.ts';
import type { AvailableTime } from './hours.ts';

export const hospitals = pgTable('hospitals', {
  hospitalId: text('hospital_id').primaryKey(),
  name: jsonb('name').$type<Text>().notNull(),
  language: text('language').$type<'zh-CN' | 'en'>().notNull(),
  timeZone: text('time_zone').notNull(),
  emergencyNumber: text('emergency_number').notNull(),
  phone: text('phone').notNull(),
  crisisLine: text('crisis_line'),
  childAge: integer('child_age').notNull(),
  consent: jsonb('consent').$type<{ version: string; text: Text }>().notNull(),
  /** What patients are asked before a call is recorded; null where none ever is. */
  recording: jsonb('recording').$type<{ version: string; text: Text } | null>(),
  /** What patients are asked before a still of their picture is taken; null where none ever is. */
  snapshot: jsonb('snapshot').$type<{ version: string; text: Text } | null>(),
  /** In the order in which they are laid on each other; `id` for the newest, or `id@version`. */
  rulePacks: text('rule_packs').array().notNull(),
  /** Minutes from which a wait for review is shown amber, then red; null takes the house's own. */
  reviewWaits: jsonb('review_waits').$type<{ longMin: number; veryLongMin: number } | null>(),
  /** What its widgets wear; null for our own look. */
  theme: jsonb('theme').$type<ThemeData | null>(),
  /** Of its own sentences, `server/wording`: grows with each change; and how many there are. */
  wordingVersion: integer('wording_version').notNull(),
  wordingCount: integer('wording_count').notNull(),
  demo: boolean('demo').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true, mode: 'date' }).notNull(),
});

export const hospitalOrigins = pgTable('hospital_origins', {
  hospitalId: text('hospital_id').notNull(),
  origin: text('origin').notNull(),
  /** Null where it was there from the setting up. */
  registeredAt: timestamp('registered_at', { withTimezone: true, mode: 'date' }),
  registeredBy: uuid('registered_by'),
});

export const departments = pgTable('departments', {
  hospitalId: text('hospital_id').notNull(),
  departmentId: uuid('department_id').notNull(),
  code: text('code').notNull(),
  name: jsonb('name').$type<Text>().notNull(),
  letter: text('letter').notNull(),
  open: boolean('open').notNull(),
  covers: text('covers').array().notNull(),
  hours: jsonb('hours').$type<AvailableTime[]>(),
  online: text('online').$type<'treat' | 'advise' | 'none'>().notNull(),
  sort: integer('sort').notNull(),
});
