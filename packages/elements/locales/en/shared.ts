/** Words that several widgets share. */
const words = {
  back: 'Back',
  next: 'Continue',
  cancel: 'Cancel',
  close: 'Close',
  save: 'Save',
  retry: 'Try again',
  loading: 'One moment',
  optional: 'optional',
  notSure: 'I’m not sure',
  errorTitle: 'Please check these answers',
  offline: 'The connection is down. We are reconnecting.',
  failed: 'That did not go through. Nothing is lost. Please try again.',
  male: 'Male',
  female: 'Female',
  years: (n: number) => `${n} years old`,
  levelEmergency: 'Emergency: call for help now',
  levelUrgent: 'See a doctor today',
  levelRoutine: 'See a doctor soon',
  levelSelfCare: 'You can care for this at home',
};

export default words;
export type SharedWords = typeof words;
