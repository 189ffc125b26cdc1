/** What `<care-frame>` says itself, in the languages that the visit speaks: all that stands outside the framed page. No catalog, for it must stand without a request. */

interface FrameWords {
  /** The frame's name, for whoever has it read out. */
  title: string;
  refused(page: string, hospital: string, server: string): string;
  /** A page that was opened from a file, or stands in a sandboxed frame, has no origin. */
  nowhere: string;
}

const simplified: FrameWords = {
  title: '在线就诊',
  refused: (page, hospital, server) =>
    `无法显示在线就诊：本页的来源 ${page} 未在医院“${hospital}”登记，或无法连接 ${server}。请医院的管理员在这里登记，然后重新打开本页：`,
  nowhere:
    '无法显示在线就诊：本页没有可以登记的地址。它是从文件直接打开的，或者放在受限的框架（sandbox）里。请通过网站服务器打开。',
};
const taiwan: FrameWords = {
  title: '線上就診',
  refused: (page, hospital, server) =>
    `無法顯示線上就診：本頁的來源 ${page} 未在醫院「${hospital}」登記，或無法連接 ${server}。請醫院的管理員在這裡登記，然後重新開啟本頁：`,
  nowhere:
    '無法顯示線上就診：本頁沒有可以登記的地址。它是從檔案直接開啟的，或者放在受限的框架（sandbox）裡。請透過網站伺服器開啟。',
};
const hongKong: FrameWords = {
  title: '在線就診',
  refused: (page, hospital, server) =>
    `無法顯示在線就診：本頁的來源 ${page} 未在醫院「${hospital}」登記，或無法連接 ${server}。請醫院的管理員在這裏登記，然後重新打開本頁：`,
  nowhere:
    '無法顯示在線就診：本頁沒有可以登記的地址。它是從檔案直接打開的，或者放在受限的框架（sandbox）裏。請通過網站伺服器打開。',
};
const arabic: FrameWords = {
  title: 'زيارة عبر الإنترنت',
  refused: (page, hospital, server) =>
    `لا يمكن عرض الزيارة: هذه الصفحة ${page} غير مسجلة للمستشفى «${hospital}»، أو يتعذر الوصول إلى ${server}. يسجلها مدير المستشفى هنا، ثم أعد تحميل هذه الصفحة:`,
  nowhere:
    'لا يمكن عرض الزيارة: لا عنوان لهذه الصفحة يمكن تسجيله، فقد فُتحت من ملف أو داخل إطار معزول. قدّمها من خادم ويب.',
};
const english: FrameWords = {
  title: 'Online visit',
  refused: (page, hospital, server) =>
    `The online visit can’t be shown: this page’s origin ${page} is not registered for the hospital “${hospital}”, or ${server} can’t be reached. An administrator of the hospital registers it here; then load this page again:`,
  nowhere:
    'The online visit can’t be shown: this page has no address that could be registered. It was opened from a file, or stands in a sandboxed frame. Serve it from a web server.',
};

/** By the rule of the widgets (`base/tongue.ts`). */
export const wordsFor = (lang: string): FrameWords =>
  /^ar/i.test(lang)
    ? arabic
    : !/^zh/i.test(lang)
      ? english
      : /hk/i.test(lang)
        ? hongKong
        : /tw|ant/i.test(lang)
          ? taiwan
          : simplified;
