/** What is wrong with the answers of the registration. */
const words = {
  title: 'Please check these',
  /** By the last part of the field's name. */
  missing: {
    name: 'Enter the name',
    birthDate: 'Enter the date of birth',
    sex: 'Choose the sex',
    phone: 'Enter a phone number',
    relation: 'Choose the relation to the patient',
    status: 'Choose an answer about allergies',
    items: 'Write what the allergy is to',
    consent: 'Tick the box if you agree',
  } as Record<string, string>,
  /** A day to come, or one too long ago. */
  range: 'The date of birth can’t be after today, nor over 130 years ago',
  /** Something is there, but nobody could call it. */
  phone: 'That does not look like a phone number. Please check the digits',
  /** Refused by the server, though nothing is missing. */
  refused: 'The hospital could not accept this. Please check it',
};

export default words;
export type VisitErrorWords = typeof words;
