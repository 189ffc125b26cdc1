// @ts-nocheck
/** Written by `npm run i18n -- --write` from zh-CN. */
import type { TriageMeasuresWords } from '../en/triage-measures.ts';

const words: TriageMeasuresWords = {
  title: '家裏量過嗎？',
  why: '有就填，沒有就跳過。數值有時比感覺更早説明問題。',
  last: '這是最後一步。',
  names: {
    temp: '體温（℃）',
    hr: '心跳（次/分）',
    sbp: '高壓（收縮壓）',
    dbp: '低壓（舒張壓）',
    spo2: '血氧（%）',
    rr: '呼吸（次/分）',
    glucose: '血糖（mmol/L）',
    pain: '疼痛（0 到 10 分）',
  },
  hints: { rr: '安靜時數一分鐘', pain: '0 是不痛，10 是最痛' },
  usual: (name, least, most) => `${name}請填 ${least} 到 ${most} 之間的數`,
  fahrenheit: (celsius) => `按華氏度算，是 ${celsius} ℃`,
  milligrams: (millimoles) => `這像是 mg/dL，換成 mmol/L 是 ${millimoles}`,
  pressure: '低壓應比高壓小，請再看一下',
  heard: '從您寫的話裏聽到的，請核對',
  skip: '沒有量過，跳過',
  send: '看結果',
  check: '有數值要再看一下',
};

export default words;
