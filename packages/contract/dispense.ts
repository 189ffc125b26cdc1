/** Dispensing on the wire: pharmacies, claims, receipts, the way to the patient. (No import of visit.ts here: it imports this.) */
import { z } from 'zod';
import { Id, Instant, line, paragraph, Phone, Text } from './common.ts';
import { DECLINE_REASON_CODES, VOID_REFUSAL_CODES, WAY_CODES } from './dispense.terms.ts';
import { DrugId } from './formulary.ts';
import { FULFILMENT_STATES } from './fulfilment.machine.ts';
import { HerbalSheet } from './herbal.ts';
import { PAYMENT_STATES } from './payment.machine.ts';
import { DECIMAL } from './prescription.decimal.ts';
import { Item, Person, RxDepartment, RxPatient, SealVerdict } from './prescription.ts';
import { PRESCRIPTION_STATES } from './prescription.machine.ts';
import { DOSE_UNITS, VOID_REASON_CODES } from './prescription.terms.ts';
import { Icd10Code } from './terminology.ts';

export * from './fulfilment.machine.ts';
export * from './payment.machine.ts';

/** A counter that dispenses this hospital's prescriptions: its own, or a partner's. */
export const Pharmacy = z.object({
  pharmacyId: Id,
  name: Text,
  address: Text,
  phone: z.string(),
  /** Opening hours in words. */
  hours: Text,
  /** The hospital's own counter. */
  own: z.boolean(),
  pickup: z.boolean(),
  delivers: z.boolean(),
});
export type Pharmacy = z.infer<typeof Pharmacy>;

/** Where a parcel goes; seen by the patient and by that pharmacy alone. */
export const Delivery = z.object({ recipient: line(80), phone: Phone, address: line(300) });
export type Delivery = z.infer<typeof Delivery>;

/** What the patient decides. `delivery` goes with the way of that name, and with no other. */
export const Choice = z.object({
  prescriptionId: Id,
  pharmacyId: Id,
  way: z.enum(WAY_CODES),
  delivery: Delivery.nullable(),
});
export type Choice = z.infer<typeof Choice>;

export const Fulfilment = z.object({
  fulfilmentId: Id,
  pharmacy: Pharmacy,
  way: z.enum(WAY_CODES),
  state: z.enum(FULFILMENT_STATES),
  /** `counter`: the patient came with the code and had chosen nothing, or another pharmacy. */
  chosenBy: z.enum(['patient', 'counter']),
  delivery: Delivery.nullable(),
  courier: z.object({ name: z.string(), number: z.string() }).nullable(),
  changedAt: Instant,
});
export type Fulfilment = z.infer<typeof Fulfilment>;

const Exact = z.string().regex(DECIMAL);
/** How much of a line is given: whole packs, or the medicine's own counted unit where a pack is opened: as finely as dispense.step.ts says. */
export const Given = z.object({ value: Exact, unit: z.enum([...DOSE_UNITS, 'pack']) });
export type Given = z.infer<typeof Given>;

export const DispenseLine = z.object({
  line: z.int().min(1).max(20),
  /** As on the box that is handed over: another medicine than the prescribed one is refused. */
  drugId: DrugId,
  given: Given,
  /** The manufacturer's batch, as printed. */
  lot: line(64).nullable(),
});
export type DispenseLine = z.infer<typeof DispenseLine>;

/** How far a line is; exact decimals in `unit`. */
export const LineRest = z.object({
  line: z.int(),
  drugId: DrugId,
  unit: z.enum(DOSE_UNITS),
  packSize: Exact,
  prescribed: Exact,
  given: Exact,
  rest: Exact,
});
export type LineRest = z.infer<typeof LineRest>;

/** A hand-over, sealed with the dispenser's key. */
export const Receipt = z.object({
  dispenseId: Id,
  /** 1, 2, 3 … of the prescription. */
  part: z.int(),
  /** Nothing is left after it. */
  whole: z.boolean(),
  pharmacy: z.object({ pharmacyId: Id, name: Text }),
  dispenser: Person,
  lines: z.array(DispenseLine.extend({ name: Text })),
  at: Instant,
  hash: z.string(),
  keyId: z.string(),
  verdict: z.enum(['valid', 'invalid']),
});
export type Receipt = z.infer<typeof Receipt>;

