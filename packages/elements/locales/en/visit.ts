/** The visit's first screens: who it is for, allergies, consent, what is wrong. */
const words = {
  steps: ['Symptoms', 'Waiting', 'Doctor', 'Prescription'],
  otherLanguage: '中文',
  elder: 'Larger text',
  help: 'Call us',
  demo: 'Demonstration with made-up data. Not a medical service.',
  unreachable:
    'We can’t reach the hospital right now. If it is urgent, call the emergency number or go to a hospital.',

  whoTitle: 'Who is the visit for?',
  name: 'Full name',
  birth: 'Date of birth',
  sex: 'Sex',
  male: 'Male',
  female: 'Female',
  phone: 'Phone number',
  phoneHint: 'The doctor calls it if the video fails',

  guardianTitle: 'Which adult is with the child?',
  guardianWhy: (age: number) => `Patients under ${age} come with an adult.`,
  relation: 'Relation to the child',
  parent: 'Parent',
  grandparent: 'Grandparent',
  other: 'Other guardian',

  allergyTitle: 'Is the patient allergic to anything?',
  allergyWhy: 'The doctor and the pharmacist check every medicine against this.',
  allergyLabel: 'Allergies',
  allergyNone: 'No known allergies',
  allergySome: 'Yes',
  allergyWhich: 'To which medicines, foods or other things?',
  allergyHint: 'Separate them with commas',

  consentTitle: 'Please read before we start',
  consentAgree: 'I have read this and agree',
  start: 'Start the visit',

  complaintTitle: 'What is wrong?',
  complaintLabel: 'Tell us in your own words',
  complaintHint: 'For example: fever since yesterday, my throat hurts',
  complaintPick: 'Then choose what comes closest',
};

export default words;
export type VisitWords = typeof words;
