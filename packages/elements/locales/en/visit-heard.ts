/** What was heard in the patient's words. */
const words = {
  heard: 'We heard this. Is it right?',
  how: 'Tap what is not right to take it out.',
  takeBack: (words: string) => `Take out “${words}”`,
  putBack: (words: string) => `Put back “${words}”`,
  urgentFirst: 'This may be urgent: answer it first',
};

export default words;
export type VisitHeardWords = typeof words;
