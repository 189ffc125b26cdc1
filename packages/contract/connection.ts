/** The connection check on the wire: a throw-away room at the media server in which one person tries which ways lead there. */
import { z } from 'zod';
import { Instant } from './common.ts';
import { HospitalParams } from './hospital.ts';
import { route } from './route.ts';

/**
 * One token for each try: LiveKit remembers by identity which way worked last, and would not try the others again. They open
 * this one room, show nobody to nobody, and live two minutes at most.
 */
export const ConnectionCheck = z.object({
  /** Where browsers reach LiveKit: `wss://…` (`ws://` on a development machine). */
  url: z.string().max(2048),
  tokens: z.object({ direct: z.string(), relay: z.string(), relayTls: z.string() }),
  expiresAt: Instant,
});
export type ConnectionCheck = z.infer<typeof ConnectionCheck>;

/** Null where the hospital has no video. */
export const MediaServer = z.object({ url: z.string().nullable() });
export type MediaServer = z.infer<typeof MediaServer>;

export const connectionRoutes = {
  getMediaServer: route({
    id: 'getMediaServer',
    method: 'get',
    path: '/hospitals/{hospitalId}/media-server',
    summary:
      'Where the media server stands, for a page that looks whether its policy and network lead there. Opens no room.',
    callers: ['public'],
    params: HospitalParams,
    answer: MediaServer,
    problems: ['hospital-unknown'],
    perMinute: 60,
  }),
  createConnectionCheck: route({
    id: 'createConnectionCheck',
    method: 'post',
    path: '/hospitals/{hospitalId}/connection-check',
    summary:
      'A room of one’s own at the media server, to try the connection before a call. It is gone seconds after it was left.',
    callers: ['patient', 'guest', 'doctor', 'pharmacist', 'pharmacy', 'administrator', 'medical_lead'],
    params: HospitalParams,
    answer: ConnectionCheck,
    status: 201,
    problems: ['media-unavailable'],
    perMinute: 6,
    // A room each at the media server. A ward behind one address tries a few at once; nobody tries hundreds.
    perMinuteAddress: 30,
  }),
};
