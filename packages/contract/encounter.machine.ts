/** The encounter's machine (FHIR R4 Encounter.status), and beside it the machine of its note. */
import type { Machine } from './machine.ts';

export const ENCOUNTER_STATES = [
  'planned',
  'arrived',
  'in_progress',
  'on_leave',
  'finished',
  'cancelled',
] as const;
export type EncounterState = (typeof ENCOUNTER_STATES)[number];
export type EncounterAction =
  'plan' | 'arrive' | 'start' | 'hold' | 'hand_over' | 'break_off' | 'finish' | 'cancel';

export const ENCOUNTER_MACHINE: Machine<EncounterState, EncounterAction> = [
  { from: null, action: 'plan', role: 'doctor', to: 'planned' },
  { from: 'planned', action: 'arrive', role: 'patient', to: 'arrived' },
  { from: 'planned', action: 'start', role: 'patient', to: 'in_progress' },
  { from: 'arrived', action: 'start', role: 'doctor', to: 'in_progress' },
  { from: 'in_progress', action: 'finish', role: 'doctor', to: 'finished' },
  // On hold (FHIR: onleave): the same doctor goes on with the same note, once the patient is back.
  { from: 'in_progress', action: 'hold', role: 'doctor', to: 'on_leave' },
  { from: 'in_progress', action: 'hold', role: 'system', to: 'on_leave' },
  { from: 'on_leave', action: 'start', role: 'patient', to: 'in_progress' },
  // Another doctor goes on, or the patient did not come back: the note stays as it is, unsigned, in its doctor's name.
  { from: 'in_progress', action: 'hand_over', role: 'doctor', to: 'finished' },
  { from: 'on_leave', action: 'hand_over', role: 'doctor', to: 'finished' },
  { from: 'on_leave', action: 'break_off', role: 'patient', to: 'finished' },
  { from: 'on_leave', action: 'break_off', role: 'doctor', to: 'finished' },
  { from: 'planned', action: 'cancel', role: 'patient', to: 'cancelled' },
  { from: 'planned', action: 'cancel', role: 'doctor', to: 'cancelled' },
  { from: 'arrived', action: 'cancel', role: 'doctor', to: 'cancelled' },
  { from: 'in_progress', action: 'cancel', role: 'system', to: 'cancelled' },
];

export const NOTE_STATES = ['unsigned', 'signed', 'locked'] as const;
export type NoteState = (typeof NOTE_STATES)[number];
export type NoteAction = 'write' | 'sign' | 'lock';

export const NOTE_MACHINE: Machine<NoteState, NoteAction> = [
  { from: null, action: 'write', role: 'doctor', to: 'unsigned' },
  { from: 'unsigned', action: 'write', role: 'doctor', to: 'unsigned' },
  { from: 'unsigned', action: 'sign', role: 'doctor', to: 'signed' },
  { from: 'signed', action: 'lock', role: 'system', to: 'locked' },
];
