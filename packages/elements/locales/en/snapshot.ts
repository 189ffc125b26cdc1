/** Words of a still of the patient's picture: the doctor's question, the patient's answer, the pictures in the record. */
const words = {
  take: 'Take a picture',
  purpose: 'What is the picture for? The patient is asked with these words.',
  purposeHint: 'For example: rash on the left forearm, to compare',
  purposeMissing: 'Please say what the picture is for. The patient reads it.',
  purposes: ['Rash', 'Wound', 'Throat', 'Swelling'],
  askPatient: 'Ask the patient',
  cancel: 'Cancel',
  wait: 'Please wait…',
  asked: 'Waiting for the patient to agree to a picture…',
  takeBack: 'Take the question back',
  taking: 'The patient agreed. The picture is being taken…',
  stored: 'The picture is in the record.',
  refused: 'The patient does not want a picture. Nothing was taken.',
  withdrawn: 'The patient took their yes back. No picture was kept.',
  failed:
    'There was no picture to take: nothing was kept. Check that the patient’s camera is on, and ask again.',

  question: 'The doctor would like to take a picture of you for your record. Do you agree?',
  for: (purpose: string) => `What for: ${purpose}`,
  agree: 'I agree',
  refuse: 'No picture',
  hold: 'The picture is being taken. Please hold still…',
  stop: 'No, do not take it',
  storedPatient: 'The picture is in the record of this visit.',
  refusedPatient: 'All right, no picture was taken.',
  withdrawnPatient: 'No picture was taken.',
  failedPatient: 'The picture did not work. Nothing was kept.',
  show: 'Look at it',
  ok: 'OK',
  trouble: 'That did not work. Please try again.',

  list: 'Pictures in this visit',
  listPatient: 'Pictures that the doctor took',
  picture: (purpose: string) => `Picture: ${purpose}. Press to enlarge`,
  name: (purpose: string) => `${purpose}.jpg`,
  takenAt: (time: string) => `taken at ${time}`,
  again: 'The picture could not be fetched. Press to try again',
};

export type SnapshotWords = typeof words;
export default words;
