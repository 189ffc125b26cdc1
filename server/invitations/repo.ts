/** Reads and writes of invitations. */
import { and, desc, eq } from 'drizzle-orm';
import { INVITATIONS_AT_MOST } from '@care-elements/contract/invitation.ts';
import type { Tx } from '../db/open.ts';
import { invitations as t } from './table.ts';

export type InvitationRow = typeof t.$inferSelect;

const invitationIs = (hospitalId: string, invitationId: string) =>
  and(eq(t.hospitalId, hospitalId), eq(t.invitationId, invitationId));

export async function insertInvitation(tx: Tx, row: InvitationRow): Promise<void> {
  await tx.insert(t).values(row);
}

/** Of one visit, the newest first. */
export async function listInvitations(tx: Tx, hospitalId: string, visitId: string): Promise<InvitationRow[]> {
  return tx
    .select()
    .from(t)
    .where(and(eq(t.hospitalId, hospitalId), eq(t.visitId, visitId)))
    .orderBy(desc(t.invitedAt), desc(t.invitationId))
    .limit(INVITATIONS_AT_MOST);
}

export async function getInvitation(
  tx: Tx,
  hospitalId: string,
  invitationId: string,
): Promise<InvitationRow | undefined> {
  return (await tx.select().from(t).where(invitationIs(hospitalId, invitationId)))[0];
}

/** Locked until the transaction ends. */
export async function lockInvitation(
  tx: Tx,
  hospitalId: string,
  invitationId: string,
): Promise<InvitationRow | undefined> {
  return (await tx.select().from(t).where(invitationIs(hospitalId, invitationId)).for('update'))[0];
}

export async function lockBySecret(
  tx: Tx,
  hospitalId: string,
  secretHash: string,
): Promise<InvitationRow | undefined> {
  const mine = and(eq(t.hospitalId, hospitalId), eq(t.secretHash, secretHash));
  return (await tx.select().from(t).where(mine).for('update'))[0];
}

export async function changeInvitation(
  tx: Tx,
  { hospitalId, invitationId }: InvitationRow,
  change: Partial<InvitationRow>,
): Promise<InvitationRow> {
  const rows = await tx.update(t).set(change).where(invitationIs(hospitalId, invitationId)).returning();
  return rows[0]!;
}