/** The doctor wants back what a counter holds. */
export const VoidRequest = z.object({
  requestId: Id,
  state: z.enum(['open', 'accepted', 'refused']),
  reason: z.enum(VOID_REASON_CODES),
  note: z.string(),
  at: Instant,
  refusal: z.object({ reason: z.enum(VOID_REFUSAL_CODES), note: z.string() }).nullable(),
});
export type VoidRequest = z.infer<typeof VoidRequest>;

/** What a pharmacy sees of a prescription that it holds. */
export const CounterPrescription = z.object({
  prescriptionId: Id,
  number: z.string(),
  revision: z.int(),
  state: z.enum(PRESCRIPTION_STATES),
  rxHash: z.string(),
  prescriber: Person,
  department: RxDepartment,
  pharmacist: Person.nullable(),
  patient: RxPatient,
  diagnoses: z.array(Icd10Code),
  items: z.array(Item),
  herbal: HerbalSheet.optional(),
  seals: z.array(SealVerdict),
  signedAt: Instant,
  validUntil: Instant,
});
export type CounterPrescription = z.infer<typeof CounterPrescription>;

export const Claim = z.object({
  claimId: Id,
  claimedAt: Instant,
  /** Then it is free again, unless something was handed over; null once it was. */
  leaseUntil: Instant.nullable(),
  prescription: CounterPrescription,
  lines: z.array(LineRest),
  receipts: z.array(Receipt),
  voidRequest: VoidRequest.nullable(),
  fulfilment: Fulfilment.nullable(),
  payment: z.enum(PAYMENT_STATES),
});
export type Claim = z.infer<typeof Claim>;

/** The secret is said once and kept by nobody but the counter's page; lost, it is replaced by `recoverClaim`. */
export const FreshClaim = Claim.extend({ secret: z.string() });
export type FreshClaim = z.infer<typeof FreshClaim>;
export const ClaimSecret = z.string().max(64);

/** One row at the counter: chosen by a patient, held, or on its way. */
export const CounterRow = z.object({
  prescriptionId: Id,
  number: z.string(),
  state: z.enum(PRESCRIPTION_STATES),
  /** Null while nobody holds it: a patient chose this pharmacy. */
  claimId: Id.nullable(),
  leaseUntil: Instant.nullable(),
  patientName: z.string(),
  medicines: z.array(Text),
  validUntil: Instant,
  fulfilment: Fulfilment.nullable(),
  voidRequested: z.boolean(),
});
export type CounterRow = z.infer<typeof CounterRow>;
export const Counter = z.object({ pharmacy: Pharmacy, rows: z.array(CounterRow).max(200) });
export type Counter = z.infer<typeof Counter>;

/** What the patient's page says of it. */
export const PatientDispensing = z.object({
  prescriptionId: Id,
  fulfilment: Fulfilment.nullable(),
  /** A pharmacy holds it: another choice must wait. */
  held: z.boolean(),
  /** The last pharmacy that gave it back. */
  declined: z.object({ pharmacy: Text, reason: z.enum(DECLINE_REASON_CODES), at: Instant }).nullable(),
  lines: z.array(LineRest),
  payment: z.enum(PAYMENT_STATES),
});
export type PatientDispensing = z.infer<typeof PatientDispensing>;

/** A longer validity, sealed by the doctor; what was signed first is not changed. */
export const Extension = z.object({
  days: z.int(),
  reason: z.string(),
  validUntil: Instant,
  at: Instant,
  keyId: z.string(),
  verdict: z.enum(['valid', 'invalid']),
});
export type Extension = z.infer<typeof Extension>;

/** For the doctor and the reviewers: where it is and what was given. */
export const DispensingRecord = z.object({
  prescriptionId: Id,
  state: z.enum(PRESCRIPTION_STATES),
  pharmacy: Pharmacy.nullable(),
  validUntil: Instant,
  lines: z.array(LineRest),
  receipts: z.array(Receipt),
  voidRequest: VoidRequest.nullable(),
  extensions: z.array(Extension),
});
export type DispensingRecord = z.infer<typeof DispensingRecord>;

export const Note = paragraph(500);
