/** The machines of a refill (长期处方续方): the doctor's authorisation, and each of its slots. */
import type { Machine } from './machine.ts';

export const REFILL_STATES = ['active', 'used_up', 'revoked', 'expired'] as const;
export type RefillState = (typeof REFILL_STATES)[number];
export type RefillAction = 'grant' | 'use_up' | 'revoke' | 'expire';

/** `used_up`: no slot is left to be asked for or decided. Guards stand in the server. */
export const REFILL_MACHINE: Machine<RefillState, RefillAction> = [
  { from: null, action: 'grant', role: 'doctor', to: 'active' },
  { from: 'active', action: 'use_up', role: 'doctor', to: 'used_up' },
  { from: 'active', action: 'revoke', role: 'doctor', to: 'revoked' },
  { from: 'active', action: 'expire', role: 'system', to: 'expired' },
];

export const REFILL_SLOT_STATES = ['open', 'requested', 'prescribed', 'declined', 'lapsed'] as const;
export type RefillSlotState = (typeof REFILL_SLOT_STATES)[number];
export type RefillSlotAction = 'grant' | 'request' | 'accept' | 'decline' | 'lapse';

/** `prescribed`: an ordinary prescription was begun from it, and goes its own way from there. */
export const REFILL_SLOT_MACHINE: Machine<RefillSlotState, RefillSlotAction> = [
  { from: null, action: 'grant', role: 'doctor', to: 'open' },
  { from: 'open', action: 'request', role: 'patient', to: 'requested' },
  { from: 'requested', action: 'accept', role: 'doctor', to: 'prescribed' },
  { from: 'requested', action: 'decline', role: 'doctor', to: 'declined' },
  { from: 'open', action: 'lapse', role: 'doctor', to: 'lapsed' },
  { from: 'requested', action: 'lapse', role: 'doctor', to: 'lapsed' },
  { from: 'open', action: 'lapse', role: 'system', to: 'lapsed' },
  { from: 'requested', action: 'lapse', role: 'system', to: 'lapsed' },
];
