/** Signing a clinician in and out. Patients get their token with their visit. */
import { z } from 'zod';
import { Id, Instant, Text } from './common.ts';
import { Department, HospitalParams } from './hospital.ts';
import { route } from './route.ts';

/** Whoever works at a desk: an administrator keeps the content, the medical lead signs it, `pharmacy` stands at a partner's counter. */
export const ClinicianRole = z.enum(['doctor', 'pharmacist', 'pharmacy', 'administrator', 'medical_lead']);
export type ClinicianRole = z.infer<typeof ClinicianRole>;

/** The ranks of a pharmacist (药士 药师 主管药师 副主任药师 主任药师). */
export const PHARMACIST_GRADES = [
  'assistant',
  'pharmacist',
  'in_charge',
  'associate_chief',
  'chief',
] as const;
export type PharmacistGrade = (typeof PHARMACIST_GRADES)[number];

/** A department where a clinician works, and what they may do for its patients. */
export const Post = Department.extend({
  /** May see them online (咨询). */
  consultRight: z.boolean(),
  /** May prescribe for them (诊疗): false, too, where the department only advises online. */
  treatmentRight: z.boolean(),
});
export type Post = z.infer<typeof Post>;

export const Clinician = z.object({
  clinicianId: Id,
  role: ClinicianRole,
  name: Text,
  title: Text,
  departments: z.array(Post).max(200),
  /** Only where it is so: signs the formulary and reads the statistics of the review desk. */
  pharmacyLead: z.literal(true).optional(),
});
export type Clinician = z.infer<typeof Clinician>;

export const SessionAnswer = z.object({ token: z.string(), expiresAt: Instant, clinician: Clinician });
export type SessionAnswer = z.infer<typeof SessionAnswer>;

export const sessionRoutes = {
  createSession: route({
    id: 'createSession',
    method: 'post',
    path: '/hospitals/{hospitalId}/sessions',
    summary: 'Sign a clinician in.',
    callers: ['public'],
    params: HospitalParams,
    body: z.object({ username: z.string().trim().min(1).max(64), password: z.string().min(1).max(256) }),
    answer: SessionAnswer,
    status: 201,
    problems: ['wrong-credentials', 'hospital-unknown'],
    perMinute: 20,
  }),
  getSession: route({
    id: 'getSession',
    method: 'get',
    path: '/hospitals/{hospitalId}/sessions/current',
    summary: 'Who is signed in.',
    callers: ClinicianRole.options,
    params: HospitalParams,
    answer: Clinician,
    problems: [],
  }),
  deleteSession: route({
    id: 'deleteSession',
    method: 'delete',
    path: '/hospitals/{hospitalId}/sessions/current',
    summary: 'Sign out: the token is refused from now on.',
    callers: ClinicianRole.options,
    params: HospitalParams,
    problems: [],
  }),
};
