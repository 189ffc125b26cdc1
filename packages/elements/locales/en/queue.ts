/** Waiting for the doctor. */
const DEVICES = { microphone: 'microphone', camera: 'camera', both: 'camera and microphone' };

const words = {
  label: 'Waiting',
  title: (department: string) => `You are waiting for ${department}`,
  ticket: 'Your number',
  next: 'You are next',
  /** While no doctor is online: next would promise too much. */
  first: 'You are first in the queue',
  ahead: (n: number) => (n === 1 ? '1 patient before you' : `${n} patients before you`),
  wait: (min: number, max: number) => `About ${min} to ${max} minutes`,
  waitShort: (max: number) => `Within about ${max} ${max === 1 ? 'minute' : 'minutes'}`,
  waitHours: (min: number, max: number) => `About ${min} to ${max} hours`,
  noDoctor: 'No doctor is online right now. You will be called as soon as one is there; your place is kept.',
  /** What moved the place last. The page sees the direction, not always the cause: two of these name both causes. */
  changed: {
    joined: 'You have joined the queue.',
    'called-ahead': 'A patient before you was called or has left.',
    'left-ahead': 'A patient before you has left.',
    'urgent-ahead': 'A more urgent or a returning patient was placed before you.',
    requeued: 'You have a new place in the queue.',
  },
  keep: 'You may lock the screen or leave. Your place is kept.',
  keepMore:
    'When it is your turn, this page tells you if it is open, and the doctor waits a few minutes. You may not hear it with the screen locked, and there is no text message, so please look in from time to time.',
  lost: 'The network is down. Your place in the queue is kept, and we are reconnecting.',

  /** Who was with a doctor already. */
  doctor: (name: string, title: string) => `${name}, ${title}`,
  callsBack: 'The doctor will call you back',
  doctorPaused: (doctor: string) =>
    `${doctor} has paused this visit and will call you again. You need not do anything.`,
  doctorLost: (doctor: string) =>
    `The line to ${doctor} was lost. The doctor will call you back, or another doctor will. What you said is kept.`,
  anyCallsBack: 'A doctor will call you again. You need not do anything.',
  keptFirst: 'Your place is kept: nobody goes before you.',
  transferTitle: (to: string) => `You will be seen by: ${to}`,
  transferWhy: (doctor: string, reason: string) =>
    `${doctor} has handed you over${reason ? `: ${reason}` : ''}.`,
  doctorSays: (text: string) => `The doctor says: “${text}”`,
  recordGoesAlong: 'Your answers and the doctor’s note go along. You need not tell everything again.',
  reasons: {
    speciality: 'it needs a doctor of another speciality',
    'second-opinion': 'another doctor should look, too',
    language: 'another doctor speaks your language',
    'shift-ends': 'the doctor’s working time is over',
    other: 'for the reason below',
  },

  check: 'Check camera and microphone',
  checkMore: 'About half a minute. Picture and sound stay on your device.',
  checkStart: 'Start the check',
  checking: 'Please allow the camera and the microphone when your browser asks.',
  speak: 'Please say something',
  heard: 'Camera and microphone work',
  soundOnly: 'The microphone works. You can do without a camera: the doctor hears you.',
  noSound:
    'Without a microphone the doctor can’t hear you in the video. You can write there instead, or the doctor calls the number you gave.',
  /** Above the steps that allow it. */
  notAllowed: {
    denied: (device: 'microphone' | 'camera' | 'both') =>
      `Your browser has not allowed the ${DEVICES[device]}.`,
    'denied-by-system': (device: 'microphone' | 'camera' | 'both') =>
      `Your device keeps the browser from the ${DEVICES[device]}.`,
  },
  checkAgain: 'Try again',
  checkAnew: 'Check again',
  checkStop: 'Finish the check',
  preview: 'What the doctor will see',
  level: 'Sound of your microphone',
  device: { camera: 'Camera', microphone: 'Microphone', speaker: 'Speaker' },
  deviceNumber: (device: string, n: number) => `${device} ${n}`,
  speakerTest: 'Test the speaker',
  speakerAgain: 'Play it again',
  speakerPlaying: 'You should hear three notes now.',
  speakerAsk: 'Did you hear three notes?',
  speakerYes: 'Yes, I heard them',
  speakerNo: 'No, nothing',
  speakerGood: 'The speaker works',
  speakerHelp:
    'Turn up the volume of your phone or computer and switch off silent mode. Headphones or a Bluetooth speaker that are connected take the sound: switch them off, or choose another speaker. Then play it again.',
  speakerSilent: 'Your browser played no sound. Please try once more.',

  meeting: {
    video: () => 'The doctor will see you by video.',
    text: () => 'You will meet in writing, with pictures, without a call.',
    phone: (phone: string) => `The doctor will phone you on ${phone}.`,
  },
  meetBy: { text: 'Write instead of a video call', video: 'Meet by video instead' },

  leave: 'Leave the queue',
  leaveSure: (ticket: string) =>
    `Leave the queue? Your number ${ticket} will no longer be valid; to come back you would take a new one. Your answers are kept.`,
  yesLeave: 'Leave the queue',
  stay: 'Keep waiting',
  leftTitle: 'You have left the queue',
  leftMore: 'Your answers are kept. You can take a new number when you need a doctor.',

  missedTitle: 'You were called, and we could not reach you',
  missedMore: (ticket: string) =>
    `You can queue again: you keep number ${ticket}, and at most 3 patients go before you.`,
  missedLong: 'That call was more than half an hour ago. You can queue again with a new number.',
  rejoin: 'Queue again',

  inConsult: 'Your consultation is under way',
  enter: 'Return to the doctor',
  unreachable: 'The hospital can’t be reached at the moment. Your place in the queue is kept there.',
  demo: 'Demo with made-up data. Not a medical service.',
  callLate: 'The call has not come through the network yet. We are trying again; your place is kept.',
};

export default words;
export type QueueWords = typeof words;
