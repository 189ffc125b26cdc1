// @ts-nocheck
/** Written by `npm run i18n -- --write` from zh-CN. */
import type { DiagnoseWords } from '../en/diagnose.ts';

const words: DiagnoseWords = {
  title: '這個網頁可以在線就診了嗎？',
  running: '正在檢查，需要幾秒鐘。',
  fine: '這個網頁上沒有妨礙在線就診的問題。',
  trouble: (n) => `有 ${n} 項需要解決。`,
  columns: { check: '項目', mark: '狀態', says: '檢查結果', do: '怎麼解決' },
  mark: { ok: '正常', look: '請留意', bad: '需解決', open: '未知' },
  copy: '複製為文字',
  copied: '已複製。',
  notCopied: '瀏覽器不允許複製。文字在下方，請選中後複製。',
  again: '重新檢查',
  close: '關閉',
  report: '文字版',
  check: {
    version: '腳本版本',
    origin: '網頁的來源地址',
    csp: '內容安全策略（CSP）',
    trustedTypes: '可信類型（Trusted Types）',
    secure: '安全連接',
    permissionsPolicy: '權限策略（Permissions-Policy）',
    frame: '嵌入框架（iframe）',
    camera: '鏡頭',
    microphone: '咪高峰',
    media: '視像服務器（LiveKit）',
    clock: '時鐘',
    language: '語言',
    contrast: '顏色對比度',
  },
  says: {
    version: {
      current: ({ version }) => `${version}，與服務器一致。`,
      bundled: ({ version }) => `腳本打包在網頁自己的代碼裏。服務器上是 ${version}。`,
      old: ({ version }) => `網頁用的腳本比服務器上的舊。服務器上是 ${version}。`,
      several: ({ count, scripts }) => `網頁加載了 ${count} 個我們的腳本：${scripts}。先到的那個生效。`,
      unseen: ({ version }) =>
        `服務器上是 ${version}。看不出網頁用的是哪個版本：瀏覽器已不再説明加載過什麼。`,
      unknown: () => '服務器沒有説明版本。',
      unreached: () => '沒有檢查：連不上 Care 服務器。',
    },
    origin: {
      registered: ({ origin, hospital }) => `${origin} 已為醫院 ${hospital} 登記。`,
      unnamed: () => '網頁裏沒有寫明醫院的標籤。',
      nowhere: () => '本頁沒有可以登記的來源：它是從檔案直接打開的，或者放在受限的框架（sandbox）裏。',
      'origin-not-registered': ({ origin, hospital }) =>
        `${origin} 沒有為醫院 ${hospital} 登記，服務器拒絕了它。`,
      'hospital-unknown': ({ server, hospital }) => `${server} 上沒有醫院“${hospital}”。`,
      refused: ({ server, status }) => `${server} 的回答是 ${status}。`,
      unreached: ({ server }) => `從這個網頁連不上 ${server}。`,
    },
    csp: {
      open: () => '沒有攔住我們的任何內容。',
      stopped: ({ places }) => `網頁的策略攔住了去往 ${places} 的連接。`,
    },
    trustedTypes: {
      absent: () => '這個瀏覽器沒有這項限制。',
      allowed: () => '沒有妨礙。',
      forbidden: () => '網頁的策略沒有列出我們的模板庫，所以什麼也畫不出來。',
      taken: () => '網頁的另一個腳本已經佔用了策略名 lit-html，而網頁只允許用一次。',
      unloaded: ({ text }) => `沒能取到我們的代碼：${text}`,
    },
    secure: {
      secure: () => '是。',
      insecure: ({ origin }) => `${origin} 不是安全連接。瀏覽器不會把鏡頭和咪高峰給這樣的網頁。`,
    },
    permissionsPolicy: {
      allowed: () => '允許鏡頭和咪高峰。',
      forbidden: ({ missing }) => `網頁自己的響應頭禁止了：${device(missing)}。`,
      unsaid: () => '這個瀏覽器查不到。請用 Chrome 或 Edge 查看。',
    },
    frame: {
      top: () => '網頁不在框架裏。',
      handed: () => '在框架裏，框架交出了鏡頭和咪高峰。',
      withheld: ({ missing }) => `在框架裏，框架沒有交出：${device(missing)}。`,
      unsaid: () => '在框架裏。這個瀏覽器查不到框架交出了什麼。',
    },
    camera: {
      granted: () => '已允許。',
      asks: () => '使用時瀏覽器會詢問患者。',
      denied: () => '這個網頁被拒絕使用：可能是使用者拒絕，也可能是設備的設置。',
      forbidden: () => '網頁或框架禁止了，見上面幾行。',
      none: () => '這台設備上沒有。',
      impossible: () => '瀏覽器在這裏不給任何網頁使用。',
    },
    microphone: {
      granted: () => '已允許。',
      asks: () => '使用時瀏覽器會詢問患者。',
      denied: () => '這個網頁被拒絕使用：可能是使用者拒絕，也可能是設備的設置。',
      forbidden: () => '網頁或框架禁止了，見上面幾行。',
      none: () => '這台設備上沒有。',
      impossible: () => '瀏覽器在這裏不給任何網頁使用。',
    },
    media: {
      video: ({ url }) => `連上了 ${url}，線路可以視像。`,
      sound: ({ url }) => `連上了 ${url}，線路可以通話，視像比較勉強。`,
      text: ({ url }) => `${url}：聲音和視像都過不來。`,
      reached: ({ url }) => `${url} 有回答。聲音和視像能不能過來，要等網頁裏有患者登記後才能檢查。`,
      stopped: ({ url }) => `網頁的策略不允許連接 ${url}。`,
      unreached: ({ url }) => `${url} 沒有回答。`,
      none: () => '這家醫院現在沒有視像。文字就診可以用。',
      unknown: () => '沒有檢查：Care 服務器沒有告訴本頁它在哪裏。',
    },
    clock: {
      right: () => '與服務器一致。',
      ahead: ({ seconds }) => `這台設備的時鐘快了 ${seconds} 秒。`,
      behind: ({ seconds }) => `這台設備的時鐘慢了 ${seconds} 秒。`,
      unknown: () => '不知道服務器的時間。',
    },
    language: {
      said: ({ said, speaks }) => `網頁寫明了 ${said}，組件用 ${speaks}。`,
      unsaid: ({ browser, speaks }) => `網頁沒有寫明，由瀏覽器（${browser}）決定，現在是 ${speaks}。`,
      unknown: ({ said, speaks }) => `網頁寫明了 ${said}，我們沒有這種語言，組件用 ${speaks}。`,
      none: () => '網頁裏沒有我們的標籤。',
    },
    contrast: {
      enough: ({ least }) => `文字至少 ${least} : 1。`,
      low: ({ pairs }) => `這些顏色看不清：${pairs}。`,
      none: () => '我們的組件還沒有顯示出來。',
    },
  },
  do: {
    version: {
      old: () =>
        '不用緩存重新加載。如果檔案放在自己的服務器上，請重新取一份；如果腳本寫了 integrity，請換成 manifest.json 裏的新值。',
      several: () => '只保留一個 script 標籤。',
      unseen: () => '如果檔案放在自己的服務器上，請把其中的 manifest.json 與服務器上的核對。',
      unknown: () => '請確認 manifest.json 與 care.js 放在一起。',
    },
    origin: {
      unnamed: () => '<care-visit hospital="…"></care-visit>',
      nowhere: () => '請通過網站服務器打開本頁，或去掉框架的 sandbox 屬性。',
      'origin-not-registered': ({ setup }) => `請醫院的管理員登記：${setup}`,
      'hospital-unknown': () => '請核對 hospital 的拼寫，全部小寫。',
      refused: () => '請一分鐘後再試；還不行，請聯繫 Care 服務器的管理員。',
      unreached: () => '如果內容安全策略那一行是紅的，請先解決它；否則請檢查防火牆或攔截插件。',
    },
    csp: { stopped: ({ line }) => `在 Content-Security-Policy 里加上：${line}` },
    trustedTypes: {
      forbidden: () => '在 Content-Security-Policy 里加上：trusted-types lit-html',
      taken: () => "在 Content-Security-Policy 里加上：trusted-types lit-html 'allow-duplicates'",
      unloaded: () => '請看來源地址和內容安全策略兩行。',
    },
    secure: { insecure: () => '請用 https 提供網頁。' },
    permissionsPolicy: {
      forbidden: () => '請發送：Permissions-Policy: camera=(self), microphone=(self)',
      unsaid: () => '如果服務器發送這個響應頭，裏面要有：camera=(self), microphone=(self)',
    },
    frame: {
      withheld: ({ origin }) =>
        `給 iframe 寫上 allow="camera; microphone"。如果外層網頁發送 Permissions-Policy，裏面要有：camera=(self "${origin}"), microphone=(self "${origin}")`,
      unsaid: () => 'iframe 需要 allow="camera; microphone"。',
    },
    camera: {
      forbidden: () => '解決上面的紅色行即可。',
      denied: () => '點地址欄的鎖或鏡頭圖標，重新允許；再看看設備的隱私設置。',
      none: () => '請用有鏡頭的設備檢查。沒有鏡頭也可以語音或文字就診。',
      impossible: () => '請用 https 提供網頁。',
    },
    microphone: {
      forbidden: () => '解決上面的紅色行即可。',
      denied: () => '點地址欄的鎖圖標，重新允許；再看看設備的隱私設置。',
      none: () => '請用有咪高峰的設備檢查。沒有咪高峰也可以文字就診。',
      impossible: () => '請用 https 提供網頁。',
    },
    media: {
      sound: () => '換一個更好的網絡，或離路由器近一些。',
      text: () => '請在網絡的防火牆上放行到視像服務器的 UDP 和 TCP，或請管理員設置中繼（CARE_TURN_DOMAIN）。',
      stopped: ({ url }) => `在 Content-Security-Policy 里加上：connect-src ${url}`,
      unreached: () => '中間有防火牆，或者視像服務器停了：請聯繫管理員。',
      none: () => '請 Care 服務器的管理員啓動 LiveKit，或設置 LIVEKIT_URL。',
    },
    clock: {
      ahead: () => '請把設備的時鐘設為自動校準。',
      behind: () => '請把設備的時鐘設為自動校準。',
    },
    language: {
      unsaid: () => '給網頁寫上 <html lang="zh-CN">，或給標籤寫上 lang="zh-CN"。',
      unknown: () =>
        '給標籤寫上這裏最熟悉的語言：lang="zh-CN"、"zh-TW"、"zh-HK" 或 "en"；給患者用的標籤還可以寫 "ar"。',
    },
    contrast: { low: () => '請換一個更深的品牌色（深色網頁上用更淺的），或去掉自己設置的顏色。' },
  },
};
/** 設備名在規則裏是英文。 */
function device(names: string | undefined): string {
  return (names ?? '').replace('camera', '鏡頭').replace('microphone', '咪高峰').replace(', ', '、');
}

export default words;
