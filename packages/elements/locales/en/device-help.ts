/** Where each browser and each system keeps the permission for camera and microphone, in steps. */
import type { BrowserKind, SystemKind } from '@care-elements/client/browser-kind.ts';

const again = 'Come back to this page and press “Try again”.';
const words = {
  title: 'How to allow it',
  browser: {
    'chrome-android': [
      'Tap the icon to the left of the address at the top.',
      'Tap “Permissions”.',
      'Turn on camera and microphone.',
      again,
    ],
    'chrome-desktop': [
      'Click the icon to the left of the address at the top.',
      'Turn on camera and microphone.',
      again,
    ],
    'safari-ios': [
      'Tap the icon at the left of the address bar.',
      'Tap “Website Settings”, perhaps behind “…”.',
      'Set camera and microphone to “Allow”.',
      again,
    ],
    'app-ios': [
      'Open the Settings of your iPhone or iPad.',
      'Scroll down to this browser’s name and tap it.',
      'Turn on camera and microphone.',
      again,
    ],
    'safari-mac': [
      'Click “Safari” in the menu at the top, then “Settings for this website”.',
      'Set camera and microphone to “Allow”.',
      again,
    ],
    'firefox-android': [
      'Tap the icon to the left of the address at the top.',
      'Tap camera and microphone, so that they are allowed.',
      again,
    ],
    'firefox-desktop': [
      'Click the icon to the left of the address at the top.',
      'Remove the block of camera and microphone with the ×.',
      again,
    ],
    'wechat-android': [
      'Open the Settings of your phone: Apps, WeChat, Permissions.',
      'Allow camera and microphone.',
      'Come back to WeChat and press “Try again”.',
      'Or tap “…” at the top right and choose “Open in browser”.',
    ],
    'wechat-ios': [
      'Open the Settings of your iPhone and tap “WeChat”.',
      'Turn on camera and microphone.',
      'Come back to WeChat and press “Try again”.',
      'Or tap “…” at the top right and choose “Open in Safari”.',
    ],
    huawei: [
      'Tap the menu at the bottom, then “Settings”.',
      'Tap “Privacy & security”, then “Site permissions”.',
      'Allow camera and microphone for this page.',
      again,
    ],
    x5: [
      'Open the Settings of your phone: Apps, this app, Permissions.',
      'Allow camera and microphone.',
      again,
      'Or copy the address and open it in your phone’s own browser.',
    ],
    other: [
      'Open your browser’s settings for this page, often by the icon beside the address.',
      'Allow camera and microphone.',
      again,
    ],
  } satisfies Record<BrowserKind, string[]> as Record<BrowserKind, string[]>,
  system: {
    android: [
      'Open the Settings of your phone: Apps, this browser or app, Permissions.',
      'Allow camera and microphone.',
      again,
    ],
    harmony: [
      'Open the Settings of your phone: Privacy, Permission manager.',
      'Tap camera, then microphone, and allow both for this browser or app.',
      again,
    ],
    ios: [
      'Open the Settings of your iPhone or iPad: Privacy & Security.',
      'Tap Camera, then Microphone, and turn on this browser or app in both.',
      again,
    ],
    windows: [
      'Open the Settings of Windows: Privacy & security.',
      'Open Camera, then Microphone, and turn on access for desktop apps in both.',
      again,
    ],
    mac: [
      'Open the System Settings: Privacy & Security.',
      'Open Camera, then Microphone, and turn on this browser in both.',
      'Start the browser anew if it asks for that, then press “Try again”.',
    ],
    other: ['Allow this browser the camera and the microphone in the settings of your system.', again],
  } satisfies Record<SystemKind, string[]> as Record<SystemKind, string[]>,
};

export default words;
export type DeviceHelpWords = typeof words;
