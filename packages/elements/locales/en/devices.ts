/** What is wrong with a camera or a microphone, and what to do. */
type Device = 'microphone' | 'camera' | 'both';
const name = (device: Device) =>
  ({ microphone: 'microphone', camera: 'camera', both: 'camera and microphone' })[device];

const words = {
  problem: {
    denied: (device: Device) =>
      `Your browser has not allowed the ${name(device)}. Allow it for this page, then try again.`,
    dismissed: (device: Device) =>
      `The ${name(device)} has not been allowed yet. Try again and choose “Allow”.`,
    'denied-by-system': (device: Device) =>
      `Your device keeps the browser from the ${name(device)}. Allow it in the system’s privacy settings, then try again.`,
    'blocked-by-page': (device: Device) =>
      `This page may not use the ${name(device)}. Please tell the hospital; you can still listen and be called by phone.`,
    'not-found': (device: Device) => `No ${name(device)} was found. Connect one, then try again.`,
    'in-use': (device: Device) =>
      `A phone call or another program has the ${name(device)}. End it, then try again.`,
    insecure: (device: Device) =>
      `The ${name(device)} needs a secure page (https). Please open the hospital’s https address.`,
    unsupported: (device: Device) =>
      `This app can’t use the ${name(device)}. Open the page in your phone’s own browser, such as Chrome or Safari.`,
    ended: (device: Device) => `The ${name(device)} went away. Connect it again, then try again.`,
    failed: (device: Device) => `The ${name(device)} could not be started. Please try again.`,
  },
};

export default words;
export type DeviceWords = typeof words;
