/** Table of recordings. */
import { bigint, boolean, doublePrecision, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Recording, RecordingFailure, RecordingState } from '@care-elements/contract/recording.ts';

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const recordings = pgTable('recordings', {
  hospitalId: text('hospital_id').notNull(),
  recordingId: uuid('recording_id').notNull(),
  visitId: uuid('visit_id').notNull(),
  consultId: uuid('consult_id').notNull(),
  state: text('state').$type<RecordingState>().notNull(),
  askedBy: uuid('asked_by').notNull(),
  askedAt: at('asked_at').notNull(),
  consentVersion: text('consent_version').notNull(),
  answeredBy: uuid('answered_by'),
  answeredAt: at('answered_at'),
  agreed: boolean('agreed'),
  aliveAt: at('alive_at'),
  startedAt: at('started_at'),
  stoppedBy: text('stopped_by').$type<Recording['stoppedBy']>(),
  endedAt: at('ended_at'),
  failure: text('failure').$type<RecordingFailure>(),
  objectKey: text('object_key'),
  type: text('type').$type<NonNullable<Recording['file']>['type']>(),
  bytes: bigint('bytes', { mode: 'number' }),
  sha256: text('sha256'),
  seconds: doublePrecision('seconds'),
  retainUntil: at('retain_until'),
});
