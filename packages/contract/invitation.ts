/** Invitations on the wire: a relative, an interpreter or a second doctor enters a visit's call by a link that opens once. */
import { z } from 'zod';
import { Id, Instant, line } from './common.ts';
import { HospitalParams } from './hospital.ts';
import { INVITATION_STATES } from './invitation.machine.ts';
import { route } from './route.ts';
import { VisitParams } from './visit.ts';

export * from './invitation.machine.ts';

export const GUEST_ROLES = ['relative', 'interpreter', 'second_doctor'] as const;
export const GuestRole = z.enum(GUEST_ROLES);
export type GuestRole = z.infer<typeof GuestRole>;

/** Invitations of one visit that have not ended, at most: with patient and doctor a call of six. */
export const GUESTS_AT_MOST = 4;
/** Invitations of one visit over all its time. */
export const INVITATIONS_AT_MOST = 20;
/** How long a link that nobody opened can be opened, in minutes. */
export const INVITATION_MINUTES = 120;

/** What the visit's own people see of it. The link's secret is in the answer to its making, and nowhere else. */
export const Invitation = z.object({
  invitationId: Id,
  role: GuestRole,
  /** As whoever invited calls the guest. */
  name: z.string().max(80),
  state: z.enum(INVITATION_STATES),
  invitedBy: z.enum(['patient', 'doctor']),
  /** When the patient agreed that this person may be in the call; null until they have. */
  agreedAt: Instant.nullable(),
  expiresAt: Instant,
  arrivedAt: Instant.nullable(),
  admittedAt: Instant.nullable(),
});
export type Invitation = z.infer<typeof Invitation>;
export const Invitations = z.object({ invitations: z.array(Invitation).max(INVITATIONS_AT_MOST) });
export type Invitations = z.infer<typeof Invitations>;

/** What the guest sees: nothing of the patient beyond the call. */
export const GuestView = z.object({
  invitationId: Id,
  visitId: Id,
  role: GuestRole,
  name: z.string().max(80),
  state: z.enum(INVITATION_STATES),
  /** Patient and doctor are in the call: an admitted guest can enter. */
  open: z.boolean(),
  /** The visit is over; nobody will open the call again. */
  over: z.boolean(),
});
export type GuestView = z.infer<typeof GuestView>;

/** 256 random bits in base64url. */
export const InvitationSecret = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

const InvitationParams = VisitParams.extend({ invitationId: Id });
const path = '/hospitals/{hospitalId}/visits/{visitId}/invitations';
const one = `${path}/{invitationId}`;

export const invitationRoutes = {
  createInvitation: route({
    id: 'createInvitation',
    method: 'post',
    path,
    summary:
      'Invites somebody into the visit’s call, by its patient (who agrees with it) or by its doctor (the patient is asked). The answer carries the secret of the link.',
    callers: ['patient', 'doctor'],
    params: VisitParams,
    body: z.object({ role: GuestRole, name: line(80) }),
    answer: Invitation.extend({ secret: InvitationSecret }),
    status: 201,
    problems: ['not-found', 'visit-ended', 'state-conflict'],
    perMinute: 20,
  }),
  listInvitations: route({
    id: 'listInvitations',
    method: 'get',
    path,
    summary: 'Everybody who was invited to the visit, the newest first.',
    callers: ['patient', 'doctor'],
    params: VisitParams,
    answer: Invitations,
    problems: ['not-found'],
  }),
  agreeInvitation: route({
    id: 'agreeInvitation',
    method: 'post',
    path: `${one}/agree`,
    summary: 'The patient’s consent that this person may be in the call.',
    callers: ['patient'],
    params: InvitationParams,
    answer: Invitation,
    problems: ['not-found', 'state-conflict'],
  }),
  admitInvitation: route({
    id: 'admitInvitation',
    method: 'post',
    path: `${one}/admit`,
    summary: 'The doctor lets the guest who has arrived into the call; the patient must have agreed.',
    callers: ['doctor'],
    params: InvitationParams,
    answer: Invitation,
    problems: ['not-found', 'state-conflict', 'consent-missing'],
  }),
  endInvitation: route({
    id: 'endInvitation',
    method: 'post',
    path: `${one}/end`,
    summary: 'Revokes the link, refuses who knocks, or removes who is in the call.',
    callers: ['patient', 'doctor'],
    params: InvitationParams,
    answer: Invitation,
    problems: ['not-found', 'state-conflict'],
  }),
  openInvitation: route({
    id: 'openInvitation',
    method: 'post',
    path: '/hospitals/{hospitalId}/invitations/open',
    summary: 'Opens the link, once: the answer carries the guest’s token, which opens nothing but this call.',
    callers: ['public'],
    params: HospitalParams,
    body: z.object({ secret: InvitationSecret }),
    answer: z.object({ token: z.string(), expiresAt: Instant, guest: GuestView }),
    status: 201,
    problems: ['hospital-unknown', 'not-found', 'already-decided', 'visit-ended'],
    perMinute: 20,
  }),
  getGuest: route({
    id: 'getGuest',
    method: 'get',
    path: '/hospitals/{hospitalId}/invitations/current',
    summary: 'How the guest’s own invitation stands.',
    callers: ['guest'],
    params: HospitalParams,
    answer: GuestView,
    problems: ['not-found'],
  }),
  leaveAsGuest: route({
    id: 'leaveAsGuest',
    method: 'post',
    path: '/hospitals/{hospitalId}/invitations/current/leave',
    summary: 'The guest goes for good.',
    callers: ['guest'],
    params: HospitalParams,
    answer: GuestView,
    problems: ['not-found'],
  }),
};
