/** The visit from the triage's result on. */
const words = {
  phoneSoon: (phone: string) => `The doctor will phone you on ${phone}. You can also write here.`,
  calledTitle: 'Your doctor is ready',
  calledBy: (name: string, title: string) => `${name}, ${title}`,
  /** `n` minutes left to come, at least 1. */
  calledTime: (n: number) => (n > 1 ? `Please come in within ${n} minutes` : 'Please come in now'),
  calledLate: 'Please come in now, or the doctor may call the next patient.',
  enter: 'Enter the room',
  enterHint: 'The browser will ask for your camera and microphone. Please allow both.',
  toVideo: 'Your visit is not over. Press the button below to return to the doctor by video.',
  cannotCome: 'I can’t come now',

  endVisit: 'End this visit',
  endSure:
    'End this visit? Your answers are kept in the hospital’s record, but you will need to start again to see a doctor.',
  leaveSure: 'Leave the queue? The doctor will call the next patient.',
  yesEnd: 'Yes, end it',
  yesLeave: 'Yes, leave',
  stay: 'No, go back',

  doctorAway: (name: string, minutes: number) =>
    `The line to ${name || 'the doctor'} is interrupted. We are reconnecting. If it takes longer than ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}, a doctor will call you back, and your place is kept.`,

  concludedTitle: 'Your visit is finished',
  noPrescription: 'The doctor did not prescribe any medicine.',
  diagnosis: 'Diagnosis',
  advice: 'The doctor’s advice',
  closedTitle: 'This visit has ended',
  leftQueue: 'You have left the queue. If you still want to see a doctor, join again below.',
  closedMore: 'You left before a doctor saw you. If it gets worse, start a new visit or go to a hospital.',

  newVisit: 'Start a new visit',
  newSure:
    'Start a new visit? This one will no longer be shown on this device. Save or print what you need first.',
  yesNew: 'Yes, start',
  callLate: 'The call has not come through the network yet. We are trying again; your place is kept.',
};

export default words;
export type VisitStageWords = typeof words;
