/** Where each browser and each system keeps the permission for camera and microphone, in steps. */
import type { DeviceHelpWords } from '../en/device-help.ts';

const again = '回到本页，点“重试”。';
const words: DeviceHelpWords = {
  title: '怎样允许',
  browser: {
    'chrome-android': ['点上方网址左边的图标。', '点“权限”。', '打开摄像头和麦克风。', again],
    'chrome-desktop': ['点上方网址左边的图标。', '打开摄像头和麦克风。', again],
    'safari-ios': [
      '点地址栏左边的图标。',
      '点“网站设置”（可能在“…”里）。',
      '把相机和麦克风设为“允许”。',
      again,
    ],
    'app-ios': [
      '打开 iPhone 或 iPad 的“设置”。',
      '往下找到这个浏览器，点进去。',
      '打开相机和麦克风。',
      again,
    ],
    'safari-mac': [
      '点屏幕上方菜单里的“Safari 浏览器”，再点“此网站的设置”。',
      '把摄像头和麦克风设为“允许”。',
      again,
    ],
    'firefox-android': ['点上方网址左边的图标。', '点摄像头和麦克风，改成允许。', again],
    'firefox-desktop': ['点上方网址左边的图标。', '点 ×，取消对摄像头和麦克风的阻止。', again],
    'wechat-android': [
      '打开手机“设置”，点“应用”，找到微信，点“权限”。',
      '允许相机和麦克风。',
      '回到微信，点“重试”。',
      '也可以点右上角“…”，选“在浏览器打开”。',
    ],
    'wechat-ios': [
      '打开 iPhone 的“设置”，找到微信。',
      '打开相机和麦克风。',
      '回到微信，点“重试”。',
      '也可以点右上角“…”，选“在 Safari 中打开”。',
    ],
    huawei: [
      '点下方的菜单，再点“设置”。',
      '点“隐私和安全”，再点“网站权限”。',
      '允许本页使用相机和麦克风。',
      again,
    ],
    x5: [
      '打开手机“设置”，点“应用”，找到这个应用，点“权限”。',
      '允许相机和麦克风。',
      again,
      '也可以复制网址，用手机自带的浏览器打开。',
    ],
    other: ['打开浏览器对本页的设置，一般在网址旁边的图标里。', '允许摄像头和麦克风。', again],
  },
  system: {
    android: ['打开手机“设置”，点“应用”，找到这个浏览器或应用，点“权限”。', '允许相机和麦克风。', again],
    harmony: [
      '打开手机“设置”，点“隐私”，再点“权限管理”。',
      '先点相机，再点麦克风，都允许这个浏览器或应用。',
      again,
    ],
    ios: [
      '打开 iPhone 或 iPad 的“设置”，点“隐私与安全性”。',
      '先点相机，再点麦克风，把这个浏览器或应用都打开。',
      again,
    ],
    windows: [
      '打开 Windows 的“设置”，点“隐私和安全性”。',
      '先点相机，再点麦克风，都允许桌面应用使用。',
      again,
    ],
    mac: [
      '打开“系统设置”，点“隐私与安全性”。',
      '先点摄像头，再点麦克风，把这个浏览器都打开。',
      '如果要求重新打开浏览器，请照做，然后点“重试”。',
    ],
    other: ['请在系统设置里允许这个浏览器使用摄像头和麦克风。', again],
  },
};

export default words;
