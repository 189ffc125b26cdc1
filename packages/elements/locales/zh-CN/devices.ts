/** What is wrong with a camera or a microphone, and what to do. */
import type { DeviceWords } from '../en/devices.ts';

const name = (device: 'microphone' | 'camera' | 'both') =>
  ({ microphone: '麦克风', camera: '摄像头', both: '摄像头和麦克风' })[device];

const words: DeviceWords = {
  problem: {
    denied: (device) => `浏览器没有允许使用${name(device)}。请为本页允许，然后重试。`,
    dismissed: (device) => `还没有允许使用${name(device)}。请重试，并选择“允许”。`,
    'denied-by-system': (device) =>
      `系统没有允许浏览器使用${name(device)}。请在系统的隐私设置中允许，然后重试。`,
    'blocked-by-page': (device) =>
      `本页不能使用${name(device)}。请告诉医院；您仍可以听，也可以请医院打电话给您。`,
    'not-found': (device) => `没有找到${name(device)}。请接上设备，然后重试。`,
    'in-use': (device) => `电话或其他程序正在使用${name(device)}。请先结束，然后重试。`,
    insecure: (device) => `使用${name(device)}需要安全的网页（https）。请打开医院的 https 网址。`,
    unsupported: (device) =>
      `这个应用不能使用${name(device)}。请用手机自带的浏览器，或 Chrome、Safari 打开本页。`,
    ended: (device) => `${name(device)}断开了。请重新接上，然后重试。`,
    failed: (device) => `${name(device)}没有启动，请重试。`,
  },
};

export default words;
