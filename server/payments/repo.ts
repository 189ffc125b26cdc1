/** Reads and conditional writes of payments. */
import { and, eq } from 'drizzle-orm';
import type { PaymentState } from '@care-elements/contract/payment.machine.ts';
import type { Tx } from '../db/open.ts';
import { payments as p } from './table.ts';

export type PaymentRow = typeof p.$inferSelect;

export async function getPayment(
  tx: Tx,
  hospitalId: string,
  prescriptionId: string,
): Promise<PaymentRow | undefined> {
  const its = and(eq(p.hospitalId, hospitalId), eq(p.prescriptionId, prescriptionId));
  return (await tx.select().from(p).where(its))[0];
}

/** From the state that was seen (`none` where there is no row); false when somebody was faster. */
export async function putPayment(tx: Tx, row: PaymentRow, seen: PaymentState): Promise<boolean> {
  const { state, provider, changedAt } = row;
  const written = await tx
    .insert(p)
    .values(row)
    .onConflictDoUpdate({
      target: [p.hospitalId, p.prescriptionId],
      set: { state, provider, changedAt },
      setWhere: eq(p.state, seen),
    })
    .returning({ state: p.state });
  return written.length > 0;
}
