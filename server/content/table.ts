/** Tables of triage content: versions, signatures, and how often a hospital's content changed. */
import { bigint, json, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { ContentKind } from '@care-elements/contract/content.ts';
import type { ContentState } from '@care-elements/contract/content.machine.ts';
import type { ContentBody } from './source.ts';

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
const what = () => ({
  hospitalId: text('hospital_id').notNull(),
  kind: text('kind').$type<ContentKind>().notNull(),
  contentId: text('content_id').notNull(),
  hash: text('hash').notNull(),
  version: text('version').notNull(),
});

export const contents = pgTable('triage_contents', {
  ...what(),
  state: text('state').$type<ContentState>().notNull(),
  origin: text('origin').$type<'built-in' | 'uploaded'>().notNull(),
  body: json('body').$type<ContentBody>().notNull(),
  createdAt: at('created_at').notNull(),
  uploadedBy: uuid('uploaded_by'),
  uploadedAt: at('uploaded_at'),
  publishedBy: uuid('published_by'),
  publishedAt: at('published_at'),
  retiredBy: uuid('retired_by'),
  retiredAt: at('retired_at'),
});

export const contentSignatures = pgTable('triage_content_signatures', {
  ...what(),
  clinicianId: uuid('clinician_id').notNull(),
  keyId: text('key_id').notNull(),
  payload: text('payload').notNull(),
  jws: text('jws').notNull(),
  at: at('at').notNull(),
});

export const contentRevisions = pgTable('triage_content_revisions', {
  hospitalId: text('hospital_id').notNull(),
  revision: bigint('revision', { mode: 'number' }).notNull(),
});
