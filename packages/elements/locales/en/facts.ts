/** What medicines depend on: weight, pregnancy, kidneys, liver, medicines in use. */
const words = {
  title: 'What medicines depend on',
  nothing: 'Not recorded yet',
  weight: 'Weight, kg',
  weighedOn: 'Measured on',
  pregnancy: 'Pregnant',
  weeks: 'Weeks',
  breastfeeding: 'Breast-feeding',
  egfr: 'Kidneys: eGFR',
  egfrUnit: 'ml/min/1.73 m²',
  liver: 'Liver disease',
  yesNo: { yes: 'Yes', no: 'No', unknown: 'Not known' },
  livers: { none: 'None', mild: 'Mild', moderate: 'Moderate', severe: 'Severe', unknown: 'Not known' },
  medicines: 'Takes already',
  taking: { unknown: 'Not known', none: 'Nothing', some: 'These' },
  search: 'Add a medicine that the patient takes',
  searchHint: 'Name, or as the patient calls it',
  asTyped: 'In the patient’s words',
  removeMedicine: (name: string) => `Remove ${name}`,
  wrong: { weight: '0.3 to 400', egfr: '1 to 200', weeks: '0 to 43' },
  conflict: 'These were saved in another window meanwhile. Which shall stand?',
  failed: 'This could not be fetched. The checks go by what is saved.',
  again: 'Try again',
};
export type FactsWords = typeof words;
export default words;
