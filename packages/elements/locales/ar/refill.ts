/** Refills, for the patient; the doctor's desk speaks English. */
import en, { type RefillWords } from '../en/refill.ts';
import { counted, own } from '../arabic.ts';

const words: RefillWords = {
  reasons: {
    'see-doctor': 'يريد الطبيب أن يراك أولًا',
    'tests-first': 'تحتاج إلى فحص أولًا',
    'not-needed': 'لم تعد بحاجة إليه',
    changed: 'تغيّر شيء في مرضك أو دوائك',
    other: 'سبب آخر',
  },
  obstacles: {
    revoked: 'سُحب الإذن',
    expired: 'انتهى الإذن',
    'used-up': 'لم يبق تجديد',
    'under-way': 'توجد وصفة أخرى منه قيد التنفيذ',
    'too-early': 'الوقت مبكر',
    'allergies-changed': 'تغيرت الحساسية المسجلة',
    'diagnosis-changed': 'تغيّر التشخيص',
    'dose-changed': 'تغيّرت الجرعة',
  },
  title: 'الحصول على المزيد من هذا الدواء',
  left: (n) => `يمكنك تجديده ${counted(n, 'مرة واحدة أخرى', 'مرتين أخريين', 'مرات أخرى', 'مرة أخرى')}`,
  from: (day) => `ابتداءً من ${day}`,
  until: (day) => `يتذكرك هذا المتصفح حتى ${day}، ما لم تبدأ فيه زيارة أخرى.`,
  notKept: 'احتفظ بهذه الصفحة: من دونها تحتاج إلى زيارة جديدة.',
  ask: 'اطلب التجديد',
  question: 'هل تغيّر شيء منذ زيارتك؟',
  such: 'حساسية جديدة أو شكوى جديدة أو دواء آخر أو حمل.',
  nothing: 'لم يتغير شيء، أرسل الطلب',
  something: 'نعم، تغيّر شيء',
  sending: 'جارٍ الإرسال',
  back: 'رجوع',
  visitFirst: 'إذن يجب أن يراك طبيب أولًا. ابدأ زيارة جديدة من فضلك.',
  asked: (doctor) => `أُرسل الطلب. القرار عند ${own(doctor)}، وتقرأ الجواب هنا.`,
  writing: (doctor) => `تمت الموافقة: ${own(doctor)}. تُكتب الوصفة الآن.`,
  declined: (why) => `لم يُجدَّد الدواء: ${why}. ابدأ زيارة جديدة من فضلك.`,
  ended: 'لم يعد تجديده ممكنًا. إذا كنت ما زلت بحاجة إليه فابدأ زيارة جديدة من فضلك.',
  blocked: (why) => `غير ممكن الآن: ${why}.`,
  needsVisit: (why) => `لا يمكن تجديده هكذا: ${why}. ابدأ زيارة جديدة من فضلك.`,
  failed: 'لم يُرسل. حاول مرة أخرى من فضلك.',
  desk: en.desk,
};

export default words;
