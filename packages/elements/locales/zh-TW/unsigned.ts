// @ts-nocheck
/** Written by `npm run i18n -- --write` from zh-CN. */
import type { UnsignedWords } from '../en/unsigned.ts';

const words: UnsignedWords = {
  title: '還沒簽名的病歷',
  about: '這些患者在您簽名之前已轉給同事或離開。請在這裡寫完並簽名您的部分。',
  heading: (name) => `您給${name}寫的病歷`,
  went: (time) => `患者於 ${time} 轉走或離開。`,
  final: '簽名後不能再修改。',
  sign: '簽名',
  signing: '正在簽名…',
  later: '以後再寫',
  signed: (name) => `${name}的病歷已簽名。`,
  unsaved: '病歷還沒有儲存好，請稍等再試。',
};

export default words;
