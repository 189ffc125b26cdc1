/** The visit's first screens: who it is for, allergies, consent, what is wrong. */
const words = {
  steps: ['Symptoms', 'Waiting', 'Doctor', 'Prescription'],
  stepsLabel: 'Your visit',
  otherLanguage: '中文',
  elder: 'Larger text',
  help: 'Help',
  demo: 'Demonstration with made-up data. Not a medical service.',
  noHospital: 'This page has not named its hospital yet.',
  unreachable: 'We can’t reach the hospital right now',
  unreachableMore: 'Nothing is lost. If it is urgent, call the emergency number or go to a hospital.',
  unknown: 'This page names a hospital that we don’t know',

  whoTitle: 'Who is the visit for?',
  name: 'Full name',
  nameHint: 'As on the identity document',
  birth: 'Date of birth',
  year: 'Year',
  month: 'Month',
  day: 'Day',
  /** Order of the three fields. */
  birthOrder: 'mdy',
  sex: 'Sex',
  male: 'Male',
  female: 'Female',
  phone: 'Phone number',
  phoneHint: 'The doctor calls it when the video fails',

  guardianTitle: 'Who is with the child?',
  guardianWhy: (age: number) => `Patients under ${age} come with an adult.`,
  guardianName: 'Adult’s full name',
  guardianPhone: 'Adult’s phone number',
  relation: 'Relation to the child',
  parent: 'Parent',
  grandparent: 'Grandparent',
  other: 'Other guardian',

  allergyTitle: 'Any allergies?',
  allergyWhy: 'The doctor and the pharmacist check every medicine against this.',
  allergyNone: 'No known allergies',
  allergySome: 'Yes',
  allergyWhich: 'Which medicines, foods or other things?',
  allergyHint: 'Separate them with commas',

  consentTitle: 'Please read before we start',
  consentAgree: 'I have read this and agree',
  consentVersion: (version: string) => `Version ${version}`,
  start: 'Start the visit',
  refused: 'The hospital could not accept this. Please check it',

  missingName: 'Enter the name',
  missingBirth: 'Enter the date of birth, for example 3 8 1954',
  missingSex: 'Choose the sex',
  missingPhone: 'Enter a phone number',
  missingRelation: 'Choose the relation',
  missingAllergy: 'Choose an answer about allergies',
  missingItems: 'Write what the allergy is to',
  missingConsent: 'Tick the box to agree',

  complaintTitle: 'What is wrong?',
  complaintLabel: 'In your own words',
  complaintHint: 'For example: I have had a fever since yesterday and my throat hurts',
  complaintPick: 'Which comes closest?',
  complaintNone: 'Nothing fits. Write it in other words.',
};

export default words;
export type VisitWords = typeof words;
