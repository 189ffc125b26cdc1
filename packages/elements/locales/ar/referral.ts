/** The referral in person, as the patient reads it after the visit. */
import type { ReferralWords } from '../en/referral.ts';
import { own } from '../arabic.ts';

const words: ReferralWords = {
  title: 'يُرجى مراجعة طبيب حضوريًا',
  why: {
    'first-visit':
      'لا يسمح القانون بوصف الدواء عبر الإنترنت إلا لمرض سبق أن عالجه طبيب. لهذا المرض تحتاج أولًا إلى زيارة طبيب حضوريًا.',
    changed: 'تغيّرت حالتك، لذلك يجب أن يراك طبيب حضوريًا.',
    examine: 'يجب أن يفحصك طبيب حضوريًا.',
    other: 'يطلب منك الطبيب الحضور إلى المستشفى.',
  },
  when: { today: 'اذهب اليوم', days: 'اذهب خلال ثلاثة أيام', routine: 'اذهب في الوقت الذي يناسبك' },
  department: 'القسم',
  bring: 'أحضر معك',
  by: (name) => `كتبها ${own(name)}`,
};
export default words;
