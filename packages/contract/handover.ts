/** A consult that pauses or goes to somebody else, on the wire: on hold, called back, transferred with the record. */
import { z } from 'zod';
import { Id, paragraph, Text } from './common.ts';
import { HospitalParams } from './hospital.ts';
import { QUEUE_STATES } from './queue.machine.ts';
import { route } from './route.ts';

/** Why somebody waits who was with a doctor already. `doctor-away`: the doctor's line was lost and did not come back. */
export const RETURNS = ['hold', 'doctor-away', 'transfer'] as const;
/** Why a doctor hands over; the patient reads it. */
export const TRANSFER_REASONS = ['speciality', 'second-opinion', 'language', 'shift-ends', 'other'] as const;
export type TransferReason = (typeof TRANSFER_REASONS)[number];

/** A clinician as the patient sees them. */
export const Named = z.object({ name: Text, title: Text });
export type Named = z.infer<typeof Named>;

export const QueueReturn = z.object({
  why: z.enum(RETURNS),
  /** Who had the patient. */
  from: Named,
  /** Who will call; null where any doctor of the department may. */
  to: Named.nullable(),
  /** Of a transfer; `text` is the doctor's own words, or empty. */
  reason: z.object({ code: z.enum(TRANSFER_REASONS), text: z.string().max(300) }).nullable(),
});
export type QueueReturn = z.infer<typeof QueueReturn>;

export const Transfer = z.object({
  departmentId: Id,
  /** One doctor of that department; without, whoever calls next there. */
  clinicianId: Id.optional(),
  reason: z.enum(TRANSFER_REASONS),
  /** The patient reads it as it stands. */
  text: paragraph(300),
});
export type Transfer = z.infer<typeof Transfer>;

/** A department and its doctors, to hand a patient to. */
export const Colleagues = z.object({
  departments: z
    .array(
      z.object({
        departmentId: Id,
        name: Text,
        open: z.boolean(),
        doctors: z.array(Named.extend({ clinicianId: Id })).max(200),
      }),
    )
    .max(200),
});
export type Colleagues = z.infer<typeof Colleagues>;

const EntryParams = HospitalParams.extend({ entryId: Id });
const moved = z.object({ entryId: Id, state: z.enum(QUEUE_STATES) });

export const handoverRoutes = {
  holdEntry: route({
    id: 'holdEntry',
    method: 'post',
    path: '/hospitals/{hospitalId}/queue-entries/{entryId}/hold',
    summary:
      'Put the consult on hold: the patient waits again, before everybody else, for this doctor to call back. The answer is the new entry.',
    callers: ['doctor'],
    params: EntryParams,
    answer: moved,
    status: 201,
    problems: ['not-found', 'state-conflict'],
  }),
  callBack: route({
    id: 'callBack',
    method: 'post',
    path: '/hospitals/{hospitalId}/queue-entries/{entryId}/call-back',
    summary:
      'Call this patient, who was on hold or was handed to this doctor; whoever is not the one they wait for may once the time reserved is up.',
    callers: ['doctor'],
    params: EntryParams,
    answer: z.object({ entryId: Id, visitId: Id, encounterId: Id }),
    status: 201,
    problems: [
      'not-found',
      'not-entitled',
      'state-conflict',
      'already-decided',
      'doctor-busy',
      'too-early',
      'law-blocked',
    ],
  }),
  transferEntry: route({
    id: 'transferEntry',
    method: 'post',
    path: '/hospitals/{hospitalId}/queue-entries/{entryId}/transfer',
    summary:
      'Hand the patient and their record to another doctor or department, priority kept. The answer is the new entry.',
    callers: ['doctor'],
    params: EntryParams,
    body: Transfer,
    answer: moved,
    status: 201,
    problems: ['not-found', 'state-conflict', 'not-entitled'],
  }),
  listColleagues: route({
    id: 'listColleagues',
    method: 'get',
    path: '/hospitals/{hospitalId}/colleagues',
    summary: 'The departments that see patients online and their doctors, to hand a patient to.',
    callers: ['doctor'],
    params: HospitalParams,
    answer: Colleagues,
    problems: [],
  }),
};
