/**
 * The queue entry's machine. A transition that opens a new place (missed, held, transferred -> waiting) ends the entry and
 * makes a new one, so that history is kept: what is `held` or `transferred` is never a visit's newest entry.
 */
import type { Machine } from './machine.ts';

export const QUEUE_STATES = [
  'waiting',
  'called',
  'in_consult',
  'done',
  'missed',
  'no_show',
  'left',
  'redirected',
  'held',
  'transferred',
] as const;
export type QueueState = (typeof QUEUE_STATES)[number];
export type QueueAction =
  | 'join'
  | 'call'
  | 'call_back'
  | 'enter'
  | 'finish'
  | 'hold'
  | 'transfer'
  | 'return'
  | 'miss'
  | 'requeue'
  | 'give_up'
  | 'leave'
  | 'redirect';

/** The states in which an entry is a doctor's; at most one such entry per clinician. */
export const TAKEN_QUEUE_STATES: readonly QueueState[] = ['called', 'in_consult'];
/** The states in which an entry still holds a place; at most one such entry per visit. */
export const OPEN_QUEUE_STATES: readonly QueueState[] = ['waiting', ...TAKEN_QUEUE_STATES];

export const QUEUE_MACHINE: Machine<QueueState, QueueAction> = [
  { from: null, action: 'join', role: 'patient', to: 'waiting' },
  { from: 'waiting', action: 'call', role: 'doctor', to: 'called' },
  { from: 'waiting', action: 'call_back', role: 'doctor', to: 'called' },
  { from: 'called', action: 'enter', role: 'patient', to: 'in_consult' },
  { from: 'in_consult', action: 'finish', role: 'doctor', to: 'done' },
  // Put on hold by the doctor, or by the clock where the doctor's line is lost; the new entry keeps the place.
  { from: 'in_consult', action: 'hold', role: 'doctor', to: 'held' },
  { from: 'in_consult', action: 'hold', role: 'system', to: 'held' },
  { from: 'held', action: 'return', role: 'doctor', to: 'waiting' },
  { from: 'held', action: 'return', role: 'system', to: 'waiting' },
  { from: 'in_consult', action: 'transfer', role: 'doctor', to: 'transferred' },
  { from: 'transferred', action: 'return', role: 'doctor', to: 'waiting' },
  // Only once the time to come in is up.
  { from: 'called', action: 'miss', role: 'doctor', to: 'missed' },
  { from: 'missed', action: 'requeue', role: 'patient', to: 'waiting' },
  { from: 'missed', action: 'give_up', role: 'system', to: 'no_show' },
  { from: 'waiting', action: 'leave', role: 'patient', to: 'left' },
  { from: 'called', action: 'leave', role: 'patient', to: 'left' },
  { from: 'missed', action: 'leave', role: 'patient', to: 'left' },
  { from: 'waiting', action: 'redirect', role: 'system', to: 'redirected' },
  { from: 'called', action: 'redirect', role: 'system', to: 'redirected' },
  { from: 'in_consult', action: 'redirect', role: 'system', to: 'redirected' },
];
