/** Words that several widgets share. */
import type { SharedWords } from '../en/shared.ts';

const words: SharedWords = {
  back: 'رجوع',
  next: 'متابعة',
  cancel: 'إلغاء',
  close: 'إغلاق',
  retry: 'حاول مرة أخرى',
  loading: 'لحظة من فضلك',
  notSure: 'لست متأكدًا',
  problems: {
    network: 'انقطع الاتصال. ما كتبته ما زال هنا. حاول مرة أخرى من فضلك.',
    'token-expired': 'غبت وقتًا طويلًا، فأنهينا جلستك حفاظًا على خصوصيتك.',
    'hospital-unknown': 'لا نعرف المستشفى المذكور في هذه الصفحة.',
    'state-conflict': 'تغيّر شيء في هذه الأثناء. هذا هو الوضع الآن.',
  },
  failed: 'لم تنجح العملية. ما كتبته ما زال هنا. حاول مرة أخرى بعد قليل من فضلك.',
};

export default words;
