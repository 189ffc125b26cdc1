/** The patient's medicine plan: a table for the fridge, and a file for the calendar. */
import type { MedicinePlanWords } from '../en/medicine-plan.ts';

const words: MedicinePlanWords = {
  planTitle: '我的用药表',
  planMore: '可以打印出来贴在冰箱上，也可以存进日历，到时间提醒您。',
  first: '从哪天开始用药',
  from: (first, last) => (first === last ? first : `${first} 至 ${last}`),
  when: ['早', '中', '晚', '睡前'],
  everyDay: '每天 1 次，固定在同一时间',
  every: (days) => (days === 2 ? '隔一天用一次' : '每周用一次'),
  atHours: (hours) => hours,
  planPrint: '打印，或存为 PDF',
  calendar: '把提醒存进日历',
  calendarMore: (hours) => `提醒的时间是 ${hours}，可以在日历里改。需要时才用的药没有提醒。`,
  reminder: (medicine, amount) => `用药：${medicine}，${amount}`,
  noReminders: '这些药没有固定的用药时间，所以没有可以存进日历的提醒。',
  number: '处方号',
};

export default words;
