/** The web origins whose pages may call for a hospital: an administrator lists, registers and removes them. */
import { z } from 'zod';
import { Instant, Text } from './common.ts';
import { HospitalParams } from './hospital.ts';
import { originFault } from './origin.faults.ts';
import { route } from './route.ts';

/** More pages than any hospital has hosts for. */
export const MOST_ORIGINS = 200;

/** As a browser sends it: scheme, host, and the port where it is not the scheme's own. `https`, or `http` on one's own machine. */
export const WebOrigin = z
  .string()
  .max(300)
  .superRefine((text, context) => {
    const fault = originFault(text);
    if (!fault) return;
    const message =
      fault === 'not-https'
        ? 'https, or http on localhost.'
        : 'Scheme, host and port as a browser sends them, without a path: https://www.hospital.example';
    context.addIssue({ code: 'custom', message, params: { fault } });
  });

export const RegisteredOrigin = z.object({
  origin: z.string(),
  /** Null where it was there from the hospital's setting up. */
  registeredAt: Instant.nullable(),
  registeredBy: Text.nullable(),
});
export type RegisteredOrigin = z.infer<typeof RegisteredOrigin>;

const OriginList = z.object({ origins: z.array(RegisteredOrigin).max(1000) });

export const originRoutes = {
  listOrigins: route({
    id: 'listOrigins',
    method: 'get',
    path: '/hospitals/{hospitalId}/origins',
    summary: 'The web origins whose pages may embed the hospital’s widgets, by name.',
    callers: ['administrator'],
    params: HospitalParams,
    answer: OriginList,
    problems: [],
  }),
  registerOrigin: route({
    id: 'registerOrigin',
    method: 'post',
    path: '/hospitals/{hospitalId}/origins',
    summary: `Let the pages of an origin call for the hospital, from the next request on. One that is registered stays as it is; at most ${MOST_ORIGINS}.`,
    callers: ['administrator'],
    params: HospitalParams,
    body: z.object({ origin: WebOrigin }),
    answer: OriginList,
    problems: ['state-conflict'],
    perMinute: 60,
  }),
  removeOrigin: route({
    id: 'removeOrigin',
    method: 'post',
    path: '/hospitals/{hospitalId}/origins/remove',
    summary:
      'Refuse the pages of an origin from the next request on. One that is not registered changes nothing.',
    callers: ['administrator'],
    params: HospitalParams,
    body: z.object({ origin: z.string().min(1).max(300) }),
    answer: OriginList,
    problems: [],
    perMinute: 60,
  }),
};
