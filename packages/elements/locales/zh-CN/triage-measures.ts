/** What was measured at home. */
import type { TriageMeasuresWords } from '../en/triage-measures.ts';

const words: TriageMeasuresWords = {
  title: '家里量过吗？',
  why: '有就填，没有就跳过。数值有时比感觉更早说明问题。',
  last: '这是最后一步。',
  names: {
    temp: '体温（℃）',
    hr: '心跳（次/分）',
    sbp: '高压（收缩压）',
    dbp: '低压（舒张压）',
    spo2: '血氧（%）',
    rr: '呼吸（次/分）',
    glucose: '血糖（mmol/L）',
    pain: '疼痛（0 到 10 分）',
  },
  hints: { rr: '安静时数一分钟', pain: '0 是不痛，10 是最痛' },
  usual: (name, least, most) => `${name}请填 ${least} 到 ${most} 之间的数`,
  fahrenheit: (celsius) => `按华氏度算，是 ${celsius} ℃`,
  milligrams: (millimoles) => `这像是 mg/dL，换成 mmol/L 是 ${millimoles}`,
  pressure: '低压应比高压小，请再看一下',
  heard: '从您写的话里听到的，请核对',
  skip: '没有量过，跳过',
  send: '看结果',
  check: '有数值要再看一下',
};

export default words;
