/** The machine of a revisit's evidence (复诊依据). */
import type { Machine } from './machine.ts';

/** `offered`: the patient has sent a picture or a PDF, and nobody has decided. `refused`: the doctor judges that it is no revisit. */
export const REVISIT_STATES = ['none', 'offered', 'confirmed', 'refused'] as const;
export type RevisitState = (typeof REVISIT_STATES)[number];
export type RevisitAction = 'offer' | 'confirm' | 'refuse';

export const REVISIT_MACHINE: Machine<RevisitState, RevisitAction> = [
  { from: 'none', action: 'offer', role: 'patient', to: 'offered' },
  { from: 'offered', action: 'offer', role: 'patient', to: 'offered' },
  { from: 'none', action: 'confirm', role: 'doctor', to: 'confirmed' },
  { from: 'none', action: 'refuse', role: 'doctor', to: 'refused' },
  { from: 'offered', action: 'confirm', role: 'doctor', to: 'confirmed' },
  { from: 'offered', action: 'refuse', role: 'doctor', to: 'refused' },
  // A doctor who looks again may find otherwise; each time stands in the audit trail.
  { from: 'confirmed', action: 'confirm', role: 'doctor', to: 'confirmed' },
  { from: 'confirmed', action: 'refuse', role: 'doctor', to: 'refused' },
  { from: 'refused', action: 'confirm', role: 'doctor', to: 'confirmed' },
  { from: 'refused', action: 'refuse', role: 'doctor', to: 'refused' },
];
