/** The patient's prescription: where it stands, each medicine, the seals; and the paper that is printed. */
import type { PrescriptionState } from '@care-elements/contract/prescription.machine.ts';

/** What a state is called for the patient, what it means, and what happens next. */
type Standing = { title: string; next: string };

const words = {
  rxTitle: 'Your prescription',
  /** The three steps; the second says how the review stands. */
  written: 'Written by the doctor',
  reviewing: 'Pharmacist is checking',
  reviewed: 'Checked by the pharmacist',
  collect: 'Ready to collect',

  standings: {
    draft: { title: 'The doctor is writing your prescription', next: 'It appears here once it is signed.' },
    pending_review: {
      title: 'A pharmacist is checking your prescription',
      next: 'You can collect the medicine once the check is done. You may leave this page: the result will be here.',
    },
    approved: {
      title: 'Your medicine is ready to collect',
      next: 'Show this code at the pharmacy.',
    },
    claimed: { title: 'The pharmacy is preparing your medicine', next: 'You see below where it is.' },
    partially_dispensed: {
      title: 'You have received part of your medicine',
      next: 'The pharmacy keeps the rest for you.',
    },
    dispensed: {
      title: 'The pharmacy has handed over your medicine',
      next: 'This code cannot be used again.',
    },
    returned: {
      title: 'The pharmacist asked the doctor to look at it again',
      next: 'The doctor changes it and sends a new one, which appears here. Until then, do not take medicine from this prescription.',
    },
    rejected: {
      title: 'The pharmacist did not pass this prescription',
      next: 'It cannot be used. Talk to your doctor about what to do instead: start a new visit or call the hospital.',
    },
    voided: {
      title: 'The doctor took this prescription back',
      next: 'It cannot be used. If you already have medicine from it, call the hospital before you take any.',
    },
    expired: {
      title: 'This prescription has run out',
      next: 'A pharmacy can no longer hand out medicine on it. If you still need it, start a new visit.',
    },
  } satisfies Record<PrescriptionState, Standing> as Record<PrescriptionState, Standing>,
  /** Approved, and a pharmacy was chosen that brings it. */
  toYou: {
    title: 'Your medicine will be brought to you',
    next: 'You see below where it is.',
    step: 'Brought to you',
  },
  reasonGiven: (reason: string) => `The pharmacist’s reason: ${reason}.`,
  callHospital: (phone: string) => `Call the hospital: ${phone}`,

  /** `day` such as `22 November`, null for today; `time` null for the end of that day. */
  validUntil: (day: string | null, time: string | null) =>
    day === null ? `Valid today until ${time ?? 'midnight'}` : `Valid until ${time ?? 'midnight'} on ${day}`,
  qrLabel: (code: string) => `Code for the pharmacy: ${code}`,
  codeHint: 'Hard to scan? The pharmacy can type this in',

  medicines: (n: number) => (n === 1 ? '1 medicine' : `${n} medicines`),
  notToUse: 'What this prescription said (do not use it)',
  /** Times of the day, in the order of the picture. */
  dayTimes: ['Morning', 'Noon', 'Evening', 'Bedtime'],
  dayN: (n: number) => `Day ${n}`,
  onceADay: 'Once a day',
  onceNow: 'Now, once only',
  whenNeeded: 'When you need it',
  thinLayer: 'thin layer',
  clockExample: 'The times are an example. Keep the same gap between doses.',
  onceHint: 'Your doctor set no time of day. Take it at the same time each day.',
  doctorsNote: (note: string) => `From your doctor: ${note}`,

  warnings: {
    weekly: 'Only once a week, never every day.',
    whole: 'Swallow it whole. Do not chew or crush it.',
    noCrush: 'Do not chew or crush it.',
    chew: 'Chew it well before you swallow.',
    skinOnly: 'For the skin only. Do not swallow it.',
    vaginalOnly: 'For the vagina only. Do not swallow it.',
    rectalOnly: 'For the rectum only. Do not swallow it.',
    eyeOnly: 'For the eye only. Do not swallow it.',
    inhaleCapsule: 'The capsule goes into the inhaler. Do not swallow it.',
    maxADay: (n: number) => `Not more than ${n === 1 ? '1 dose' : `${n} doses`} in 24 hours.`,
  },
  stopIf: (emergency: string) =>
    `Rash, swollen face or trouble breathing after a dose: stop taking it and call ${emergency}.`,
  textDraft: 'The notes on taking these medicines have not been approved by a clinician yet.',

  /** A sheet of Chinese herbs. */
  herbs: {
    name: { 'zh-CN': '中药汤剂', en: 'Herbal decoction' } as Record<'zh-CN' | 'en', string>,
    packet: (n: number, grams: string) => `One packet: ${n} ${n === 1 ? 'herb' : 'herbs'}, ${grams} g`,
    packets: (n: number) => (n === 1 ? '1 packet' : `${n} packets`),
    portion: '1 portion',
    colon: ': ',
    footnotes: {
      first: 'put it in about 30 minutes before the other herbs.',
      late: 'put it in for the last 5 minutes.',
      wrapped: 'tie it in a piece of clean cloth, then boil it with the others.',
      apart: 'boil it in a pot of its own, then pour it to the rest.',
      melted: 'let it melt in the hot liquid once the herbs are out.',
      stirred: 'do not boil it: stir it into the warm liquid just before you drink.',
    } as Record<'first' | 'late' | 'wrapped' | 'apart' | 'melted' | 'stirred', string>,
    paperTitle: 'Prescription of Chinese herbs',
    paperSum: (n: number, grams: string) => `${n} ${n === 1 ? 'herb' : 'herbs'}, ${grams} g in one packet`,
  },

  diagnosis: 'Diagnosis',
  advice: 'Your doctor’s advice',

  sealsTitle: 'Seals',
  sealDoctor: 'Doctor',
  sealPharmacist: 'Pharmacist',
  sealValid: 'Valid',
  sealInvalid: 'Not valid',
  sealMissing: 'Not yet',
  sealNone: 'Did not pass it',
  sealBroken: 'A seal of this prescription is not valid',
  sealBrokenNext: 'Do not use this prescription. Call the hospital.',
  sealWhat: {
    seal: 'A seal is made and checked by this hospital’s server. It is not a signature of a certification authority (CA).',
    ceremony:
      'Signed with a key in the signer’s own device, or sealed by the hospital’s server. This shows that nothing was changed; it is not the signature of a certificate authority (CA).',
    ca: '',
  },

  showPlan: 'Medicine plan and reminders',
  showPaper: 'Print or save',
  printNow: 'Print, or save as PDF',
  cannotPrint: 'This browser cannot print. Take a screenshot, or open the page in another browser.',
  paperTitle: 'Prescription sheet',
  paperNone: 'There is no prescription yet. When your doctor writes one, it appears here.',
  noVisit:
    'This browser knows of no visit. Open the page where you saw the doctor, on the same phone or computer.',
  rxUnreachable: 'We can’t reach the hospital right now. Your prescription is safe there.',
  noHospitalNamed: 'This page has not named its hospital yet.',

  paper: {
    title: 'Prescription',
    ordinary: '',
    child: 'Child',
    number: 'No.',
    name: 'Patient',
    sex: 'Sex',
    sexes: { male: 'Male', female: 'Female', other: 'Other', unknown: 'Not stated' },
    age: 'Age',
    years: (n: number) => `${n} y`,
    months: (n: number) => `${n} mo`,
    yearsMonths: (y: number, m: number) => (m ? `${y} y ${m} mo` : `${y} y`),
    days: (n: number) => (n === 1 ? '1 day' : `${n} days`),
    department: 'Department',
    visit: 'Visit no.',
    date: 'Date',
    diagnosis: 'Diagnosis',
    allergies: 'Allergies',
    noAllergies: 'None known',
    allergiesUnknown: 'Not stated',
    rp: 'Rx',
    sig: 'Sig.',
    /** Strength and pack: `250 mg, box of 24 capsules`. */
    product: (strength: string, container: string, size: string) =>
      [strength, size ? `${container} of ${size}` : container].filter(Boolean).join(', '),
    quantity: (packs: number, container: string) => `${packs} ${container}`,
    blank: 'Nothing below this line',
    doctor: 'Prescriber',
    pharmacist: 'Checked by',
    prepared: 'Dispensed by',
    /** Signed apart from `prepared` in China alone. */
    handedOver: '',
    pending: 'Awaiting check',
    revision: (n: number) => `Revision ${n}`,
    /** `oneDay`: valid on the day it was signed and no longer. */
    validity: (day: string, time: string | null, oneDay: boolean) =>
      oneDay ? `Valid on ${day} only.` : `Valid until ${time ?? 'midnight'} on ${day}.`,
    sealNote: {
      seal: 'Seals are made and checked by the hospital’s server. They are not CA signatures.',
      ceremony:
        'Signed with a key in the signer’s own device, or sealed by the hospital’s server. These are not CA signatures.',
      ca: '',
    },
    demo: 'Demonstration. Not a real prescription.',
    stamps: {
      draft: 'Draft',
      pending_review: '',
      approved: '',
      claimed: '',
      partially_dispensed: 'Part dispensed',
      dispensed: 'Dispensed',
      returned: 'Returned',
      rejected: 'Rejected',
      voided: 'Void',
      expired: 'Expired',
    } satisfies Record<PrescriptionState, string> as Record<PrescriptionState, string>,
  },
};

export default words;
export type PrescriptionWords = typeof words;
export type PaperWords = PrescriptionWords['paper'];
