/** The interview: one question a screen. */
const words = {
  none: 'None of these',
  othersNotSure: 'I’m not sure about the others',
  left: (n: number) => (n > 1 ? `At most ${n} questions to go` : 'The last question'),
  several: 'Tick all that apply.',
  urgent: (number: string) => `Can’t wait? Call ${number}`,
  noVisit: 'No visit yet. Please register first.',
  draft: 'These questions are a draft that no clinician has approved yet.',
  sending: 'Looking at your answers',
};

export default words;
export type TriageWords = typeof words;
