// @ts-nocheck
/** Written by `npm run i18n -- --write` from zh-CN. */
import type { GuideWords } from '../en/guides.ts';

const register =
  '在設置頁的“登記網頁”裏登記網頁的來源（https://、域名，端口不是 443 時加端口）；設置頁由醫院的管理員登入。';
const open =
  '打開網頁，應看到組件的第一屏；患者看到的是“就診人是誰？”。如果看到“本頁暫時不能線上看病”，請登記它寫出的那個來源。其他問題，在網址後面加 ?care-diagnose 打開，它會説明原因。';
const npx =
  '開發期間在設置頁（由醫院的管理員登入）登記 http://localhost:5173；上線後登記正式網站的來源。（只有 localhost 可以用 http。）';
const start =
  '啓動，打開它顯示的網址。端口被別的程序佔用時，網址不是 http://localhost:5173，請把顯示的那個也登記。應看到組件的第一屏；患者看到的是“就診人是誰？”。如果看到“本頁暫時不能線上看病”，請登記它寫出的那個來源。';
const language = '在 index.html 裏寫明網頁的語言，組件也用這個語言；Vite 的模板寫的是 en。';

const words: GuideWords = {
  html: {
    title: '普通網頁',
    about: '適用於自己編寫的網頁。',
    steps: [
      [
        '把下面的內容存為 visit.html；或者把 script 這一行放進您網頁的 head，把標籤放在要顯示的位置。',
        'page',
      ],
      '上載到網站服務器，必須用 https 訪問。',
      register,
      open,
    ],
  },
  gbk: {
    title: 'GBK 編碼的網頁',
    about: '適用於 GBK、GB2312 編碼的老網站。我們的代碼全是 ASCII 字符，網頁原來的編碼不用改。',
    steps: [
      '用能保持 GBK 的編輯器打開網頁：狀態欄應顯示 GBK 或 GB2312，不是 UTF-8。不要轉換編碼。',
      ['把這兩行粘貼到要顯示的位置。type="module" 不能去掉：否則 GBK 網頁會按 GBK 讀我們的腳本。', 'both'],
      ['完成後的網頁是這個樣子，仍以 GBK 保存。', 'gbk'],
      '上載，用 https 訪問。服務器自己寫明編碼時（Apache 的 AddDefaultCharset、Nginx 的 charset），也必須是 gbk：它優先於網頁裏寫的。',
      register,
      open,
    ],
  },
  wordpress: {
    title: 'WordPress',
    about: '適用於 WordPress 5 及以上。編輯器會去掉網頁裏的腳本，所以用一個小插件放這兩行。',
    steps: [
      [
        '在服務器上新建檔案夾 wp-content/plugins/care-visit，在裏面新建檔案 care-visit.php，內容如下，存為 UTF-8（無 BOM）。不能直接放檔案時，把這個檔案壓縮成 ZIP，在“插件”→“安裝插件”→“上載插件”裏上載。',
        'wordpress',
      ],
      '在後台“插件”裏啓用“Care visit”。',
      ['打開“頁面”→“新建頁面”，填寫標題，添加“簡碼”區塊，填入：', 'shortcode'],
      '主題有側邊欄時，選擇沒有側邊欄的模板；然後發佈。',
      '組件用網站的語言（“設置”→“常規”→“站點語言”）。要用別的語言，在設置頁選好，再複製插件內容。',
      '如果裝了合併腳本的優化插件（Autoptimize、WP Rocket、LiteSpeed），請排除 care.js。',
      register,
      open,
    ],
  },
  dedecms: {
    title: 'DedeCMS（織夢）',
    about: '適用於 DedeCMS 5.7，GBK 版和 UTF-8 版都可以。用單頁文檔加一個專用模板。',
    steps: [
      [
        '在 templets/default 檔案夾裏新建 care_visit.htm，內容如下，按您的版本存為 GBK 或 UTF-8。您用的風格不叫 default 時，放進它的檔案夾。',
        'dedecms',
      ],
      '後台打開“核心”，在左側點“頻道模型”（點一下展開），再點“單頁文檔管理”→“增加一個頁面”。',
      '“頁面標題”填：在線就診。“檔案名”裏原有的全部刪去，填：visit.html。“模板檔案名”填：{style}/care_visit.htm（{style}/ 照原樣保留，它就是您的風格檔案夾）。其他不用改，點“確定”，織夢就在它的安裝目錄（一般是網站根目錄）生成 visit.html。預設風格的頭部和底部固定寬 960 像素：如果手機上要左右拖動，從模板裏去掉兩行 {dede:include …}。',
      '以後改了模板，在“單頁文檔管理”裏勾選這一頁，點“更新選中頁面”。',
      register,
      open,
    ],
  },
  react: {
    title: 'React',
    about: '適用於 React 19，從空檔案夾開始，用 Vite。',
    steps: [
      ['新建項目，或用您已有的。', 'reactNew'],
      [language, 'htmlLang'],
      ['在同一個檔案的 </head> 之前加這一行。', 'script'],
      ['新建 src/care.d.ts，讓 TypeScript 認識這個標籤。', 'reactTypes'],
      ['把標籤放在要顯示的位置；這裏是完整的 src/App.tsx。', 'react'],
      npx,
      [start, 'dev'],
    ],
  },
  vue: {
    title: 'Vue',
    about: '適用於 Vue 3，從空檔案夾開始，用 Vite。',
    steps: [
      ['新建項目，或用您已有的。', 'vueNew'],
      [language, 'htmlLang'],
      ['在同一個檔案的 </head> 之前加這一行。', 'script'],
      ['在 vite.config.ts 裏告訴 Vue：我們的標籤不是 Vue 組件。', 'vueConfig'],
      ['把標籤放在要顯示的位置；這裏是完整的 src/App.vue。', 'vue'],
      npx,
      [start, 'dev'],
    ],
  },
  wechat: {
    title: '微信 H5 網頁',
    about: '適用於在微信裏打開的網頁：公眾號菜單，或小程序的 web-view。',
    steps: [
      ['把下面的內容存為 visit.html，放在 https 網站上；域名須已備案。', 'wechat'],
      '公眾號後台“自定義菜單”里加一項，選“跳轉網頁”，填網頁地址。',
      '小程序：在“開發管理”的“業務域名”裏添加域名，把微信給的校驗檔案放到網站根目錄，再用 <web-view src="…"> 打開網頁。',
      '安卓微信和 iOS 14.3 以上的微信可以用鏡頭和咪高峰；更舊的手機請患者點右上角“···”，在系統瀏覽器裏打開。小程序的 web-view 裏不能付款。',
      register,
      open,
    ],
  },
};

export default words;
