/**
 * What the rules look at, grouped by subject. A fact that is absent is not known, and a rule that needs it answers `unable`; null is
 * known to be none. A capability gives the groups that it knows; a fact that it only supposes stays absent.
 */
import type { Text } from '@care-elements/contract/common.ts';

/** A day of the hospital's own calendar, YYYY-MM-DD. */
export type Day = string;
/** An instant, ISO 8601 in UTC with milliseconds, so that text order is time order. */
export type At = string;

/** The transitions at which rules are asked. Each rule names its own. */
export const ACTIONS = [
  /** A patient opens a visit. */
  'visit.open',
  /** A doctor calls the next of the queue. */
  'queue.call',
  /** The called patient comes in. */
  'consult.start',
  /** The doctor ends the visit. */
  'consult.finish',
  'rx.sign',
  /** The pharmacist's pass. */
  'rx.approve',
  /** Money is asked for a prescription. */
  'rx.charge',
  /** Medicine is handed over or sent. */
  'rx.dispense',
  /** A refill slot is opened. */
  'rx.refill',
  /** It is settled until when a record, a recording or a log is kept, or one is about to be deleted. */
  'retention.set',
  /** What happened is reported to the authority above. */
  'oversight.report',
] as const;
export type Action = (typeof ACTIONS)[number];

export interface HospitalFacts {
  /** The pilots that the hospital is named in, as `cn-482`. */
  pilots?: readonly string[];
  /** The regulator reads our data through an interface that works now. */
  regulatorInterface?: boolean;
}
export interface PatientFacts {
  patientId?: string;
  ageYears?: number;
  /** A guardian is registered with the visit. */
  guardianPresent?: boolean;
  /** Somebody or something compared name and identity document. */
  realNameChecked?: boolean;
}
/** The doctor of the visit. */
export interface ClinicianFacts {
  clinicianId?: string;
  realNameChecked?: boolean;
  /** Completed years of practice on one's own licence. */
  independentPracticeYears?: number;
  /** The institution where the doctor is registered consents to work online. */
  institutionConsents?: boolean;
  /** Pilots whose whitelist names the doctor. */
  pilots?: readonly string[];
}
/** What shows that the patient has had this illness treated before. */
export interface RevisitFacts {
  /** `encounter`: an earlier one here; `record`: uploaded by the patient. */
  evidence?: 'encounter' | 'record';
  checkedByDoctor?: boolean;
  sameDiagnosis?: boolean;
  commonOrChronic?: boolean;
}
export interface VisitFacts {
  visitId?: string;
  /** True where the visit treats (a prescription does); false where it only advises. */
  treatment?: boolean;
  treatingDoctorId?: string;
  /** Null: there is no evidence, so it is a first visit. */
  revisit?: RevisitFacts | null;
  /** The pilot under which a first visit is held; null is none. */
  pilot?: string | null;
  /** The program that stands in the doctor's place; null is none. */
  attendedByMachine?: string | null;
  /** Of the department: `growth`, `nutrition`, `dermatology` … */
  speciality?: string;
  /** The condition is no longer the one of the earlier visit. */
  conditionChanged?: boolean;
  /** The doctor judges that it is a first visit. */
  judgedFirst?: boolean;
  /** Treatment online has ended. */
  stopped?: boolean;
  /** The referral to a clinic in person is saved. */
  referredOffline?: boolean;
}
export interface ConsentFacts {
  /** To the use of health data. */
  healthData?: boolean;
  /** Asked and given by itself, not among other terms. */
  separate?: boolean;
  by?: 'patient' | 'guardian';
}
export interface ItemFacts {
  readonly line: number;
  readonly name: Text;
  drugId?: string;
  /** WHO ATC; null where the product has none. */
  atc?: string | null;
  /** Null: of no special control. */
  controlled?: { code: string; cn: string } | null;
  /** Null: none. */
  antimicrobial?: string | null;
  /** For tuberculosis, a chronic bacterial or a chronic fungal infection. */
  chronicInfection?: boolean;
  /** 饮片: herbs to be decocted. */
  herbal?: boolean;
  /** Needs a cold chain or another special way of keeping. */
  specialStorage?: boolean;
  /** Null: not written yet. */
  days?: number | null;
}
export interface PrescriptionFacts {
  prescriptionId?: string;
  revision?: number;
  prescriberId?: string;
  /** Null: nobody but the doctor had a hand in it. */
  writtenByMachine?: string | null;
  items?: readonly ItemFacts[];
  emergency?: boolean;
  /** Why more days than the ordinary; empty when not given. */
  longReason?: string;
  /** Beyond the usual long prescription: assessed, written in the record, agreed with the patient. */
  longAssessed?: boolean;
  /** The doctor's own confirmation of guardian and speciality, for a small child. */
  guardianConfirmed?: boolean;
  signedOn?: Day;
  /** The last day on which it is valid. */
  validThrough?: Day;
  /** Why it is valid longer than the day; empty when it is not. */
  extensionReason?: string;
  signedAt?: At;
}
/** The doctor's seal. */
export interface SignatureFacts {
  signerId?: string;
  /** The key signs for this person alone. */
  exclusive?: boolean;
  /** Nobody but the signer can make it sign. */
  soleControl?: boolean;
  /** A change of the signature, and one of the text, is found. */
  signatureTamperEvident?: boolean;
  textTamperEvident?: boolean;
}
export interface ReviewFacts {
  reviewerId?: string;
  /** The reviewer's grade. */
  pharmacist?: boolean;
  dispensingYears?: number;
  /** The steps in the order in which they were gone through. */
  steps?: readonly string[];
  /** The revision that was reviewed. */
  revision?: number;
  /** Null: not decided yet. */
  decision?: 'approved' | 'returned' | 'rejected' | null;
  /** Null: not decided yet. */
  decidedAt?: At | null;
  /** Objections of incompatibility or of a dose too high that still stand. */
  incompatible?: number;
  excessive?: number;
}
export interface DispensingFacts {
  at?: At;
  /** The products that are handed over. */
  items?: readonly { readonly line: number; drugId?: string }[];
}
export interface RetentionFacts {
  kind?: 'record' | 'media' | 'log';
  /** The day on which what is kept came to its end. */
  from?: Day;
  /** The first day on which it may be gone. */
  until?: Day;
}
export interface TraceFacts {
  /** Steps of the visit that are not in the trail. */
  missing?: readonly string[];
}
export interface ReportFacts {
  /** The platform that is told, as `cn-gansu`; null is none. */
  platform?: string | null;
  /** From what happened to the platform's receipt, in s. */
  delaySeconds?: number;
}

export interface Facts {
  hospital?: HospitalFacts;
  patient?: PatientFacts;
  clinician?: ClinicianFacts;
  visit?: VisitFacts;
  consent?: ConsentFacts;
  prescription?: PrescriptionFacts;
  signature?: SignatureFacts;
  review?: ReviewFacts;
  dispensing?: DispensingFacts;
  retention?: RetentionFacts;
  trace?: TraceFacts;
  report?: ReportFacts;
}
export type Subject = keyof Facts;
