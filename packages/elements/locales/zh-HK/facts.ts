// @ts-nocheck
/** Written by `npm run i18n -- --write` from zh-CN. */
import type { FactsWords } from '../en/facts.ts';

const words: FactsWords = {
  title: '用藥相關情況',
  nothing: '尚未記錄',
  weight: '體重（kg）',
  weighedOn: '測量日期',
  pregnancy: '是否懷孕',
  weeks: '孕周',
  breastfeeding: '是否哺乳',
  egfr: '腎功能 eGFR',
  egfrUnit: 'ml/min/1.73 m²',
  liver: '肝病',
  yesNo: { yes: '是', no: '否', unknown: '不詳' },
  livers: { none: '無', mild: '輕度', moderate: '中度', severe: '重度', unknown: '不詳' },
  medicines: '正在服用的藥',
  taking: { unknown: '不詳', none: '沒有', some: '有' },
  search: '添加患者正在服用的藥',
  searchHint: '藥名，或患者的説法',
  asTyped: '按患者的説法',
  removeMedicine: (name) => `刪除${name}`,
  wrong: { weight: '0.3 到 400', egfr: '1 到 200', weeks: '0 到 43' },
  conflict: '另一個窗口保存了不同的內容。以哪個為準？',
  failed: '沒有取到這些情況。核對以已保存的內容為準。',
  again: '重試',
};
export default words;
