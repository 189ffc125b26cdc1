/** The prescription's machine: every row of it. */
import type { Machine } from './machine.ts';

export const PRESCRIPTION_STATES = [
  'draft',
  'pending_review',
  'approved',
  'returned',
  'rejected',
  'claimed',
  'partially_dispensed',
  'dispensed',
  'voided',
  'expired',
] as const;
export type PrescriptionState = (typeof PRESCRIPTION_STATES)[number];

export type PrescriptionAction =
  | 'create'
  | 'revise'
  | 'save'
  | 'sign'
  | 'approve'
  | 'return'
  | 'reject'
  | 'claim'
  | 'recover_claim'
  | 'release'
  | 'decline'
  | 'dispense_part'
  | 'dispense'
  | 'extend'
  | 'void'
  | 'expire';

/**
 * Guards stand in the server: entitlement and checks (sign), pharmacist is not the prescriber (approve, return, reject), the
 * access code or the patient's choice (claim), the claim's secret (release, decline, dispense), the lease (release by the clock), the
 * signer (extend, void), the clock (expire). What was handed over in part stays with its pharmacy; once it has expired, the rest is
 * not given. A returned prescription
 * stays as it is; `revise` makes the next revision, a prescription of its own.
 */
export const PRESCRIPTION_MACHINE: Machine<PrescriptionState, PrescriptionAction> = [
  { from: null, action: 'create', role: 'doctor', to: 'draft' },
  { from: null, action: 'revise', role: 'doctor', to: 'draft' },
  { from: 'draft', action: 'save', role: 'doctor', to: 'draft' },
  { from: 'draft', action: 'sign', role: 'doctor', to: 'pending_review' },
  { from: 'pending_review', action: 'approve', role: 'pharmacist', to: 'approved' },
  { from: 'pending_review', action: 'return', role: 'pharmacist', to: 'returned' },
  { from: 'pending_review', action: 'reject', role: 'pharmacist', to: 'rejected' },
  { from: 'approved', action: 'claim', role: 'pharmacy', to: 'claimed' },
  { from: 'claimed', action: 'recover_claim', role: 'pharmacy', to: 'claimed' },
  { from: 'claimed', action: 'release', role: 'pharmacy', to: 'approved' },
  { from: 'claimed', action: 'release', role: 'system', to: 'approved' },
  { from: 'claimed', action: 'decline', role: 'pharmacy', to: 'approved' },
  { from: 'claimed', action: 'dispense_part', role: 'pharmacy', to: 'partially_dispensed' },
  { from: 'claimed', action: 'dispense', role: 'pharmacy', to: 'dispensed' },
  { from: 'partially_dispensed', action: 'recover_claim', role: 'pharmacy', to: 'partially_dispensed' },
  { from: 'partially_dispensed', action: 'dispense_part', role: 'pharmacy', to: 'partially_dispensed' },
  { from: 'partially_dispensed', action: 'dispense', role: 'pharmacy', to: 'dispensed' },
  { from: 'pending_review', action: 'extend', role: 'doctor', to: 'pending_review' },
  { from: 'approved', action: 'extend', role: 'doctor', to: 'approved' },
  { from: 'claimed', action: 'extend', role: 'doctor', to: 'claimed' },
  { from: 'partially_dispensed', action: 'extend', role: 'doctor', to: 'partially_dispensed' },
  { from: 'draft', action: 'void', role: 'doctor', to: 'voided' },
  { from: 'pending_review', action: 'void', role: 'doctor', to: 'voided' },
  { from: 'approved', action: 'void', role: 'doctor', to: 'voided' },
  { from: 'pending_review', action: 'expire', role: 'system', to: 'expired' },
  { from: 'approved', action: 'expire', role: 'system', to: 'expired' },
  { from: 'partially_dispensed', action: 'expire', role: 'system', to: 'expired' },
];

/** The states in which a visit's prescription is still under way or in force; at most one such prescription per encounter. */
export const OPEN_PRESCRIPTION_STATES: readonly PrescriptionState[] = [
  'draft',
  'pending_review',
  'approved',
  'claimed',
  'partially_dispensed',
];
