/** The doctor's notes that still wait for a signature after the patient went on. */
const words = {
  title: 'Notes you have not signed',
  about: 'These patients went on to a colleague, or left, before you signed. Finish and sign your part here.',
  heading: (name: string) => `Your note of ${name}`,
  went: (time: string) => `The patient went on at ${time}.`,
  final: 'Once signed, it can’t be changed.',
  sign: 'Sign the note',
  signing: 'Signing…',
  later: 'Later',
  signed: (name: string) => `The note of ${name} is signed.`,
  unsaved: 'The note is not saved yet. Please wait a moment and try again.',
};

export default words;
export type UnsignedWords = typeof words;
