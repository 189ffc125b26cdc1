/** The interview: one question a screen. */
import type { TriageWords } from '../en/triage.ts';

const words: TriageWords = {
  none: 'لا شيء مما سبق',
  othersNotSure: 'لست متأكدًا من الباقي',
  left: (n) => (n > 1 ? `الأسئلة المتبقية: ${n} على الأكثر` : 'السؤال الأخير'),
  several: 'اختر كل ما ينطبق.',
  urgent: (number) => `حالتك لا تحتمل الانتظار؟ اتصل بالرقم ${number}`,
  noVisit: 'لا توجد زيارة بعد. سجّل أولًا من فضلك.',
  draft: 'هذه الأسئلة مسودة لم يعتمدها طبيب بعد.',
  sending: 'نراجع إجاباتك',
};

export default words;
