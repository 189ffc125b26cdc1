/** Words that several widgets share. */
const words = {
  back: 'Back',
  next: 'Continue',
  cancel: 'Cancel',
  close: 'Close',
  retry: 'Try again',
  loading: 'One moment',
  notSure: 'I’m not sure',
  /** Why a request failed, by problem code; `failed` for any other. */
  problems: {
    network: 'The connection is down. What you entered is still here. Please try again.',
    'token-expired': 'You were away for a long time, so we signed you out to protect your privacy.',
    'hospital-unknown': 'We don’t know this page’s hospital.',
    'state-conflict': 'Something has changed meanwhile. This is how it stands now.',
  } as Record<string, string>,
  failed: 'That did not go through. What you entered is still here. Please try again in a moment.',
};

export default words;
export type SharedWords = typeof words;
