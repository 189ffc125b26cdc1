/**
 * How the medicines of a prescription reach the patient: fetched at the pharmacy's counter, or brought by a courier. Runs beside
 * the prescription's machine, which alone says what was handed over.
 */
import type { Machine } from './machine.ts';

export const FULFILMENT_STATES = [
  'chosen',
  'ready',
  'handed_to_courier',
  'delivered',
  'failed',
  'returned',
  'picked_up',
  'cancelled',
] as const;
export type FulfilmentState = (typeof FULFILMENT_STATES)[number];
export type FulfilmentAction =
  | 'choose'
  | 'receive'
  | 'pack_more'
  | 'make_ready'
  | 'put_back'
  | 'pick_up'
  | 'hand_to_courier'
  | 'deliver'
  | 'fail'
  | 'return'
  | 'cancel';

/** Nothing has left the pharmacy: at most one such of a prescription. */
export const OPEN_FULFILMENT_STATES: readonly FulfilmentState[] = ['chosen', 'ready'];

/**
 * Guards stand in the server: the prescription is approved and nobody holds it (choose, cancel by the patient), its claim
 * (receive, make_ready, put_back), something was handed over with a receipt (hand_to_courier), all of it (pick_up). `receive` is a patient
 * who comes to a counter with the code; `pack_more` the next parcel of one dispensed in parts.
 */
export const FULFILMENT_MACHINE: Machine<FulfilmentState, FulfilmentAction> = [
  { from: null, action: 'choose', role: 'patient', to: 'chosen' },
  { from: null, action: 'receive', role: 'pharmacy', to: 'chosen' },
  { from: null, action: 'pack_more', role: 'pharmacy', to: 'ready' },
  { from: 'chosen', action: 'make_ready', role: 'pharmacy', to: 'ready' },
  { from: 'ready', action: 'put_back', role: 'pharmacy', to: 'chosen' },
  { from: 'chosen', action: 'pick_up', role: 'pharmacy', to: 'picked_up' },
  { from: 'ready', action: 'pick_up', role: 'pharmacy', to: 'picked_up' },
  { from: 'returned', action: 'pick_up', role: 'pharmacy', to: 'picked_up' },
  { from: 'ready', action: 'hand_to_courier', role: 'pharmacy', to: 'handed_to_courier' },
  { from: 'failed', action: 'hand_to_courier', role: 'pharmacy', to: 'handed_to_courier' },
  { from: 'returned', action: 'hand_to_courier', role: 'pharmacy', to: 'handed_to_courier' },
  { from: 'handed_to_courier', action: 'deliver', role: 'pharmacy', to: 'delivered' },
  { from: 'handed_to_courier', action: 'fail', role: 'pharmacy', to: 'failed' },
  { from: 'handed_to_courier', action: 'return', role: 'pharmacy', to: 'returned' },
  { from: 'failed', action: 'return', role: 'pharmacy', to: 'returned' },
  { from: 'chosen', action: 'cancel', role: 'patient', to: 'cancelled' },
  { from: 'chosen', action: 'cancel', role: 'pharmacy', to: 'cancelled' },
  { from: 'ready', action: 'cancel', role: 'pharmacy', to: 'cancelled' },
  { from: 'chosen', action: 'cancel', role: 'system', to: 'cancelled' },
  { from: 'ready', action: 'cancel', role: 'system', to: 'cancelled' },
];
