/** Words of the recording of a call: the question, the sign, what became of it. */
const words = {
  record: 'Record',
  recordTitle: 'Record this call?',
  recordWhy:
    'The patient is asked first. While it is on, both of you see a red sign, and either can stop it.',
  askPatient: 'Ask the patient',
  cancel: 'Cancel',
  asked: 'Waiting for the patient’s answer about recording…',
  takeBack: 'Take the question back',

  question: 'May the doctor record this call?',
  agree: 'Yes, record',
  refuse: 'No, don’t record',

  starting: 'Recording starts in a moment…',
  on: 'Being recorded',
  stop: 'Stop recording',
  length: 'Length so far',
  stopping: 'Recording has stopped. Saving it…',

  refused: 'The patient does not want to be recorded. Nothing was recorded; the visit goes on.',
  stored: 'The recording has stopped and is saved.',
  storedPatient: 'Recording has stopped. What was recorded is kept with your record.',
  failed: 'The recording broke off by itself. The call goes on.',
  failedKept:
    'The recording broke off by itself. The call goes on, and what was recorded until then is kept.',
  notBegun: 'The recording could not start. Nothing was recorded; the call goes on.',
  ok: 'OK',
  wait: 'One moment…',
  trouble: 'That did not go through. Please try again.',

  list: 'Recordings of this visit',
  recordedAt: (time: string) => `Recorded at ${time}`,
  lasts: (minutes: string) => `length ${minutes}`,
  broken: 'broke off',
  kept: (day: string) => `Kept until ${day} at least`,
  play: 'Play',
  close: 'Close',
  noPlay: 'The recording cannot be opened right now. Please try again.',
};

export default words;
export type RecordingWords = typeof words;
