/** The check of the connection before a call. */
const words = {
  title: 'Will video work here?',
  more: 'About 15 seconds. It tells you whether the video will work from where you are.',
  start: 'Check the connection',
  running: 'Checking now. About 15 seconds.',
  stop: 'Stop',
  again: 'Check again',

  verdict: {
    video: 'Video will work',
    sound: 'Sound will work, video hardly',
    text: 'Video and sound don’t work from here',
  },
  verdictMore: {
    video: 'Your connection is good enough for seeing and hearing the doctor.',
    sound:
      'Your connection is slow at the moment. The doctor hears you; the picture may stop. A better place or another network may help.',
    text: 'This network lets no call through. Try mobile data or another Wi-Fi, then check again. Your place in the queue is kept, and if nothing helps, the doctor calls the number you gave.',
  },
  failure: {
    'media-unavailable':
      'The hospital’s video is down at the moment. Your place in the queue is kept; the doctor can call the number you gave.',
    network: 'The hospital can’t be reached at the moment. Look whether you are online, then try again.',
    busy: 'You have checked often just now. Please wait a minute, then try again.',
    refused: 'The check can’t be run any more. Please reload the page.',
    unsupported:
      'This browser can’t make video calls. Please open the page in another one, such as Chrome, Edge, Safari or Firefox; or the doctor calls the number you gave.',
  },

  ways: 'What was tried',
  way: {
    signal: 'The hospital’s video answers',
    udp: 'Straight way (UDP)',
    tcp: 'Way through firewalls (TCP)',
    relay: 'Relay (TURN)',
    relayTls: 'Relay that looks like a web page (TURN/TLS)',
  },
  face: {
    waiting: 'Still to come',
    running: 'Trying',
    open: 'Works',
    blocked: 'Blocked',
    absent: 'Not offered by this server',
    untried: 'Not tried',
  },
  ms: (n: number) => `${n} ms`,
  line: (kbps: number) => `About ${kbps} kbit/s from you to the hospital`,

  reportMore: 'For the hospital’s help desk. Nothing in it says who you are.',
  copy: 'Copy the report',
  copied: 'The report is copied. You can paste it into a message.',
  notCopied: 'Your browser does not let us copy. Please mark the text and copy it.',
  report: 'Report',
};

export default words;
export type ConnectionWords = typeof words;
