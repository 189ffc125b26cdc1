/** Waiting for the doctor. */
const words = {
  title: 'You are in the queue',
  ticket: 'Your number',
  next: 'You are next',
  ahead: (n: number) => (n === 1 ? '1 patient before you' : `${n} patients before you`),
  wait: (min: number, max: number) => `About ${min} to ${max} minutes`,
  waitShort: (max: number) => `Less than ${max} minutes`,
  changed: {
    joined: 'You have joined the queue.',
    'called-ahead': 'The patient before you was called.',
    'left-ahead': 'Someone before you has left.',
    'urgent-ahead': 'A more urgent patient was moved before you.',
    requeued: 'You have a new place in the queue.',
  } as Record<string, string>,
  keep: 'You keep your place if you lock the screen or close this page. Keep it open to hear when it is your turn.',
  lost: 'The connection is down. Your place in the queue is kept. We are reconnecting.',

  check: 'Check camera and microphone',
  checkMore: 'It takes half a minute. Nobody else sees or hears you.',
  checkStart: 'Start the check',
  checking: 'Please allow the camera and the microphone.',
  speak: 'Say something: the bars should move.',
  heard: 'Camera and microphone work',
  soundOnly: 'The microphone works',
  checkAgain: 'Try again',
  checkStop: 'Done',
  preview: 'What the doctor will see',
  level: 'Sound of your microphone',
  noPlace: 'You are not in a queue.',

  leave: 'Leave the queue',
  leaveSure: 'Leave the queue? Your place goes to the next patient. Your answers are kept.',
  yesLeave: 'Yes, leave',
  stay: 'No, stay',
};

export default words;
export type QueueWords = typeof words;
