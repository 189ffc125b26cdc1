/** Words that several widgets share. */
const words = {
  back: 'Back',
  next: 'Continue',
  cancel: 'Cancel',
  close: 'Close',
  retry: 'Try again',
  loading: 'One moment',
  optional: 'optional',
  notSure: 'I’m not sure',
  errorTitle: 'Please check',
  /** Why a request failed, by problem code; `failed` for any other. */
  problems: {
    network: 'The connection is down. What you entered is still here. Please try again.',
    'not-ready':
      'The hospital’s service is busy. What you entered is still here. Please try again in a moment.',
    'too-many-requests': 'Too many tries in a short time. Please wait a minute, then try again.',
    'token-expired': 'You were away for a long time, so we signed you out to protect your privacy.',
    'state-conflict': 'Something has changed meanwhile. This is how it stands now.',
    'visit-ended': 'This visit has ended.',
  } as Record<string, string>,
  failed: 'That did not go through. What you entered is still here. Please try again.',
  levelEmergency: 'Emergency: get help now',
  levelUrgent: 'See a doctor today',
  levelRoutine: 'See a doctor soon',
  levelSelfCare: 'You can care for this at home',
};

export default words;
export type SharedWords = typeof words;
