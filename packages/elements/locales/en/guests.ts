/** Who is invited to a call, and a guest's own way in. */
const words = {
  invite: 'Invite someone to the call',
  inviteMore:
    'A relative, an interpreter or another doctor can join by a link. It opens once, for the person you send it to.',
  who: 'Who is it?',
  roles: {
    relative: 'Family or friend',
    interpreter: 'Interpreter',
    second_doctor: 'Another doctor',
  } as Record<string, string>,
  name: 'What do you call them?',
  nameMissing: 'Please write a name',
  make: 'Make the link',
  linkFor: (name: string) => `Link for ${name}`,
  linkHow: 'Send it, or let them scan the picture. It can be opened once, within two hours.',
  qr: 'The link as a QR code',
  copy: 'Copy the link',
  copied: 'Copied',
  share: 'Send the link',
  states: {
    invited: 'has not opened the link yet',
    arrived: 'is at the door',
    admitted: 'may be in the call',
    ended: 'is no longer invited',
  } as Record<string, string>,
  askPatient: (name: string, role: string) =>
    `The doctor would like ${name} (${role}) to join. Is that all right with you?`,
  agree: 'Yes, that is fine',
  disagree: 'No',
  waitsForPatient: 'The patient is being asked first.',
  waitsForDoctor: 'The doctor lets them in.',
  admit: (name: string) => `Let ${name} in`,
  refuse: 'Not now',
  revoke: 'Take the link back',
  remove: (name: string) => `Remove ${name}`,
  mute: (name: string) => `Mute ${name}`,
  busy: 'One moment…',
  failed: 'That did not work. Please try again.',
  problems: {
    'state-conflict': 'This has changed meanwhile. Please look again.',
    'consent-missing': 'The patient has not agreed yet.',
    'visit-ended': 'The visit is over.',
    'too-many-requests': 'That was a lot at once. Please wait a minute.',
  } as Record<string, string>,

  guestTitle: 'You are invited to a doctor’s call',
  deadTitle: 'This invitation does not open',
  opening: 'Opening your invitation…',
  hello: (name: string) => `Hello, ${name}`,
  arrived: 'The doctor lets you in once the call has begun. Please keep this page open.',
  admittedWait:
    'You may come in as soon as the patient and the doctor are in the call. Please keep this page open.',
  enter: 'The doctor has let you in.',
  ended: 'You are no longer invited to this call.',
  used: 'This link was opened before, on another device or in another browser. Please ask for a new one.',
  unknown: 'This link is not valid, or it has run out. Please ask for a new one.',
  over: 'The visit is over. Thank you for coming.',
  unreachable: 'We can’t reach the hospital right now.',
  retry: 'Try again',
  goAway: 'Leave for good',
  goAwaySure: 'Leave for good? Your link does not open again, and you would need a new one.',
  stay: 'Stay',
  another: 'Invite somebody else',
  callLate: 'The call has not come through the network yet. We are trying again.',
};

export default words;
export type GuestsWords = typeof words;
