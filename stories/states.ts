/**
 * Owns the list of what stories have to show: for each public tag its states, and, in the contract's own words, a place in the
 * queue and a prescription. A test holds it against the story files; what the contract gains does not compile until it stands here.
 */
import type { PrescriptionState } from '@care-elements/contract/prescription.machine.ts';
import type { QueueState } from '@care-elements/contract/queue.machine.ts';

/** A story: its file, and its name there. */
export type At = `${string}/${string}`;
type States = Record<string, At>;

/** What any tag of the patient's has to bear. */
const borne = (name: string): States => ({
  'long names': `extremes/${name}LongNames`,
  '200 % text': `extremes/${name}TextTwice`,
  'right to left': `extremes/${name}RightToLeft`,
  'elder mode': `extremes/${name}Elder`,
});
const deskBorne = (name: string): States => ({
  'long names': `desk-extremes/${name}LongNames`,
  '200 % text': `desk-extremes/${name}TextTwice`,
  'right to left': `desk-extremes/${name}RightToLeft`,
});

/** By public tag, as the documentation names them. */
export const STATES: Record<string, States> = {
  'care-visit': {
    loading: 'care-visit/Loading',
    'no connection': 'care-visit/Unreachable',
    'waiting first': 'care-visit/FirstInLine',
    called: 'care-visit/Called',
    'in the call': 'care-visit/InCall',
    'returned prescription': 'care-visit/PrescriptionReturned',
    emergency: 'care-visit/Emergency',
    'nothing signed': 'care-visit/NothingSigned',
    ...borne('Visit'),
  },
  'care-frame': {
    'in use': 'care-frame/Framed',
    'not registered': 'care-frame/NotRegistered',
  },
  'care-triage': {
    'in use': 'care-triage/FirstQuestion',
    loading: 'care-triage/Loading',
    'no connection': 'care-triage/Unreachable',
    empty: 'care-triage/NoQuestions',
    ...borne('Triage'),
  },
  'care-queue': {
    loading: 'care-queue/Loading',
    'no connection': 'care-queue/Unreachable',
    reconnecting: 'care-queue/Reconnecting',
    'waiting first': 'care-queue/FirstInLine',
    'long wait': 'care-queue/LongWait',
    'denied camera': 'care-queue/DevicesDenied',
    ...borne('Queue'),
  },
  'care-consult': {
    'in use': 'care-consult/Connected',
    idle: 'care-consult/Idle',
    joining: 'care-consult/Joining',
    reconnecting: 'care-consult/ReconnectingMedia',
    'denied camera': 'care-consult/CameraDenied',
    failed: 'care-consult/Failed',
    left: 'care-consult/LeftBySelf',
    ...borne('Call'),
  },
  'care-prescription': {
    loading: 'care-prescription/Loading',
    'no connection': 'care-prescription/Unreachable',
    empty: 'care-prescription/NoPrescription',
    'returned prescription': 'care-prescription/Returned',
    ...borne('Prescription'),
  },
  'care-desk': {
    'in use': 'care-desk/Visit',
    loading: 'care-desk/Loading',
    'no connection': 'care-desk/Unreachable',
    empty: 'care-desk/EmptyQueue',
    reconnecting: 'care-desk/Reconnecting',
    'sign-in': 'care-desk/SignIn',
    'returned prescription': 'care-desk/Returned',
    ...deskBorne('Visit'),
  },
  'care-pharmacy': {
    'in use': 'care-pharmacy/Review',
    loading: 'care-pharmacy/Loading',
    'no connection': 'care-pharmacy/Unreachable',
    empty: 'care-pharmacy/Empty',
    reconnecting: 'care-pharmacy/Reconnecting',
    'sign-in': 'care-pharmacy/SignIn',
    ...deskBorne('Review'),
  },
  'care-protocols': {
    'in use': 'care-protocols/List',
    loading: 'care-protocols/Loading',
    'no connection': 'care-protocols/Unreachable',
    empty: 'care-protocols/NoneFound',
    'sign-in': 'care-protocols/SignIn',
  },
  'care-formulary': {
    'in use': 'care-formulary/Changed',
    loading: 'care-formulary/Loading',
    'no connection': 'care-formulary/Unreachable',
    empty: 'care-formulary/NoneFound',
    'sign-in': 'care-formulary/SignIn',
  },
  'care-guest': {
    'in use': 'guests/GuestMayEnter',
    loading: 'guests/GuestOpening',
    'no connection': 'guests/GuestUnreachable',
    waiting: 'guests/GuestAtTheDoor',
    over: 'guests/GuestVisitOver',
    'elder mode': 'extremes/GuestElder',
  },
  'care-meeting': {
    'in use': 'meeting/Listening',
    loading: 'meeting/Opening',
    'no connection': 'meeting/Unreachable',
    reconnecting: 'meeting/Reconnecting',
    'denied microphone': 'meeting/MicrophoneDenied',
    over: 'meeting/Over',
    'elder mode': 'extremes/MeetingElder',
  },
  'care-setup': {
    'in use': 'setup/Ready',
    'no connection': 'setup/Unreachable',
    empty: 'setup/NothingRegistered',
    'sign-in': 'setup/SignIn',
  },
  'care-studio': {
    illegible: 'studio/Illegible',
    'bad file': 'studio/BadFile',
    'sign-in': 'studio/SignIn',
    'no connection': 'studio/Unreachable',
  },
  'care-diagnose': {},
  'care-rx-export': { failed: 'rx-after/ExportFails' },
};

/** A patient's place in the queue; null where no screen of the patient's shows it: a new place has taken over. */
export const QUEUE: Record<QueueState, At | null> = {
  waiting: 'care-queue/Waiting',
  called: 'care-queue/Called',
  in_consult: 'care-queue/InConsult',
  done: 'care-visit/Concluded',
  missed: 'care-queue/Missed',
  no_show: 'care-queue/NoShow',
  left: 'care-queue/Left',
  redirected: 'care-visit/Emergency',
  held: null,
  transferred: null,
};

/** A prescription; null where the patient is not told of it yet. */
export const PRESCRIPTION: Record<PrescriptionState, At | null> = {
  draft: null,
  pending_review: 'care-prescription/InReview',
  approved: 'care-prescription/Approved',
  returned: 'care-prescription/Returned',
  rejected: 'care-prescription/Rejected',
  claimed: 'care-prescription/Preparing',
  partially_dispensed: 'care-prescription/PartGiven',
  dispensed: 'care-prescription/Dispensed',
  voided: 'care-prescription/Voided',
  expired: 'care-prescription/Expired',
};
