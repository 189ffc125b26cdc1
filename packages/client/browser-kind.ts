/** Owns which browser this is, as far as the way to its permissions differs. Pure; wrong guesses cost a sentence, no function. */

export const BROWSERS = [
  'chrome-android',
  'chrome-desktop',
  'safari-ios',
  'app-ios',
  'safari-mac',
  'firefox-android',
  'firefox-desktop',
  'wechat-android',
  'wechat-ios',
  'huawei',
  'x5',
  'other',
] as const;
export type BrowserKind = (typeof BROWSERS)[number];
export const SYSTEMS = ['android', 'harmony', 'ios', 'windows', 'mac', 'other'] as const;
export type SystemKind = (typeof SYSTEMS)[number];

export interface BrowserFacts {
  userAgent: string;
  /** An iPad says that it is a Mac, and has a touch screen. */
  maxTouchPoints: number;
}

export function systemOf({ userAgent, maxTouchPoints }: BrowserFacts): SystemKind {
  if (/iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1)) return 'ios';
  if (/OpenHarmony|HarmonyOS|ArkWeb/i.test(userAgent)) return 'harmony';
  if (/Android/.test(userAgent)) return 'android';
  if (/Windows/.test(userAgent)) return 'windows';
  return /Macintosh/.test(userAgent) ? 'mac' : 'other';
}

/** `app-ios` is any other browser on an iPhone: all of them are Safari inside, with their permissions in the system's settings. */
export function browserOf(facts: BrowserFacts): BrowserKind {
  const { userAgent } = facts;
  const system = systemOf(facts);
  const phone = system === 'android' || system === 'harmony';
  if (/MicroMessenger/i.test(userAgent))
    return system === 'ios' ? 'wechat-ios' : phone ? 'wechat-android' : 'other';
  if (system === 'ios')
    return /CriOS|FxiOS|EdgiOS|QQ|UCBrowser|baidu/i.test(userAgent) ? 'app-ios' : 'safari-ios';
  if (/HuaweiBrowser|ArkWeb/i.test(userAgent)) return 'huawei';
  // Tencent's engine, in QQ, its browser and many Chinese phones' apps.
  if (/MQQBrowser|QQBrowser|\bTBS\/|\bQQ\//i.test(userAgent)) return 'x5';
  if (/Firefox\//.test(userAgent)) return phone ? 'firefox-android' : 'firefox-desktop';
  if (/Chrome\//.test(userAgent)) return phone ? 'chrome-android' : 'chrome-desktop';
  return system === 'mac' && /Safari\//.test(userAgent) ? 'safari-mac' : 'other';
}
