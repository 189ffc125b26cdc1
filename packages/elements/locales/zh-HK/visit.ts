// @ts-nocheck
/** Written by `npm run i18n -- --write` from zh-CN. */
import type { VisitWords } from '../en/visit.ts';

const words: VisitWords = {
  steps: ['説説不適', '候診', '看醫生', '取處方'],
  otherLanguage: 'English',
  switchTo: 'en',
  elder: '大字',
  help: '電話求助',
  demo: '演示數據，不是真實的醫療服務。',
  unreachable: '暫時連不上醫院。情況緊急，請打急救電話或直接去醫院。',

  whoTitle: '就診人是誰？',
  by: '誰在填寫？',
  bySelf: '本人',
  byOther: '家人代填',
  name: '就診人姓名',
  birth: '出生日期',
  sex: '性別',
  male: '男',
  female: '女',
  phone: '電話號碼',
  phoneHint: '視像不通時，醫生打這個電話',

  allergyTitle: '有沒有過敏？',
  allergyWhy: '醫生和藥師會用它核對每一種藥。',
  allergyLabel: '過敏情況',
  allergyNone: '沒有已知的過敏',
  allergySome: '有',
  allergyWhich: '對哪些藥物、食物或其他東西過敏？',
  allergyHint: '用逗號分開',

  consentTitle: '請先閲讀並同意',
  consentAgree: '我已閲讀並同意',
  start: '開始就診',

  complaintTitle: '哪裏不舒服？',
  complaintLabel: '用您自己的話説説',
  complaintHint: '例如：昨天開始發燒，嗓子疼',
  complaintPick: '選最接近的一種',
  map: '在人體圖上找',
};

export default words;
