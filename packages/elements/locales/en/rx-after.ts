/** What a doctor does with a prescription after signing, and the sealed file. */
const words = {
  title: 'Where it is',
  heldBy: (pharmacy: string, phone: string) => `${pharmacy} has it in hand, tel. ${phone}`,
  validUntil: (time: string) => `Valid until ${time}`,
  extended: (time: string, reason: string) => `Extended on ${time}: ${reason}`,
  extend: 'Make it valid for longer',
  extendTitle: 'Valid for longer',
  until: 'Valid until',
  sure: (time: string) =>
    `From then on it is valid until ${time}. This is sealed and can’t be made shorter again.`,
  extendNow: 'Extend it',
  extendLong: 'The hospital’s rules do not let it be valid for that long.',
  askBack: 'Ask the pharmacy to give it back',
  askTitle: 'Ask the pharmacy to give it back',
  askMore: (pharmacy: string) =>
    `${pharmacy} is asked now and hands nothing over before it has answered. If it agrees, the prescription can’t be used any more.`,
  askNow: 'Ask for it',
  asked: (time: string) => `Asked back on ${time}`,
  waits: 'The pharmacy has not answered yet. Until it has, nothing is handed over.',
  refused: (why: string) => `The pharmacy keeps it: ${why}`,
  accepted: 'The pharmacy gave it back.',
  reason: 'Reason',
  choose: 'Choose…',
  note: 'In words',
  noteNeeded: 'Please say what',
  sending: 'Sending',
  cancel: 'Cancel',
  join: ': ',
  failed: 'That did not go through. This is how it stands now. Please look again.',
  save: 'Download the sealed prescription',
  saving: 'Reading it',
  saved: 'Downloaded',
  saveMore: 'With its seals and public keys, to be verified anywhere (npm run verify-rx).',
  saveFailed: 'It could not be read. Please try again.',
};
export type RxAfterWords = typeof words;
export default words;
