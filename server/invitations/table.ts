/** The table of invitations. */
import { pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { GuestRole, InvitationState } from '@care-elements/contract/invitation.ts';

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const invitations = pgTable('invitations', {
  hospitalId: text('hospital_id').notNull(),
  invitationId: uuid('invitation_id').notNull(),
  visitId: uuid('visit_id').notNull(),
  role: text('role').$type<GuestRole>().notNull(),
  name: text('name').notNull(),
  state: text('state').$type<InvitationState>().notNull(),
  invitedBy: text('invited_by').$type<'patient' | 'doctor'>().notNull(),
  invitedAt: at('invited_at').notNull(),
  agreedAt: at('agreed_at'),
  secretHash: text('secret_hash').notNull(),
  expiresAt: at('expires_at').notNull(),
  arrivedAt: at('arrived_at'),
  admittedAt: at('admitted_at'),
  endedAt: at('ended_at'),
});
