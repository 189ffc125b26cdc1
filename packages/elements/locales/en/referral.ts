/** The referral in person, as the patient reads it after the visit. */
const words = {
  title: 'Please see a doctor in person',
  why: {
    'first-visit':
      'The law allows prescriptions online only for an illness that a doctor has treated before. For this one you first need a visit in person.',
    changed: 'Your condition has changed, so a doctor needs to see you in person.',
    examine: 'A doctor needs to examine you in person.',
    other: 'The doctor asks you to come in person.',
  },
  when: { today: 'Go today', days: 'Go within three days', routine: 'Go when it suits you' },
  department: 'Department',
  bring: 'Bring with you',
  by: (name: string) => `Written by ${name}`,
};
export default words;
export type ReferralWords = typeof words;
