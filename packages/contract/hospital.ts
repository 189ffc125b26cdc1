/** A hospital as the public sees it: names, departments, consent text, theme. */
import { z } from 'zod';
import { HospitalId, Id, Language, Text } from './common.ts';
import { route } from './route.ts';
import { ThemeShape } from './theme.ts';

export const Department = z.object({
  departmentId: Id,
  /** Code in the standard catalogue of departments (诊疗科目名录), e.g. `03` internal medicine. */
  code: z.string().max(16),
  name: Text,
  /** Takes patients online now: it is in use, may see patients online, and is within its hours. */
  open: z.boolean(),
});
export type Department = z.infer<typeof Department>;

export const Hospital = z.object({
  hospitalId: HospitalId,
  name: Text,
  language: Language,
  /** IANA time zone: days, validity and ticket numbers follow it. */
  timeZone: z.string().max(64),
  /** The number of the emergency service, as dialled: `120`, `911`. */
  emergencyNumber: z.string().max(16),
  /** The hospital's own number, for a patient who wants a person. */
  phone: z.string().max(32),
  /** The number to call with thoughts of suicide: `12356`, `988`; null where none is known. */
  crisisLine: z.string().max(32).nullish(),
  /** A patient younger than this many years comes with a guardian. */
  childAge: z.int().min(0).max(21),
  consent: z.object({ version: z.string().max(32), text: Text }),
  departments: z.array(Department).max(200),
  /** What its widgets wear; absent where the hospital has set none. */
  theme: ThemeShape.optional(),
  /** The number under which its own words for our sentences are to be fetched; absent where it has none. */
  wording: z.int().min(1).optional(),
  /** True while the server runs with demo data: every widget says so. */
  demo: z.boolean(),
});
export type Hospital = z.infer<typeof Hospital>;

export const HospitalParams = z.object({ hospitalId: HospitalId });

export const hospitalRoutes = {
  getHospital: route({
    id: 'getHospital',
    method: 'get',
    path: '/hospitals/{hospitalId}',
    summary: 'The hospital as its patients see it.',
    callers: ['public'],
    params: HospitalParams,
    answer: Hospital,
    problems: ['hospital-unknown'],
  }),
};
