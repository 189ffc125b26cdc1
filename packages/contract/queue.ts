/** The live queue on the wire: a patient's place, a department's list, and calling. */
import { z } from 'zod';
import { Id, Instant, Level, paragraph, Sex, Text } from './common.ts';
import { QueueReturn } from './handover.ts';
import { Department, HospitalParams } from './hospital.ts';
import { QUEUE_STATES } from './queue.machine.ts';
import { route } from './route.ts';
import { VisitMode } from './visit.mode.ts';

export * from './queue.machine.ts';

/** Why a place changed last; the words are in the locales. */
export const PLACE_CHANGES = ['joined', 'called-ahead', 'left-ahead', 'urgent-ahead', 'requeued'] as const;

/** A patient's place. `ahead` and `waitMinutes` are null unless the entry is waiting. */
export const QueuePlace = z.object({
  entryId: Id,
  state: z.enum(QUEUE_STATES),
  /** As shown and called: the department's letter and the number of the day, `A017`. */
  ticket: z.string().max(16),
  department: Department,
  ahead: z.int().min(0).nullable(),
  /** An estimate, always an interval. */
  waitMinutes: z.object({ min: z.int().min(0), max: z.int().min(0) }).nullable(),
  changed: z.enum(PLACE_CHANGES).nullable(),
  joinedAt: Instant,
  calledAt: Instant.nullable(),
  /** Until when a called patient is waited for before the doctor may call the next. */
  respondBy: Instant.nullable(),
  /** True where no doctor of the department is at their desk: `waitMinutes` says nothing then. */
  noDoctor: z.boolean().optional(),
  /** For who was with a doctor already: why they wait again, and who calls them. */
  returned: QueueReturn.optional(),
});
export type QueuePlace = z.infer<typeof QueuePlace>;

/** One row of the desk's list. */
export const DeskEntry = z.object({
  entryId: Id,
  visitId: Id,
  state: z.enum(QUEUE_STATES),
  ticket: z.string().max(16),
  level: Level,
  flags: z.array(z.string().max(64)).max(20),
  patientName: z.string().max(80),
  ageYears: z.int(),
  sex: Sex,
  complaint: z.string().max(200),
  mode: VisitMode,
  joinedAt: Instant,
  clinicianId: Id.nullable(),
  /** For who was with a doctor already. */
  returned: QueueReturn.optional(),
  /** The only doctor who may call them, until then. */
  waitsFor: z.object({ clinicianId: Id, until: Instant }).optional(),
});
export type DeskEntry = z.infer<typeof DeskEntry>;

/** An emergency answer or a flag that a person at the desk must see now. */
export const Alarm = z.object({
  alarmId: Id,
  visitId: Id,
  departmentId: Id,
  kind: z.enum(['emergency', 'flag']),
  /** `epidemic`, `self-harm` … */
  flags: z.array(z.string().max(64)).max(20).optional(),
  reason: Text,
  patientName: z.string().max(80),
  ageYears: z.int(),
  sex: Sex,
  phone: z.string().max(32),
  raisedAt: Instant,
});
export type Alarm = z.infer<typeof Alarm>;

export const DeskQueue = z.object({
  department: Department,
  /** Open entries: called and in consult first, then waiting: sent back, flagged, level, arrival. At most 200. */
  entries: z.array(DeskEntry).max(200),
  waiting: z.int(),
  alarms: z.array(Alarm).max(50),
});
export type DeskQueue = z.infer<typeof DeskQueue>;

const DepartmentParams = HospitalParams.extend({ departmentId: Id });
const VisitParams = HospitalParams.extend({ visitId: Id });
const EntryParams = HospitalParams.extend({ entryId: Id });

export const CalledEntry = z.object({ entryId: Id, visitId: Id, encounterId: Id });
export type CalledEntry = z.infer<typeof CalledEntry>;

export const queueRoutes = {
  joinQueue: route({
    id: 'joinQueue',
    method: 'post',
    path: '/hospitals/{hospitalId}/visits/{visitId}/queue-entries',
    summary:
      'Take a place in a department’s queue; after a missed call, take a new one behind the next few. Without a triage result only where the hospital has no questions for everybody in use: then a human asks.',
    callers: ['patient'],
    params: VisitParams,
    body: z.object({
      departmentId: Id,
      /** The patient's own words, where no triage has them. */
      text: paragraph(2000).optional(),
      /** How they want to meet; as it stands where it is not said. */
      mode: VisitMode.optional(),
    }),
    answer: QueuePlace,
    status: 201,
    problems: ['not-found', 'state-conflict', 'visit-ended'],
    // Each takes a ticket's number.
    perMinute: 20,
  }),
  leaveQueue: route({
    id: 'leaveQueue',
    method: 'post',
    path: '/hospitals/{hospitalId}/queue-entries/{entryId}/leave',
    summary: 'Give the place up; the visit stays open.',
    callers: ['patient'],
    params: EntryParams,
    answer: QueuePlace,
    problems: ['not-found', 'state-conflict'],
  }),
  enterConsult: route({
    id: 'enterConsult',
    method: 'post',
    path: '/hospitals/{hospitalId}/queue-entries/{entryId}/enter',
    summary:
      'A called patient enters the consult: the entry is in consult, the encounter in progress. Again is the same.',
    callers: ['patient'],
    params: EntryParams,
    answer: QueuePlace,
    problems: ['not-found', 'state-conflict', 'law-blocked'],
  }),
  getDeskQueue: route({
    id: 'getDeskQueue',
    method: 'get',
    path: '/hospitals/{hospitalId}/departments/{departmentId}/queue',
    summary: 'The department’s queue, flagged first, then by level, then by arrival.',
    callers: ['doctor'],
    params: DepartmentParams,
    answer: DeskQueue,
    problems: ['not-found', 'not-entitled'],
  }),
  callNext: route({
    id: 'callNext',
    method: 'post',
    path: '/hospitals/{hospitalId}/departments/{departmentId}/call-next',
    summary: 'Call the next patient; a doctor with a patient already is refused.',
    callers: ['doctor'],
    params: DepartmentParams,
    answer: CalledEntry,
    status: 201,
    problems: ['not-found', 'not-entitled', 'queue-empty', 'doctor-busy', 'law-blocked'],
  }),
  missEntry: route({
    id: 'missEntry',
    method: 'post',
    path: '/hospitals/{hospitalId}/queue-entries/{entryId}/miss',
    summary:
      'The called patient did not come, and the time to come in is up: the doctor is free, the patient may take a new place.',
    callers: ['doctor'],
    params: EntryParams,
    answer: z.object({ entryId: Id, state: z.enum(QUEUE_STATES) }),
    problems: ['not-found', 'state-conflict', 'too-early'],
  }),
  acknowledgeAlarm: route({
    id: 'acknowledgeAlarm',
    method: 'post',
    path: '/hospitals/{hospitalId}/alarms/{alarmId}/acknowledge',
    summary: 'A doctor has seen the alarm and takes it over.',
    callers: ['doctor'],
    params: HospitalParams.extend({ alarmId: Id }),
    answer: z.object({ alarmId: Id, acknowledgedAt: Instant }),
    problems: ['not-found', 'not-entitled', 'already-decided'],
  }),
};
