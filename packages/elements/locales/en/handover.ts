/** At the desk: on hold, called back, handed over. */
const words = {
  hold: 'Put on hold',
  holdTitle: 'Put this consult on hold?',
  holdMore: (minutes: number) =>
    `The call ends for now. The patient waits before everybody else and is told that you will call back. Call them back from the list on the left; after ${minutes} minutes a colleague may, too. Your note stays.`,
  holdNow: 'Put on hold',
  back: 'Back to the patient',

  transfer: 'Hand over',
  transferTitle: 'Hand this patient over',
  transferMore: 'Your note, the triage and the urgency go along. The patient reads to whom and why.',
  toDepartment: 'Department',
  toDoctor: 'Doctor',
  anyDoctor: 'Any doctor there',
  why: 'Why',
  reasons: {
    speciality: 'Needs another speciality',
    'second-opinion': 'A second opinion is wanted',
    language: 'A doctor who speaks the patient’s language',
    'shift-ends': 'My shift ends',
    other: 'Another reason',
  },
  text: 'In your own words (the patient reads them)',
  textMissing: 'Say in a few words why.',
  transferNow: 'Hand over',
  noColleagues: 'The list of colleagues could not be fetched.',
  unsaved: 'Your note is not saved yet. Check the network, then try again.',

  callBack: 'Call back',
  callNow: 'Call',
  onHold: 'On hold',
  lostLine: 'Doctor’s line was lost',
  from: (name: string) => `From ${name}`,
  waitsFor: (name: string) => `Waits for ${name}`,

  backAgain: 'Back from hold. Your note is as you left it.',
  lostBefore: 'The line to the doctor before was lost.',
  handedOver: (name: string) => `Handed over by ${name}`,
  earlier: (name: string, department: string) => `${name}, ${department}, wrote before`,
  draft: 'Draft, not signed',
  nothing: 'Nothing written.',
};
export type HandoverWords = typeof words;
export default words;
