// @ts-nocheck
/** Written by `npm run i18n -- --write` from zh-CN. */
import type { HerbsWords } from '../en/herbs.ts';

const words: HerbsWords = {
  herbs: '每劑藥味',
  none: '還沒有飲片。按名稱或拼音首字母查詢；填好克數按回車，回到查詢。',
  grams: (name) => `${name}，每劑克數`,
  usual: (from, to) => (from ? `常用量每日 ${from}–${to} g` : `常用量每日不超過 ${to} g`),
  footnote: (name) => `${name}，腳註`,
  noFootnote: '無腳註',
  usualFootnote: (what) => `常規${what}`,
  inAll: (n, each) => `共 ${n} 味，每劑 ${each} g`,
  together: (grams) => `總量 ${grams} g`,
  packets: '劑數',
  pace: '用量',
  method: '煎法',
  volume: '煎至（ml）',
  portions: '分幾次服',
  warmth: '服法',
  anyWarmth: '不限',
};
export default words;
