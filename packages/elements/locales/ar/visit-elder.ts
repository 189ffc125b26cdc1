/** Elder mode: what its bar says, and that there is time. */
import type { VisitElderWords } from '../en/visit-elder.ts';

const words: VisitElderWords = {
  label: 'مساعدة على القراءة',
  person: 'اتصل بموظف',
  read: 'اقرأ بصوت عالٍ',
  stop: 'أوقف القراءة',
  smaller: 'نص أصغر',
  larger: 'نص أكبر',
  size: (px) => `حجم النص ${px}`,
  back: 'رجوع',
  of: (at, all) => `${at} من ${all}`,
  more: 'أظهر المزيد هنا',
  less: 'أظهر أقل هنا',
  time: 'خذ وقتك. يمكنك أن تتوقف وتكمل لاحقًا.',
  called: 'إن لم تستطع الدخول في الوقت المحدد، يمكنك أخذ دور جديد.',
};

export default words;
