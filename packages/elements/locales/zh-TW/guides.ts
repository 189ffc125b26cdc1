// @ts-nocheck
/** Written by `npm run i18n -- --write` from zh-CN. */
import type { GuideWords } from '../en/guides.ts';

const register =
  '在設定頁的“登記網頁”裡登記網頁的來源（https://、域名，埠不是 443 時加埠）；設定頁由醫院的管理員登入。';
const open =
  '開啟網頁，應看到元件的第一屏；患者看到的是“就診人是誰？”。如果看到“本頁暫時不能線上看病”，請登記它寫出的那個來源。其他問題，在網址後面加 ?care-diagnose 開啟，它會說明原因。';
const npx =
  '開發期間在設定頁（由醫院的管理員登入）登記 http://localhost:5173；上線後登記正式網站的來源。（只有 localhost 可以用 http。）';
const start =
  '啟動，開啟它顯示的網址。埠被別的程式佔用時，網址不是 http://localhost:5173，請把顯示的那個也登記。應看到元件的第一屏；患者看到的是“就診人是誰？”。如果看到“本頁暫時不能線上看病”，請登記它寫出的那個來源。';
const language = '在 index.html 裡寫明網頁的語言，元件也用這個語言；Vite 的模板寫的是 en。';

const words: GuideWords = {
  html: {
    title: '普通網頁',
    about: '適用於自己編寫的網頁。',
    steps: [
      [
        '把下面的內容存為 visit.html；或者把 script 這一行放進您網頁的 head，把標籤放在要顯示的位置。',
        'page',
      ],
      '上傳到網站伺服器，必須用 https 訪問。',
      register,
      open,
    ],
  },
  gbk: {
    title: 'GBK 編碼的網頁',
    about: '適用於 GBK、GB2312 編碼的老網站。我們的程式碼全是 ASCII 字元，網頁原來的編碼不用改。',
    steps: [
      '用能保持 GBK 的編輯器開啟網頁：狀態列應顯示 GBK 或 GB2312，不是 UTF-8。不要轉換編碼。',
      ['把這兩行貼上到要顯示的位置。type="module" 不能去掉：否則 GBK 網頁會按 GBK 讀我們的指令碼。', 'both'],
      ['完成後的網頁是這個樣子，仍以 GBK 儲存。', 'gbk'],
      '上傳，用 https 訪問。伺服器自己寫明編碼時（Apache 的 AddDefaultCharset、Nginx 的 charset），也必須是 gbk：它優先於網頁裡寫的。',
      register,
      open,
    ],
  },
  wordpress: {
    title: 'WordPress',
    about: '適用於 WordPress 5 及以上。編輯器會去掉網頁裡的指令碼，所以用一個小外掛放這兩行。',
    steps: [
      [
        '在伺服器上新建檔案夾 wp-content/plugins/care-visit，在裡面新建檔案 care-visit.php，內容如下，存為 UTF-8（無 BOM）。不能直接放檔案時，把這個檔案壓縮成 ZIP，在“外掛”→“安裝外掛”→“上傳外掛”裡上傳。',
        'wordpress',
      ],
      '在後臺“外掛”裡啟用“Care visit”。',
      ['開啟“頁面”→“新建頁面”，填寫標題，新增“簡碼”區塊，填入：', 'shortcode'],
      '主題有側邊欄時，選擇沒有側邊欄的模板；然後釋出。',
      '元件用網站的語言（“設定”→“常規”→“站點語言”）。要用別的語言，在設定頁選好，再複製外掛內容。',
      '如果裝了合併指令碼的最佳化外掛（Autoptimize、WP Rocket、LiteSpeed），請排除 care.js。',
      register,
      open,
    ],
  },
  dedecms: {
    title: 'DedeCMS（織夢）',
    about: '適用於 DedeCMS 5.7，GBK 版和 UTF-8 版都可以。用單頁文件加一個專用模板。',
    steps: [
      [
        '在 templets/default 檔案夾裡新建 care_visit.htm，內容如下，按您的版本存為 GBK 或 UTF-8。您用的風格不叫 default 時，放進它的檔案夾。',
        'dedecms',
      ],
      '後臺開啟“核心”，在左側點“頻道模型”（點一下展開），再點“單頁文件管理”→“增加一個頁面”。',
      '“頁面標題”填：線上就診。“檔案名”裡原有的全部刪去，填：visit.html。“模板檔案名”填：{style}/care_visit.htm（{style}/ 照原樣保留，它就是您的風格檔案夾）。其他不用改，點“確定”，織夢就在它的安裝目錄（一般是網站根目錄）生成 visit.html。預設風格的頭部和底部固定寬 960 畫素：如果手機上要左右拖動，從模板裡去掉兩行 {dede:include …}。',
      '以後改了模板，在“單頁文件管理”裡勾選這一頁，點“更新選中頁面”。',
      register,
      open,
    ],
  },
  react: {
    title: 'React',
    about: '適用於 React 19，從空檔案夾開始，用 Vite。',
    steps: [
      ['新建專案，或用您已有的。', 'reactNew'],
      [language, 'htmlLang'],
      ['在同一個檔案的 </head> 之前加這一行。', 'script'],
      ['新建 src/care.d.ts，讓 TypeScript 認識這個標籤。', 'reactTypes'],
      ['把標籤放在要顯示的位置；這裡是完整的 src/App.tsx。', 'react'],
      npx,
      [start, 'dev'],
    ],
  },
  vue: {
    title: 'Vue',
    about: '適用於 Vue 3，從空檔案夾開始，用 Vite。',
    steps: [
      ['新建專案，或用您已有的。', 'vueNew'],
      [language, 'htmlLang'],
      ['在同一個檔案的 </head> 之前加這一行。', 'script'],
      ['在 vite.config.ts 裡告訴 Vue：我們的標籤不是 Vue 元件。', 'vueConfig'],
      ['把標籤放在要顯示的位置；這裡是完整的 src/App.vue。', 'vue'],
      npx,
      [start, 'dev'],
    ],
  },
  wechat: {
    title: '微信 H5 網頁',
    about: '適用於在微信裡開啟的網頁：公眾號選單，或小程式的 web-view。',
    steps: [
      ['把下面的內容存為 visit.html，放在 https 網站上；域名須已備案。', 'wechat'],
      '公眾號後臺“自定義選單”里加一項，選“跳轉網頁”，填網頁地址。',
      '小程式：在“開發管理”的“業務域名”裡新增域名，把微信給的校驗檔案放到網站根目錄，再用 <web-view src="…"> 開啟網頁。',
      '安卓微信和 iOS 14.3 以上的微信可以用鏡頭和麥克風；更舊的手機請患者點右上角“···”，在系統瀏覽器裡開啟。小程式的 web-view 裡不能付款。',
      register,
      open,
    ],
  },
};

export default words;
