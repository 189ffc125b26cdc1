/** Table of snapshots. */
import { boolean, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { SnapshotState } from '@care-elements/contract/snapshot.ts';

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const snapshots = pgTable('snapshots', {
  hospitalId: text('hospital_id').notNull(),
  snapshotId: uuid('snapshot_id').notNull(),
  visitId: uuid('visit_id').notNull(),
  consultId: uuid('consult_id').notNull(),
  encounterId: uuid('encounter_id').notNull(),
  state: text('state').$type<SnapshotState>().notNull(),
  purpose: text('purpose').notNull(),
  askedBy: uuid('asked_by').notNull(),
  askedAt: at('asked_at').notNull(),
  consentVersion: text('consent_version').notNull(),
  answeredBy: uuid('answered_by'),
  answeredAt: at('answered_at'),
  agreed: boolean('agreed'),
  attachmentId: uuid('attachment_id'),
  storedAt: at('stored_at'),
});
