/** The interview: one question a screen. */
const words = {
  none: 'None of these',
  left: (n: number) => (n > 1 ? `At most ${n} questions to go` : 'The last question'),
  several: 'Tick all that apply',
  urgent: (number: string) => `Too bad to wait? Call ${number}`,
  draft: 'These questions are a draft that no clinician has approved yet.',
  sending: 'Looking at your answers',
  back: 'Back',
};

export default words;
export type TriageWords = typeof words;
