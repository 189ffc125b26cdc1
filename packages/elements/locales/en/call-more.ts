/** Words of what else a call can do: how much of it is wanted, "can you hear me?", the other side's volume. */
const words = {
  more: 'More',
  carry: 'Picture and sound',
  rungs: {
    auto: 'Automatic',
    'small-video': 'Smaller picture',
    'remote-video-off': 'Their picture off',
    audio: 'Sound only',
    text: 'Writing',
  },
  rungNotes: {
    auto: 'As much as the network carries.',
    'small-video': 'Both pictures are smaller, to save data.',
    'remote-video-off': 'You do not see the other side. They see you.',
    audio: 'Both pictures rest, to save data. You can go on talking.',
    text: 'Your camera and microphone are off. You write, and still hear the other side.',
  },
  device: { camera: 'Camera', microphone: 'Microphone', speaker: 'Speaker' },
  volume: 'Volume of the other side',
  hearMe: 'Can you hear me?',
  hearMeAgain: 'Ask again',
  meter: 'Your microphone',
  hearing: {
    listening: 'Please say a few words. We are checking your microphone.',
    silent: 'Your microphone hears nothing. Check that it is not muted, come closer, and ask again.',
    asking: 'Your microphone works. We have asked the other side. Please wait a moment.',
    yes: 'Yes, the other side hears you.',
    no: 'No, the other side does not hear you well.',
    nobody: 'There is no answer yet. You can ask again, or write in the chat.',
  },
  helpTitle: 'What you can do',
  help: [
    'Speak louder and closer to your device.',
    'Check that “Mute” is not on here, and that the other side has turned the volume up.',
    'If you wear a headset, take it off or plug it in again.',
  ],
  question: {
    doctor: 'The doctor asks: can you hear the doctor well?',
    patient: 'The patient asks: can you hear the patient well?',
    unknown: 'The other side asks: can you hear them well?',
  },
  hear: 'Yes, I can hear',
  hearNot: 'No, not well',
  writeUnheard: 'The other side cannot hear you. You can write instead; the call stays on.',
  again: 'Try again',
  writeNote: 'It is hard to hear each other now. You can write instead; the call stays on.',
  write: 'Open the conversation',
};

export default words;
export type CallMoreWords = typeof words;
