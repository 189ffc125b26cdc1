/** The video consult on the wire: who may enter the room of a called queue entry, and with what. */
import { z } from 'zod';
import { Id, Instant } from './common.ts';
import { GUEST_ROLES } from './invitation.ts';
import { route } from './route.ts';
import { VisitParams } from './visit.ts';

export * from './consult.machine.ts';

/** Whom a participant is to the visit. */
export const CONSULT_ROLES = ['patient', 'doctor', ...GUEST_ROLES] as const;
export const ConsultRole = z.enum(CONSULT_ROLES);
export type ConsultRole = z.infer<typeof ConsultRole>;

/** A person of the call under the name that LiveKit knows them by: random, the same for the whole consult. */
export const ConsultParticipant = z.object({
  identity: z.string().max(64),
  role: ConsultRole,
  /** A guest's; null for patient and doctor, whom the visit names. */
  name: z.string().max(80).nullable(),
});
export type ConsultParticipant = z.infer<typeof ConsultParticipant>;

/** What one participant needs to enter the room now. The token opens this room alone and lives two minutes at most. */
export const ConsultToken = z.object({
  consultId: Id,
  entryId: Id,
  /** The call may be recorded, with the consent of both: there is something to show. */
  recordable: z.boolean().optional(),
  /** Where browsers reach LiveKit: `wss://…` (`ws://` on a development machine). */
  url: z.string().max(2048),
  token: z.string(),
  expiresAt: Instant,
  identity: z.string().max(64),
  /** Everyone who belongs in this call, the caller included. */
  participants: z.array(ConsultParticipant).max(50),
});
export type ConsultToken = z.infer<typeof ConsultToken>;

export const consultRoutes = {
  createConsultToken: route({
    id: 'createConsultToken',
    method: 'post',
    path: '/hospitals/{hospitalId}/visits/{visitId}/consult/token',
    summary:
      'A token for the visit’s room, for its patient or the doctor who called it, while the entry is called or in consult. Ask again for every new connection.',
    callers: ['patient', 'doctor', 'guest'],
    params: VisitParams,
    query: z.object({
      /** Before the click of a called patient: refused once the entry is in consult, and the others are told nothing. */
      ahead: z.literal('true').optional(),
    }),
    answer: ConsultToken,
    status: 201,
    problems: ['not-found', 'state-conflict', 'media-unavailable'],
    perMinute: 120,
  }),
  listConsultParticipants: route({
    id: 'listConsultParticipants',
    method: 'get',
    path: '/hospitals/{hospitalId}/visits/{visitId}/consult/participants',
    summary:
      'Who belongs in the visit’s open call, under LiveKit’s names for them: asked when somebody new comes.',
    callers: ['patient', 'doctor', 'guest'],
    params: VisitParams,
    answer: z.object({ participants: z.array(ConsultParticipant).max(50) }),
    problems: ['not-found'],
    perMinute: 120,
  }),
  muteParticipant: route({
    id: 'muteParticipant',
    method: 'post',
    path: '/hospitals/{hospitalId}/visits/{visitId}/consult/participants/{identity}/mute',
    summary:
      'The doctor, who leads the call, mutes somebody’s microphone. Only they themselves can turn it on again.',
    callers: ['doctor'],
    params: VisitParams.extend({ identity: z.string().regex(/^p_[a-z2-7]{16}$/) }),
    answer: z.object({ muted: z.boolean() }),
    problems: ['not-found', 'media-unavailable'],
    perMinute: 60,
  }),
};
