/**
 * A snapshot's machine: a still of the patient's picture for the record. It begins with the doctor's question; nothing is taken
 * before the patient's yes, and after a no nothing is. A new question is a new snapshot.
 */
import type { Machine } from './machine.ts';

export const SNAPSHOT_STATES = ['asked', 'refused', 'withdrawn', 'agreed', 'stored', 'failed'] as const;
export type SnapshotState = (typeof SNAPSHOT_STATES)[number];
export type SnapshotAction = 'ask' | 'agree' | 'refuse' | 'withdraw' | 'store' | 'fail';

/** At most one such snapshot in a consult. */
export const OPEN_SNAPSHOT_STATES: readonly SnapshotState[] = ['asked', 'agreed'];

export const SNAPSHOT_MACHINE: Machine<SnapshotState, SnapshotAction> = [
  { from: null, action: 'ask', role: 'doctor', to: 'asked' },
  { from: 'asked', action: 'agree', role: 'patient', to: 'agreed' },
  { from: 'asked', action: 'refuse', role: 'patient', to: 'refused' },
  // The doctor takes the question back, or the consult moved on.
  { from: 'asked', action: 'withdraw', role: 'doctor', to: 'withdrawn' },
  { from: 'asked', action: 'withdraw', role: 'system', to: 'withdrawn' },
  // A yes can be taken back for as long as the picture is not in the record.
  { from: 'agreed', action: 'withdraw', role: 'patient', to: 'withdrawn' },
  { from: 'agreed', action: 'store', role: 'doctor', to: 'stored' },
  // There was no picture to take, it could not be stored, or the consult moved on first.
  { from: 'agreed', action: 'fail', role: 'doctor', to: 'failed' },
  { from: 'agreed', action: 'fail', role: 'system', to: 'failed' },
];
