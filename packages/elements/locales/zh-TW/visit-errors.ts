// @ts-nocheck
/** Written by `npm run i18n -- --write` from zh-CN. */
import type { VisitErrorWords } from '../en/visit-errors.ts';

const words: VisitErrorWords = {
  title: '請檢查下面的內容',
  missing: {
    name: '請填寫姓名',
    birthDate: '請填寫出生日期',
    sex: '請選擇性別',
    phone: '請填寫電話號碼',
    relation: '請選擇與就診人的關係',
    status: '請選擇有沒有過敏',
    items: '請填寫對什麼過敏',
    consent: '同意後請勾選',
  },
  /** A day to come, or one too long ago. */
  range: '出生日期不能晚於今天，也不能早於 130 年前',
  phone: '這不像一個電話號碼，請核對數字',
  refused: '醫院沒有接受這一項，請檢查',
};

export default words;
