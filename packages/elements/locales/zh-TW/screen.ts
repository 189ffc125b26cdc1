// @ts-nocheck
/** Written by `npm run i18n -- --write` from zh-CN. */
import type { ScreenWords } from '../en/screen.ts';

const words: ScreenWords = {
  share: '共享螢幕',
  unshare: '停止共享',
  again: '重新共享',
  wait: '請稍等…',
  choose: '請在瀏覽器彈出的窗口裡，選擇要展示的內容。',
  shown: {
    monitor: '通話中的人都能看到您的整個螢幕。',
    window: '通話中的人都能看到您的這個視窗。',
    browser: '通話中的人都能看到您的這個標籤頁。',
    unknown: '通話中的人都能看到您的螢幕。',
  },
  held: '現在只有聲音，螢幕暫時沒有傳給對方。',
  broken: '連線斷開過，螢幕共享已停止。可以重新共享。',
  problem: {
    dismissed: '沒有共享任何內容。請點“重新共享”，再選擇一個視窗或標籤頁。',
    'denied-by-system':
      '電腦系統不允許瀏覽器共享螢幕。請到系統的隱私設定裡，允許瀏覽器“螢幕錄製”，然後再試一次。',
    'blocked-by-page': '這個網頁不允許共享螢幕，請網站管理員放開“display-capture”許可權。',
    failed: '螢幕沒能共享，請再試一次。',
  },
  looks: '醫生正在給您看螢幕。',
  over: '醫生已停止共享螢幕。',
  picture: '醫生的螢幕',
  paused: '網路太慢，暫時看不到醫生的螢幕，網路好了會自動恢復。',
  coming: '醫生的螢幕馬上出來…',
  closer: '放大',
  farther: '看整頁',
  whole: '全屏',
  unwhole: '退出全屏',
};

export default words;
