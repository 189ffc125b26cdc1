// @ts-nocheck
/** Written by `npm run i18n -- --write` from zh-CN. */
import type { DeviceWords } from '../en/devices.ts';

const name = (device: 'microphone' | 'camera' | 'both') =>
  ({ microphone: '麥克風', camera: '鏡頭', both: '鏡頭和麥克風' })[device];

const words: DeviceWords = {
  problem: {
    denied: (device) => `瀏覽器沒有允許使用${name(device)}。請為本頁允許，然後重試。`,
    dismissed: (device) => `還沒有允許使用${name(device)}。請重試，並選擇“允許”。`,
    'denied-by-system': (device) =>
      `系統沒有允許瀏覽器使用${name(device)}。請在系統的隱私設定中允許，然後重試。`,
    'blocked-by-page': (device) =>
      `本頁不能使用${name(device)}。請告訴醫院；您仍可以聽，也可以請醫院打電話給您。`,
    'not-found': (device) => `沒有找到${name(device)}。請接上裝置，然後重試。`,
    'in-use': (device) => `電話或其他程式正在使用${name(device)}。請先結束，然後重試。`,
    insecure: (device) => `使用${name(device)}需要安全的網頁（https）。請開啟醫院的 https 網址。`,
    unsupported: (device) =>
      `這個應用不能使用${name(device)}。請用手機自帶的瀏覽器，或 Chrome、Safari 開啟本頁。`,
    ended: (device) => `${name(device)}斷開了。請重新接上，然後重試。`,
    failed: (device) => `${name(device)}沒有啟動，請重試。`,
  },
};

export default words;
