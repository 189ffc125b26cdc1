/** The clarification about a prescription, at the pharmacy and at the doctor's desk. */
const words = {
  ask: 'Ask the doctor',
  askMore:
    'The doctor sees it at once, also after the visit. Until the answer the prescription stays reserved for you.',
  title: 'Question to the doctor',
  doctorTitle: 'A pharmacist asks',
  more: 'The prescription waits for your answer before it can pass.',
  answered: 'You have answered. The pharmacist decides now.',
  doctorAnswered: 'The doctor has answered',
  decide: 'You can decide now, or ask again.',
  about: (name: string, number: string) => `${name}, prescription ${number}`,
  you: 'You',
  read: 'Read',
  sent: 'Sent',
  unread: (n: number) => (n === 1 ? '1 new' : `${n} new`),
  waitsForDoctor: 'Waiting for the doctor’s answer',
  label: 'Your question',
  answerLabel: 'Your answer',
  send: 'Send',
  sending: 'Sending',
  empty: 'Write something first',
  over: 'The prescription no longer waits for review: nothing more can be written here.',
  failed: 'It was not sent. Please try again.',
  problems: {
    network: 'The network is down. It was not sent. Please try again.',
    'review-not-held': 'You no longer have this prescription in hand. It was not sent.',
    'state-conflict': 'The prescription no longer waits for review. It was not sent.',
    'too-many-requests': 'Too many messages. Please wait a minute.',
  } as Record<string, string>,
};
export default words;
export type ReviewThreadWords = typeof words;
