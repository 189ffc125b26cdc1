/** What medicines depend on: weight, pregnancy, kidneys, liver, medicines in use. */
import type { FactsWords } from '../en/facts.ts';

const words: FactsWords = {
  title: '用药相关情况',
  nothing: '尚未记录',
  weight: '体重（kg）',
  weighedOn: '测量日期',
  pregnancy: '是否怀孕',
  weeks: '孕周',
  breastfeeding: '是否哺乳',
  egfr: '肾功能 eGFR',
  egfrUnit: 'ml/min/1.73 m²',
  liver: '肝病',
  yesNo: { yes: '是', no: '否', unknown: '不详' },
  livers: { none: '无', mild: '轻度', moderate: '中度', severe: '重度', unknown: '不详' },
  medicines: '正在服用的药',
  taking: { unknown: '不详', none: '没有', some: '有' },
  search: '添加患者正在服用的药',
  searchHint: '药名，或患者的说法',
  asTyped: '按患者的说法',
  removeMedicine: (name) => `删除${name}`,
  wrong: { weight: '0.3 到 400', egfr: '1 到 200', weeks: '0 到 43' },
  conflict: '另一个窗口保存了不同的内容。以哪个为准？',
  failed: '没有取到这些情况。核对以已保存的内容为准。',
  again: '重试',
};
export default words;
