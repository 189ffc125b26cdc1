/**
 * How it stands with the money for a prescription. Only the seam: `none` is where nothing is charged online, and nothing demands
 * payment yet. Guard in the server: nothing is demanded before the pharmacist's pass. Dispensing waits while it is `due`.
 */
import type { Machine } from './machine.ts';

export const PAYMENT_STATES = ['none', 'due', 'paid', 'refunded'] as const;
export type PaymentState = (typeof PAYMENT_STATES)[number];
export type PaymentAction = 'demand' | 'pay' | 'waive' | 'refund';

export const PAYMENT_MACHINE: Machine<PaymentState, PaymentAction> = [
  { from: 'none', action: 'demand', role: 'system', to: 'due' },
  { from: 'due', action: 'pay', role: 'system', to: 'paid' },
  { from: 'due', action: 'waive', role: 'system', to: 'none' },
  { from: 'paid', action: 'refund', role: 'system', to: 'refunded' },
];

/** In these a pharmacy may hand over. */
export const SETTLED_PAYMENT_STATES: readonly PaymentState[] = ['none', 'paid'];
