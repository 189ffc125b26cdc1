/** Words of the video call. `who` is the other side: the doctor, the patient. */
import devices from './devices.ts';

const words = {
  callLabel: 'Video consultation',
  controlsLabel: 'Call controls',
  selfLabel: 'Your own picture',

  enterPatient: 'Enter the consultation',
  enterDoctor: 'Enter the call',
  enterNote: 'Your browser will ask for your camera and microphone.',
  returnToCall: 'Return to the call',
  continueHere: 'Continue here',
  writeInstead: 'Continue in writing',
  tryNow: 'Try again now',

  preparing: 'Please allow the camera and the microphone when your browser asks.',
  joining: 'Entering the consultation…',

  who: {
    doctor: 'The doctor',
    patient: 'The patient',
    relative: 'The relative',
    interpreter: 'The interpreter',
    second_doctor: 'The second doctor',
    unknown: 'The other side',
  },
  awaited: (who: string) => `${who} has not come in yet. Please wait a moment.`,
  connecting: (who: string) => `${who} is connecting…`,
  cameraOff: (who: string) => `${who} has turned the camera off. You can talk.`,
  noCamera: (who: string) => `${who} has no picture. You can talk.`,
  cameraNetwork: (who: string) => `${who}’s network is too slow for a picture. You can talk.`,
  cameraChosen: (who: string) => `${who} sends no picture, to save data. You can talk.`,
  cameraTrouble: (who: string) => `${who}’s camera cannot be used. You can talk.`,
  micTrouble: (who: string) => `${who}’s microphone cannot be used`,
  soundAlone: 'The network is very slow, so both pictures rest. You can go on talking.',
  soundChosen: 'As you chose, to save data',
  soundBarely: 'The network is too slow to hear each other well. We keep trying.',
  picturePaused: 'The network is slow, so sound goes first.',
  lost: (who: string) => `${who}’s connection is down. Please wait, they are reconnecting.`,
  gone: (who: string) => `${who} has left the call and can come back.`,
  muted: (who: string) => `${who} is muted`,
  speaking: 'speaking',

  reconnectingSignal: 'The connection is unsteady. Restoring it…',
  reconnectingMedia: 'The network is down. Your visit is kept, and we are reconnecting.',
  mediaUnavailable: 'Video is down for the moment. The call comes back by itself when it returns.',
  slow: 'Your network is slow',
  slowOther: (who: string) => `${who}’s network is slow`,

  soundBlocked: 'Turn the sound on',

  failed: {
    'media-unavailable': 'Video cannot be reached right now. Your visit is kept, and we go on trying.',
    network: 'The network is down. Your visit is kept, and we go on trying.',
    'media-unreachable':
      'The video connection does not get through from here. We go on trying. A different network, such as mobile data, may help.',
    refused: 'You are not part of this call any more. Please reload the page.',
    unsupported:
      'This browser cannot make video calls. Please open this page in a current Chrome, Edge, Safari or Firefox.',
  },
  left: {
    self: 'You have left the call. Your visit goes on, and you can come back.',
    ended: 'This call has ended.',
    elsewhere: 'The call continues in another window or on another device.',
    refused: 'You are not part of this call any more. Please reload the page.',
  },

  mute: 'Mute',
  unmute: 'Unmute',
  camera: 'Camera off',
  cameraOn: 'Camera on',
  wait: 'One moment',
  fixMicrophone: 'Microphone',
  fixCamera: 'Camera',
  deniedHint: 'not available, try again',
  flip: 'Flip',
  leave: 'Leave',

  ...devices,
};

export default words;
export type ConsultWords = typeof words;
