/** The patient's medicine plan: a table for the fridge, and a file for the calendar. */
import type { MedicinePlanWords } from '../en/medicine-plan.ts';

const words: MedicinePlanWords = {
  planTitle: 'خطة أدويتي',
  planMore: 'جدول تطبعه وتعلّقه، وتذكيرات لتقويمك.',
  first: 'اليوم الأول',
  from: (first, last) => (first === last ? first : `من ${first} إلى ${last}`),
  when: ['الصباح', 'الظهر', 'المساء', 'قبل النوم'],
  everyDay: 'مرة في اليوم، في الوقت نفسه دائمًا',
  every: (days) => (days === 2 ? 'مرة كل يومين' : 'مرة في الأسبوع'),
  atHours: (hours) => `الساعة ${hours}`,
  planPrint: 'اطبع، أو احفظ كملف PDF',
  calendar: 'احفظ التذكيرات لتقويمي',
  calendarMore: (hours) =>
    `تأتي التذكيرات الساعة ${hours}. الأدوية التي تؤخذ عند الحاجة فقط ليس لها تذكير. يمكنك تغيير الأوقات في تقويمك.`,
  reminder: (medicine, amount) => `دواء: ${medicine}، ${amount}`,
  noReminders: 'ليس لهذه الأدوية أوقات محددة، فلا شيء يوضع في التقويم.',
  number: 'الوصفة',
};

export default words;
