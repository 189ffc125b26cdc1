/**
 * The consult's machine: one consult per called queue entry, with one LiveKit room. Closed is final: its room is deleted and
 * the room's name is never used again; a patient who is called again gets a new consult.
 */
import type { Machine } from './machine.ts';

export const CONSULT_STATES = ['open', 'closed'] as const;
export type ConsultState = (typeof CONSULT_STATES)[number];
export type ConsultAction = 'open' | 'join' | 'close';

export const CONSULT_MACHINE: Machine<ConsultState, ConsultAction> = [
  { from: null, action: 'open', role: 'patient', to: 'open' },
  { from: null, action: 'open', role: 'doctor', to: 'open' },
  { from: null, action: 'open', role: 'guest', to: 'open' },
  { from: 'open', action: 'join', role: 'patient', to: 'open' },
  { from: 'open', action: 'join', role: 'doctor', to: 'open' },
  { from: 'open', action: 'join', role: 'guest', to: 'open' },
  { from: 'open', action: 'close', role: 'system', to: 'closed' },
];
