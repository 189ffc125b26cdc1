/** Words of signing with a key of one's own. */
const en = {
  seal: 'Sealed with a key that the hospital’s server keeps; not a certificate authority’s signature.',
  byKey:
    'You sign with your own key: this device, or your security key, asks for your finger, face or PIN. It is not a certificate authority’s signature.',
  faces: {
    asking: 'Confirm with your key now. The browser shows how.',
    sending: 'Confirmed. Being sent.',
    done: 'Signed with your key.',
    added: 'The key is added. From now on you sign with it on this site.',
    cancelled: 'It was not confirmed, or it took too long. Nothing was signed. Try again when you are ready.',
    notAdded: 'It was not confirmed, or it took too long. No key was added. Try again when you are ready.',
    'no-key':
      'You have no key for this site yet. Nothing was signed. Close this, open “My keys” at the top, and add one.',
    unavailable:
      'This page can’t ask for a key. Nothing was signed. Open it by its name with https (not by a number) in a current Chrome, Edge, Safari or Firefox, or use another computer.',
    expired: 'It took more than five minutes. Nothing was signed. Please sign again.',
    refused:
      'That was not a key of yours that stands. Nothing was signed. Take your own key, or see “My keys” at the top.',
    'other-way':
      'The hospital asks for a certificate authority’s signature, which this page can’t make. Nothing was signed. Ask your administrator.',
    known: 'This device has a key of yours for this site already.',
  } as Record<string, string>,

  keys: 'My keys',
  keysTitle: 'My signing keys',
  asks: {
    seal: 'The hospital is content with the server’s seal. With a key of your own, nobody but you can sign in your name.',
    ceremony: 'The hospital asks you to sign with a key of your own.',
    ca: 'The hospital asks for a certificate authority’s signature.',
  },
  noKeys: 'No key yet.',
  site: (site: string) => `for ${site}`,
  added: (day: string) => `added ${day}`,
  used: (day: string) => `last used ${day}`,
  neverUsed: 'never used',
  revoked: (day: string) => `called back ${day}`,
  elsewhere: 'works on another site',
  revoke: 'Call back',
  revokeOf: (name: string) => `Call back ${name}`,
  revokeTitle: (name: string) => `Call back “${name}”?`,
  revokeMore: 'Nothing can be signed with it any more. What you have signed with it stays valid.',
  reason: 'Reason',
  revokeNow: 'Call it back',
  back: 'Back',
  addTitle: 'Add a key',
  addMore: 'A passkey in this device, in your phone, or a security key that you plug in.',
  name: 'What to call it',
  nameHint: 'For example “Room 3, fingerprint”.',
  nameMissing: 'Give it a name first.',
  add: 'Add key',
  serverSeal: 'Server’s seal',
  serverSealSince: (day: string) => `in use since ${day}`,
  rotate: 'Renew',
  rotateSeal: 'Renew the server’s seal',
  rotated: 'Your old seals stay valid.',
  keysFailed: 'Your keys could not be read. Check the connection and open this again.',
  failed: 'That did not work. Nothing has changed. Please try again.',
  reading: 'Reading …',
  close: 'Close',
};
export default en;
export type SigningWords = typeof en;
