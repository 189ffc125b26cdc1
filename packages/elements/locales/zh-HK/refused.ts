// @ts-nocheck
/** Written by `npm run i18n -- --write` from zh-CN. */
import type { RefusedWords } from '../en/refused.ts';

const words: RefusedWords = {
  title: '本頁暫時不能線上看病',
  patient: '網站還沒有設置好。請給醫院打電話。',
  webmaster: '致本網站的管理員',
  why: (hospital) => `只有登記過的網頁才能使用醫院“${hospital}”的服務。本頁還沒有登記：`,
  nowhere:
    '本頁沒有可以登記的地址：它是從檔案直接打開的，或者放在受限的框架（sandbox）裏。請通過網站服務器打開。',
  how: '請醫院的管理員在這裏登記，然後重新打開本頁。',
  register: '去登記本頁',
  reload: '重新打開',
};

export default words;
