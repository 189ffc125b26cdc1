/** The machine of an invitation into a visit's call. Ended is final: a removed guest needs a new one. */
import type { Machine } from './machine.ts';

export const INVITATION_STATES = ['invited', 'arrived', 'admitted', 'ended'] as const;
export type InvitationState = (typeof INVITATION_STATES)[number];
export type InvitationAction = 'invite' | 'arrive' | 'admit' | 'end';

export const INVITATION_MACHINE: Machine<InvitationState, InvitationAction> = [
  { from: null, action: 'invite', role: 'patient', to: 'invited' },
  { from: null, action: 'invite', role: 'doctor', to: 'invited' },
  { from: 'invited', action: 'arrive', role: 'guest', to: 'arrived' },
  { from: 'arrived', action: 'admit', role: 'doctor', to: 'admitted' },
  { from: 'invited', action: 'end', role: 'patient', to: 'ended' },
  { from: 'invited', action: 'end', role: 'doctor', to: 'ended' },
  { from: 'arrived', action: 'end', role: 'patient', to: 'ended' },
  { from: 'arrived', action: 'end', role: 'doctor', to: 'ended' },
  { from: 'arrived', action: 'end', role: 'guest', to: 'ended' },
  { from: 'admitted', action: 'end', role: 'patient', to: 'ended' },
  { from: 'admitted', action: 'end', role: 'doctor', to: 'ended' },
  { from: 'admitted', action: 'end', role: 'guest', to: 'ended' },
];
