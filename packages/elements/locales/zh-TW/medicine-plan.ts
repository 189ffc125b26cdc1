// @ts-nocheck
/** Written by `npm run i18n -- --write` from zh-CN. */
import type { MedicinePlanWords } from '../en/medicine-plan.ts';

const words: MedicinePlanWords = {
  planTitle: '我的用藥表',
  planMore: '可以打印出來貼在冰箱上，也可以存進日曆，到時間提醒您。',
  first: '從哪天開始用藥',
  from: (first, last) => (first === last ? first : `${first} 至 ${last}`),
  when: ['早', '中', '晚', '睡前'],
  everyDay: '每天 1 次，固定在同一時間',
  every: (days) => (days === 2 ? '隔一天用一次' : '每週用一次'),
  atHours: (hours) => hours,
  planPrint: '列印，或存為 PDF',
  calendar: '把提醒存進日曆',
  calendarMore: (hours) => `提醒的時間是 ${hours}，可以在日曆裡改。需要時才用的藥沒有提醒。`,
  reminder: (medicine, amount) => `用藥：${medicine}，${amount}`,
  noReminders: '這些藥沒有固定的用藥時間，所以沒有可以存進日曆的提醒。',
  number: '處方號',
};

export default words;
