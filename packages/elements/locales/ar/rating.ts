/** How the patient found the visit. */
import type { RatingWords } from '../en/rating.ts';

const words: RatingWords = {
  title: 'كيف كانت هذه الزيارة؟',
  stars: ['سيئة جدًا', 'سيئة', 'مقبولة', 'جيدة', 'جيدة جدًا'],
  wrongTitle: 'ما المشكلة؟ (اختر ما تشاء)',
  wrong: {
    'no-sound': 'لم يكن هناك صوت',
    'bad-sound': 'الصوت متقطع',
    'no-picture': 'لم تكن هناك صورة',
    'bad-picture': 'الصورة سيئة',
    'cut-off': 'انقطعت المكالمة',
    'could-not-enter': 'لم أتمكن من الدخول',
    'waited-long': 'انتظرت طويلًا',
    'not-understood': 'لم أفهم الطبيب',
    'not-helped': 'لم أحصل على جواب لسؤالي',
    other: 'شيء آخر',
  },
  text: 'بكلماتك، إن أردت',
  textHint: '500 حرف على الأكثر. الطبيب الذي رآك لا يقرأ هذه الكلمات.',
  send: 'أرسل',
  sending: 'جارٍ الإرسال',
  thanks: 'شكرًا لك. سجلنا ذلك. تقييمك:',
  change: 'تغيير التقييم',
  failed: 'لم يُرسل تقييمك. حاول مرة أخرى من فضلك.',
  late: 'لم يعد تغيير التقييم ممكنًا.',
};

export default words;
