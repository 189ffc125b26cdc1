/** The trail: who did what to which record, when, in which request, and the hash of the record before and after. */
import { and, eq } from 'drizzle-orm';
import { jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { hashOf } from './canonical.ts';
import { insertLater } from './db/statements.ts';
import type { Work } from './work.ts';

const auditEntries = pgTable('audit_entries', {
  hospitalId: text('hospital_id').notNull(),
  auditId: uuid('audit_id').notNull(),
  at: timestamp('at', { withTimezone: true, mode: 'date' }).notNull(),
  actorRole: text('actor_role').notNull(),
  actorId: uuid('actor_id'),
  action: text('action').notNull(),
  resourceType: text('resource_type').notNull(),
  resourceId: text('resource_id').notNull(),
  visitId: uuid('visit_id'),
  requestId: text('request_id'),
  beforeHash: text('before_hash'),
  afterHash: text('after_hash'),
});

export const outbox = pgTable('outbox', {
  hospitalId: text('hospital_id').notNull(),
  at: timestamp('at', { withTimezone: true, mode: 'date' }).notNull(),
  event: text('event').notNull(),
  topics: text('topics').array().notNull(),
  payload: jsonb('payload').notNull(),
});

export interface Change {
  /** What was done, as `noun.verb`: `queue.called`, `prescription.signed`. It is the outbox event's name too. */
  action: string;
  /** FHIR R4 resource name where there is one (Encounter, MedicationRequest), else ours (Visit, QueueEntry). */
  resourceType: string;
  resourceId: string;
  visitId?: string;
  before?: unknown;
  after?: unknown;
  /** Live topics to refresh: `visit:ID`, `queue:DEPARTMENT`, `desk:CLINICIAN`, `reviews`. */
  topics: string[];
  /** For webhooks and feeds: ids and states, never personal data. */
  payload?: Record<string, unknown>;
}

/** Appends the audit entry alone, of what nobody else has to hear. */
export async function trace(work: Work, change: Omit<Change, 'topics' | 'payload'>): Promise<void> {
  const { tx, hospitalId, now, newId, doer, requestId } = work;
  await insertLater(tx, auditEntries, {
    hospitalId,
    auditId: newId(),
    at: now,
    actorRole: doer.role,
    actorId: doer.id,
    action: change.action,
    resourceType: change.resourceType,
    resourceId: change.resourceId,
    visitId: change.visitId ?? null,
    requestId,
    beforeHash: change.before === undefined ? null : hashOf(change.before),
    afterHash: change.after === undefined ? null : hashOf(change.after),
  });
}

/** Appends a change's audit entry and outbox event to the transaction that makes the change. */
export async function record(work: Work, change: Change): Promise<void> {
  const { tx, hospitalId, now } = work;
  await trace(work, change);
  await insertLater(tx, outbox, {
    hospitalId,
    at: now,
    event: change.action,
    topics: change.topics,
    payload: {
      resourceType: change.resourceType,
      resourceId: change.resourceId,
      visitId: change.visitId,
      ...change.payload,
    },
  });
  work.announce();
}

/** What the trail holds of a visit, by name. */
export async function tracedActions({ tx, hospitalId }: Work, visitId: string): Promise<Set<string>> {
  const rows = await tx
    .selectDistinct({ action: auditEntries.action })
    .from(auditEntries)
    .where(and(eq(auditEntries.hospitalId, hospitalId), eq(auditEntries.visitId, visitId)));
  return new Set(rows.map(({ action }) => action));
}
