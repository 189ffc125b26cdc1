// @ts-nocheck
/** Written by `npm run i18n -- --write` from zh-CN. */
import type { HandoverWords } from '../en/handover.ts';

const words: HandoverWords = {
  hold: '暫停就診',
  holdTitle: '暫停這次就診？',
  holdMore: (minutes) =>
    `通話先結束。患者排在所有人前面等候，會看到“醫生會再叫您”。請在左側列表裏點“再次叫號”；${minutes} 分鐘後同事也可以叫。您寫的病歷保留。`,
  holdNow: '暫停就診',
  back: '回到患者',

  transfer: '轉診',
  transferTitle: '把這位患者轉給同事',
  transferMore: '您的病歷、分診結果和緊急程度一併轉過去。患者會看到轉給誰、為什麼。',
  toDepartment: '科室',
  toDoctor: '醫生',
  anyDoctor: '該科室任一醫生',
  why: '原因',
  reasons: {
    speciality: '需要其他專科',
    'second-opinion': '需要另一位醫生的意見',
    language: '需要會患者語言的醫生',
    'shift-ends': '我的出診時間到了',
    other: '其他原因',
  },
  text: '用您自己的話説明（患者會看到）',
  textMissing: '請簡單説明原因。',
  transferNow: '轉診',
  noColleagues: '沒有取到同事名單。',
  unsaved: '病歷還沒有保存。請檢查網絡後重試。',

  callBack: '再次叫號',
  callNow: '叫號',
  onHold: '已暫停',
  lostLine: '醫生斷線',
  from: (name) => `${name}轉來`,
  waitsFor: (name) => `等${name}`,

  backAgain: '暫停後繼續，病歷是您上次寫到的樣子。',
  lostBefore: '上一位醫生的網絡斷了。',
  handedOver: (name) => `由${name}轉來`,
  earlier: (name, department) => `${department} ${name}此前的病歷`,
  draft: '草稿，未簽名',
  nothing: '沒有寫內容。',
};

export default words;
