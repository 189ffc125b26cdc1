/** A sheet of Chinese herbs while the doctor writes it. */
import type { HerbsWords } from '../en/herbs.ts';

const words: HerbsWords = {
  herbs: '每剂药味',
  none: '还没有饮片。按名称或拼音首字母查找；填好克数按回车，回到查找。',
  grams: (name) => `${name}，每剂克数`,
  usual: (from, to) => (from ? `常用量每日 ${from}–${to} g` : `常用量每日不超过 ${to} g`),
  footnote: (name) => `${name}，脚注`,
  noFootnote: '无脚注',
  usualFootnote: (what) => `常规${what}`,
  inAll: (n, each) => `共 ${n} 味，每剂 ${each} g`,
  together: (grams) => `总量 ${grams} g`,
  packets: '剂数',
  pace: '用量',
  method: '煎法',
  volume: '煎至（ml）',
  portions: '分几次服',
  warmth: '服法',
  anyWarmth: '不限',
};
export default words;
