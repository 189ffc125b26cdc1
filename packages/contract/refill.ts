/** Refills on the wire: an authorisation with its slots, the patient's request, the doctor's decision. */
import { z } from 'zod';
import { Day, Id, Instant, line, Sex, Text } from './common.ts';
import { HospitalParams } from './hospital.ts';
import { Person, PRESCRIPTION_STATES } from './prescription.ts';
import { REFILL_SLOT_STATES, REFILL_STATES } from './refill.machine.ts';
import { REFILL_DECLINE_REASONS, REFILL_OBSTACLES, REFILL_SLOTS_AT_MOST } from './refill.terms.ts';
import { route } from './route.ts';

export * from './refill.machine.ts';
export * from './refill.terms.ts';

const SlotNumber = z.int().min(1).max(REFILL_SLOTS_AT_MOST);

export const RefillSlot = z.object({
  slot: SlotNumber,
  state: z.enum(REFILL_SLOT_STATES),
  /** The first day, in the hospital's calendar, on which it may be asked for; later where the one before was late. */
  from: Day,
  requestedAt: Instant.nullable(),
  decidedAt: Instant.nullable(),
  /** Why it was declined. */
  reason: z.enum(REFILL_DECLINE_REASONS).nullable(),
  /** The prescription that was made from it, and how that stands. */
  prescriptionId: Id.nullable(),
  prescriptionState: z.enum(PRESCRIPTION_STATES).nullable(),
});
export type RefillSlot = z.infer<typeof RefillSlot>;

export const Refill = z.object({
  refillId: Id,
  visitId: Id,
  /** The prescription that is renewed. */
  prescriptionId: Id,
  number: z.string().max(32),
  state: z.enum(REFILL_STATES),
  prescriber: Person,
  medicines: z.array(Text).max(20),
  /** Days that one supply is for, and the days from one to the next. */
  days: z.int(),
  intervalDays: z.int(),
  /** Slots that nobody has asked for yet, while it is active. */
  left: z.int(),
  /** The first instant at which it is no longer valid. */
  validUntil: Instant,
  slots: z.array(RefillSlot).max(REFILL_SLOTS_AT_MOST),
  /** The slot that comes next, its first day, and what stands in its way now; null where none is left. */
  next: z.object({ slot: SlotNumber, from: Day, obstacle: z.enum(REFILL_OBSTACLES).nullable() }).nullable(),
});
export type Refill = z.infer<typeof Refill>;

export const RefillRequest = z.object({
  refill: Refill,
  slot: SlotNumber,
  patient: z.object({ name: z.string(), ageYears: z.int(), sex: Sex }),
  requestedAt: Instant,
  /** What stands in the way of saying yes now. */
  obstacle: z.enum(REFILL_OBSTACLES).nullable(),
  /** False: granted by a colleague who no longer works here; it can be declined, not prescribed. */
  own: z.boolean(),
});
export type RefillRequest = z.infer<typeof RefillRequest>;

const VisitParams = HospitalParams.extend({ visitId: Id });
const PrescriptionParams = HospitalParams.extend({ prescriptionId: Id });
const RefillParams = HospitalParams.extend({ refillId: Id });
const Maybe = z.object({ refill: Refill.nullable() });
const Slot = z.object({ slot: SlotNumber });

