/** The visit's own machine: open until it is concluded, sent to the emergency service, or closed by the patient. */
import type { Machine } from './machine.ts';

export const VISIT_STATES = ['open', 'concluded', 'emergency', 'closed'] as const;
export type VisitState = (typeof VISIT_STATES)[number];
export type VisitAction = 'open' | 'conclude' | 'emergency' | 'close';

export const VISIT_MACHINE: Machine<VisitState, VisitAction> = [
  { from: null, action: 'open', role: 'patient', to: 'open' },
  { from: 'open', action: 'conclude', role: 'doctor', to: 'concluded' },
  { from: 'open', action: 'emergency', role: 'system', to: 'emergency' },
  { from: 'open', action: 'close', role: 'patient', to: 'closed' },
];
