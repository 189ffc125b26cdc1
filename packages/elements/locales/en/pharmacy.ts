/** The pharmacy: sign-in, what waits, checks, decision, shortcuts. */
import type { PrescriptionState } from '@care-elements/contract/prescription.machine.ts';

const minutes = (n: number) =>
  n < 60 ? `${n} min` : n % 60 ? `${Math.floor(n / 60)} h ${n % 60} min` : `${n / 60} h`;

const words = {
  pharmacy: 'Pharmacy review',
  desk: 'Pharmacy',
  places: 'Where you work',
  reviewPlace: 'Review',
  counterPlace: 'Counter',
  demo: 'Demonstration data',
  noHospital: 'This page has not named its hospital yet.',
  unreachable: 'We can’t reach the hospital’s service right now',
  unreachableMore: 'Nothing is lost. Please check the network, then try again.',
  unknown: 'This page names a hospital that we don’t know',

  signInTitle: 'Sign in to the pharmacy',
  username: 'User name',
  password: 'Password',
  signIn: 'Sign in',
  signOut: 'Sign out',
  missingUsername: 'Enter your user name',
  missingPassword: 'Enter your password',
  reconnecting: 'The connection is down. The list may not be the newest. Reconnecting',
  keysButton: 'My keys',
  statisticsButton: 'Statistics',
  helpButton: 'Keyboard shortcuts',

  waitingTitle: 'To review',
  waitingCount: (n: number) => (n === 0 ? 'None waiting' : `${n} waiting`),
  empty: 'Nothing waits for review. A new prescription appears here by itself.',
  inHandCount: (held: number, asked: number) =>
    [held ? `${held} being reviewed` : '', asked ? `${asked} with a question to the doctor` : '']
      .filter(Boolean)
      .join(' · '),
  inHandOf: (who: string) => `${who} is reviewing it`,
  inYourHand: (_who: string) => 'You are reviewing it',
  askedDoctor: (who: string) => `${who} asked the doctor, waiting for the answer`,
  answered: (n: number) => (n === 1 ? 'The doctor has answered' : `The doctor has answered (${n} new)`),
  showMore: 'Show more',
  readAgain: 'Read the list again',
  waited: (n: number) => (n < 1 ? 'Just in' : minutes(n)),
  waitedLabel: (n: number) => (n < 1 ? 'Waiting for less than a minute' : `Waiting for ${minutes(n)}`),
  years: (n: number) => `${n} y`,
  sexes: { male: 'M', female: 'F', other: 'other', unknown: '' },
  revised: (n: number) => `Revision ${n}, returned before`,
  worst: {
    block: 'Blocked',
    warn: 'Warning',
    unable_to_check: 'Cannot be checked',
    info: 'Note',
  },

  openNext: 'Open the longest waiting',
  nothingOpen: 'Choose a prescription on the left.',
  toList: 'Back to the list',
  opening: 'Opening the prescription',
  opened: (name: string) => `Prescription of ${name}`,
  sheet: 'The prescription',
  facts: 'What to check',
  openFailed: 'This prescription could not be opened.',

  allergies: 'Allergies:',
  noAllergies: 'None known, the patient says',
  allergiesUnknown: 'Not stated. Ask before you pass a medicine that is a common cause.',
  guardian: (name: string) => `Guardian: ${name}`,
  stepNow: 'Now',
  stepDone: 'Checked',
  stepChecked: (step: string) => `${step}: checked`,
  stepAndPass: (step: string) => `${step}: checked. Pass`,
  passedLines: (n: number) => (n === 1 ? '1 item without objection' : `${n} items without objection`),
  lookedAt: (title: string) => `The system could not check “${title}”. I looked at it myself.`,
  tickFirst: (n: number) =>
    n === 1
      ? 'One item could not be checked. Look at it and tick it first.'
      : `${n} items could not be checked. Look at them and tick them first.`,
  noFindings: 'The checks found nothing. They do not replace your own judgement.',
  severities: { block: 'Blocked', warn: 'Warning', unable_to_check: 'Cannot be checked', info: 'Note' },
  lifted: 'Block, overridden by the doctor',
  whole: 'Whole prescription',
  instead: 'Instead',
  source: 'Source',
  confidences: {
    label: 'checked against the label',
    literature: 'from literature',
    recall: 'not verified',
    computed: 'computed from the order',
    law: 'text of the law',
    'law-unreviewed': 'a lawyer has yet to look',
  },
  override: (reason: string, text: string) => `The doctor kept it: ${reason}${text ? `. ${text}` : ''}`,
  factsDraft: 'The facts about medicines are a draft that no clinician has approved yet.',
  longReason: 'Reason for more days',
  known: 'Body and medicines in use',
  knownNothing: 'Nothing was recorded.',
  diagnosis: 'Diagnosis',
  triage: 'Triage',
  levels: ['Emergency', 'Urgent: today', 'Routine', 'Self-care'],
  triageDraft: 'The triage texts are a draft that no clinician has approved yet.',
  answers: (n: number) => `${n} answers`,
  answerHeard: 'Not asked: heard in the patient’s words',
  seals: 'Doctor’s seal',
  sealBy: (name: string, at: string) => `Valid. ${name}, ${at}`,
  sealUnfit: 'Not valid: the prescription does not fit its seal. It cannot pass.',

  decision: 'Decision',
  approve: 'Pass',
  approving: 'Passing',
  return: 'Return to the doctor',
  reject: 'Reject',
  blocked: (n: number) =>
    n === 1
      ? 'One check blocks it: it cannot pass. Return it to the doctor.'
      : `${n} checks block it: it cannot pass. Return it to the doctor.`,
  confirmTitle: (n: number) =>
    n === 1
      ? 'The doctor overrode one block and gave a reason. Pass it all the same?'
      : `The doctor overrode ${n} blocks and gave reasons. Pass it all the same?`,
  confirm: 'Pass it all the same',
  lookAgain: 'Look again',
  bars: {
    own: 'You wrote this prescription yourself. A colleague has to review it.',
    'not-qualified': 'You can read this prescription, but not review it.',
    free: 'You no longer have this prescription in hand. Take it again to decide.',
  } as Record<string, string>,
  held: (who: string) => `${who} is reviewing it. You can read it; there is nothing for you to decide.`,
  heldAsked: (who: string) =>
    `${who} has asked the doctor about it and waits for the answer. You can read it.`,
  takeOver: 'Take it in hand',

  returnTitle: 'Return to the doctor: why?',
  rejectTitle: 'Reject for good: why?',
  returnMore: 'The doctor sees reason and remark, and may send a new revision.',
  rejectMore: 'The prescription ends here. Doctor and patient see the reason.',
  steps: { legality: 'Legality', form: 'Form', suitability: 'Suitability' },
  note: 'Remark for the doctor',
  noteHint: 'Optional. What should be changed?',
  noteNeeded: 'Needed with “Other”.',
  missingReason: 'Choose a reason',
  missingNote: 'Say what the reason is',
  sendReturn: 'Return',
  sendReject: 'Reject',

  youDecided: {
    approved: (at: string) => `You passed it at ${at}.`,
    returned: (at: string) => `You returned it at ${at}.`,
    rejected: (at: string) => `You rejected it at ${at}.`,
  },
  theyDecided: {
    approved: (who: string, at: string) => `${who} passed it at ${at}.`,
    returned: (who: string, at: string) => `${who} returned it at ${at}.`,
    rejected: (who: string, at: string) => `${who} rejected it at ${at}.`,
  },
  tooLate: 'A colleague was faster.',
  reasonWas: (reason: string) => `Reason: ${reason}.`,
  /** Why a prescription that waits no longer was not decided on. */
  standing: {
    voided: 'The doctor took it back.',
    expired: 'Its time has run out.',
  } as Partial<Record<PrescriptionState, string>>,
  next: 'Next prescription',
  noNext: 'None is waiting.',

  shortcuts: 'Keyboard shortcuts',
  singleKeys: 'Use single-letter keys',
  singleKeysMore: 'Turn them off if they get in the way of a screen reader or voice control.',
  keys: {
    n: 'Open the longest waiting',
    jk: 'Next, previous in the list',
    a: 'Step checked; at the last one, pass',
    r: 'Return to the doctor',
    x: 'Reject',
    send: 'Send the return or rejection',
    help: 'This sheet',
    esc: 'Close what is open',
  },

  problems: {
    network: 'The network is down. Nothing was decided. Please try again.',
    'wrong-credentials': 'User name and password do not match.',
    'wrong-role': 'This is not a pharmacy account. Doctors sign in at the doctor’s desk.',
    'token-expired': 'Your session has ended. Please sign in again.',
    'token-invalid': 'Your session has ended. Please sign in again.',
    'too-many-requests': 'Too many tries. Please wait a minute.',
    'review-not-held':
      'You no longer have this prescription in hand, so nothing was decided. This is how it stands now.',
    'review-incomplete': 'A step or a tick is still missing. Please go through the steps again.',
    'own-prescription': 'You wrote this prescription yourself. A colleague has to review it.',
    'state-conflict': 'It no longer waits for review. This is how it stands now.',
    'version-conflict': 'The checks have changed since you opened it. Please look again, then decide.',
    'checks-blocked': 'A check blocks it now. Please look again.',
    'law-blocked': 'A legal rule does not allow it.',
    'not-found': 'This prescription is no longer there.',
    'not-ready': 'The service is busy. Please try again in a moment.',
  } as Record<string, string>,
  failed: 'It did not go through. Nothing was decided. Please try again.',
};

export default words;
export type PharmacyWords = typeof words;
