/** How the patient found the visit. */
const words = {
  title: 'How was this visit?',
  stars: ['Very bad', 'Bad', 'Fair', 'Good', 'Very good'] as readonly string[],
  wrongTitle: 'What went wrong? (Choose any)',
  wrong: {
    'no-sound': 'No sound',
    'bad-sound': 'Sound broke up',
    'no-picture': 'No picture',
    'bad-picture': 'Picture was bad',
    'cut-off': 'The call was cut off',
    'could-not-enter': 'I could not get in',
    'waited-long': 'I waited too long',
    'not-understood': 'I did not understand the doctor',
    'not-helped': 'My question was not answered',
    other: 'Something else',
  },
  text: 'In your own words, if you like',
  textHint: 'At most 500 characters. The doctor who saw you does not read these words.',
  send: 'Send',
  sending: 'Sending',
  thanks: 'Thank you. We have noted it. Your rating:',
  change: 'Change it',
  failed: 'It was not sent. Please try again.',
  late: 'It can no longer be changed.',
};
export type RatingWords = typeof words;
export default words;
