/**
 * A recording's machine. It begins with the doctor's question, which is the doctor's consent; nothing is recorded before the
 * patient's. `on` is a fact: the recorder has written sound or picture. A new question is a new recording.
 */
import type { Machine } from './machine.ts';

export const RECORDING_STATES = [
  'asked',
  'refused',
  'withdrawn',
  'starting',
  'on',
  'stopping',
  'stored',
  'failed',
] as const;
export type RecordingState = (typeof RECORDING_STATES)[number];
export type RecordingAction = 'ask' | 'agree' | 'refuse' | 'begin' | 'stop' | 'store' | 'fail';

/** At most one such recording in a consult. */
export const OPEN_RECORDING_STATES: readonly RecordingState[] = ['asked', 'starting', 'on', 'stopping'];
/** A recorder may be in the room. */
export const RECORDER_STATES: readonly RecordingState[] = ['starting', 'on', 'stopping'];

const people = ['patient', 'doctor', 'system'] as const;
const recording = ['starting', 'on'] as const;

export const RECORDING_MACHINE: Machine<RecordingState, RecordingAction> = [
  { from: null, action: 'ask', role: 'doctor', to: 'asked' },
  { from: 'asked', action: 'agree', role: 'patient', to: 'starting' },
  { from: 'asked', action: 'refuse', role: 'patient', to: 'refused' },
  // The doctor takes the question back, or the consult moved on.
  { from: 'asked', action: 'stop', role: 'doctor', to: 'withdrawn' },
  { from: 'asked', action: 'stop', role: 'system', to: 'withdrawn' },
  { from: 'starting', action: 'begin', role: 'system', to: 'on' },
  ...recording.flatMap((from) =>
    people.map((role) => ({ from, action: 'stop' as const, role, to: 'stopping' as const })),
  ),
  { from: 'stopping', action: 'store', role: 'system', to: 'stored' },
  // The recorder was lost, or nothing came of it; what it had written until then is kept.
  ...[...recording, 'stopping' as const].map((from) => ({
    from,
    action: 'fail' as const,
    role: 'system' as const,
    to: 'failed' as const,
  })),
];
