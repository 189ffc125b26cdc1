/** Owns the lists of story files, which Storybook and the tests of the stories both read: none is shown that is not tested. */
export const CONTROL_FILES = [
  'ask-once',
  'call-controls',
  'day-dose',
  'fields',
  'icons',
  'level-band',
  'level-meter',
  'qr-code',
  'status-chip',
  'steps',
  'ticket-number',
];
export const PATIENT_FILES = [
  'care-visit',
  'care-frame',
  'care-triage',
  'care-queue',
  'care-consult',
  'call-more',
  'call-talk',
  'call-screen',
  'call-snapshot',
  'care-chat',
  'care-prescription',
  'recording',
  'guests',
  'meeting',
  'refills',
];
export const DESK_FILES = [
  'care-desk',
  'care-pharmacy',
  'care-counter',
  'care-protocols',
  'care-formulary',
  'setup',
  'setup-wording',
  'studio',
  'diagnose',
  'rx-after',
  'desk-refills',
  'signing',
  'meetings',
];
/** What all screens have to bear and to tell. */
export const EXTREME_FILES = ['extremes', 'problems', 'desk-extremes', 'desk-problems'];
export const STORY_FILES: readonly string[] = [
  ...CONTROL_FILES,
  ...PATIENT_FILES,
  ...DESK_FILES,
  ...EXTREME_FILES,
];
