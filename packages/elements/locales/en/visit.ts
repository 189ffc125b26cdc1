/** The visit's first screens: who it is for, allergies, consent, what is wrong. */
const words = {
  steps: ['Symptoms', 'Waiting', 'Doctor', 'Prescription'],
  otherLanguage: '中文',
  /** Which one that is. */
  switchTo: 'zh-CN',
  elder: 'Larger text',
  help: 'Call us',
  demo: 'Demo with made-up data. Not a medical service.',
  unreachable:
    'We can’t reach the hospital right now. If it is urgent, call the emergency number or go to a hospital.',

  whoTitle: 'Who is the visit for?',
  by: 'Who is filling this in?',
  bySelf: 'The patient',
  byOther: 'Someone else',
  name: 'Patient’s full name',
  birth: 'Date of birth',
  sex: 'Sex',
  male: 'Male',
  female: 'Female',
  phone: 'Phone number',
  phoneHint: 'The doctor will call this number if the video fails',

  allergyTitle: 'Any allergies?',
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
  complaintPick: 'Choose what comes closest',
  map: 'Find it on a picture of the body',
};

export default words;
export type VisitWords = typeof words;