export const refillRoutes = {
  grantRefill: route({
    id: 'grantRefill',
    method: 'post',
    path: '/hospitals/{hospitalId}/prescriptions/{prescriptionId}/refill',
    summary:
      'The prescriber lets a passed prescription be renewed so many times; once per prescription, as far as the law allows for the days in all.',
    callers: ['doctor'],
    params: PrescriptionParams,
    body: z.object({
      slots: SlotNumber,
      /** Why the patient needs it for long; kept with the authorisation. */
      reason: line(500),
      /** The doctor has assessed the long use and agreed it with the patient. */
      assessed: z.literal(true),
    }),
    answer: Refill,
    status: 201,
    problems: ['not-found', 'not-entitled', 'state-conflict', 'law-blocked'],
  }),
  getPrescriptionRefill: route({
    id: 'getPrescriptionRefill',
    method: 'get',
    path: '/hospitals/{hospitalId}/prescriptions/{prescriptionId}/refill',
    summary:
      'The authorisation that a prescription carries, or that it was made from; for its doctor, and once signed for pharmacists.',
    callers: ['doctor', 'pharmacist'],
    params: PrescriptionParams,
    answer: Maybe,
    problems: ['not-found'],
  }),
  getVisitRefill: route({
    id: 'getVisitRefill',
    method: 'get',
    path: '/hospitals/{hospitalId}/visits/{visitId}/refill',
    summary: 'The newest authorisation of a visit, for its patient.',
    callers: ['patient'],
    params: VisitParams,
    answer: Maybe,
    problems: ['not-found'],
  }),
  keepRefillAccess: route({
    id: 'keepRefillAccess',
    method: 'post',
    path: '/hospitals/{hospitalId}/visits/{visitId}/refill/access',
    summary:
      'A token for the same visit that lasts as long as its refill, since a patient’s own ends before most refills may be asked for.',
    callers: ['patient'],
    params: VisitParams,
    answer: z.object({ token: z.string(), expiresAt: Instant }),
    status: 201,
    problems: ['not-found', 'state-conflict'],
    perMinute: 10,
  }),
  requestRefill: route({
    id: 'requestRefill',
    method: 'post',
    path: '/hospitals/{hospitalId}/refills/{refillId}/request',
    summary:
      'The patient asks for the next slot and says that nothing has changed: no new allergy, complaint or medicine. Who cannot say so needs a visit.',
    callers: ['patient'],
    params: RefillParams,
    body: Slot.extend({ nothingChanged: z.literal(true) }),
    answer: Refill,
    problems: ['not-found', 'state-conflict', 'too-early', 'law-blocked'],
    perMinute: 20,
  }),
  listRefillRequests: route({
    id: 'listRefillRequests',
    method: 'get',
    path: '/hospitals/{hospitalId}/refills/requests',
    summary:
      'Requests that wait for the doctor: of their own patients, and in their departments of colleagues who no longer work here. Oldest first.',
    callers: ['doctor'],
    params: HospitalParams,
    answer: z.object({ requests: z.array(RefillRequest).max(100) }),
    problems: [],
  }),
  acceptRefill: route({
    id: 'acceptRefill',
    method: 'post',
    path: '/hospitals/{hospitalId}/refills/{refillId}/accept',
    summary:
      'Begins an ordinary prescription with the lines of the one that is renewed: checked anew, signed and reviewed as any other.',
    callers: ['doctor'],
    params: RefillParams,
    body: Slot,
    answer: z.object({ refill: Refill, prescriptionId: Id }),
    problems: ['not-found', 'not-entitled', 'state-conflict', 'too-early', 'law-blocked'],
  }),
  declineRefill: route({
    id: 'declineRefill',
    method: 'post',
    path: '/hospitals/{hospitalId}/refills/{refillId}/decline',
    summary: 'No, with a coded reason that the patient reads. The slot is spent.',
    callers: ['doctor'],
    params: RefillParams,
    body: Slot.extend({ reason: z.enum(REFILL_DECLINE_REASONS) }),
    answer: Refill,
    problems: ['not-found', 'state-conflict'],
  }),
  revokeRefill: route({
    id: 'revokeRefill',
    method: 'post',
    path: '/hospitals/{hospitalId}/refills/{refillId}/revoke',
    summary: 'The prescriber takes the authorisation back: what is not signed yet is not signed any more.',
    callers: ['doctor'],
    params: RefillParams,
    answer: Refill,
    problems: ['not-found', 'state-conflict'],
  }),
};
