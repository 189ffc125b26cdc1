/** Words of a still of the patient's picture: the doctor's question, the patient's answer, the pictures in the record. */
import type { SnapshotWords } from '../en/snapshot.ts';
import { own } from '../arabic.ts';

const words: SnapshotWords = {
  take: 'التقط صورة',
  purpose: 'لماذا الصورة؟ يُسأل المريض بهذه الكلمات.',
  purposeHint: 'مثلًا: طفح على الساعد الأيسر، للمقارنة',
  purposeMissing: 'اكتب من فضلك لماذا الصورة. يقرأ المريض ذلك.',
  purposes: ['طفح', 'جرح', 'الحلق', 'تورم'],
  askPatient: 'اسأل المريض',
  cancel: 'إلغاء',
  wait: 'انتظر من فضلك…',
  asked: 'ننتظر موافقة المريض على الصورة…',
  takeBack: 'اسحب السؤال',
  taking: 'وافق المريض. تُلتقط الصورة…',
  stored: 'الصورة في السجل.',
  refused: 'لا يريد المريض صورة. لم تُلتقط أي صورة.',
  withdrawn: 'سحب المريض موافقته. لم تُحفظ أي صورة.',
  failed: 'لم تكن هناك صورة لالتقاطها ولم يُحفظ شيء. تأكد من أن كاميرا المريض تعمل واسأل مرة أخرى.',

  question: 'يود الطبيب أن يلتقط صورة لك لسجلك. هل توافق؟',
  for: (purpose) => `الغرض: ${own(purpose)}`,
  agree: 'أوافق',
  refuse: 'لا أريد صورة',
  hold: 'تُلتقط الصورة الآن. لا تتحرك من فضلك…',
  stop: 'لا، لا تلتقطها',
  storedPatient: 'الصورة في سجل هذه الزيارة.',
  refusedPatient: 'حسنًا، لم تُلتقط أي صورة.',
  withdrawnPatient: 'لم تُلتقط أي صورة.',
  failedPatient: 'لم تنجح الصورة. لم يُحفظ شيء.',
  show: 'شاهدها',
  ok: 'حسنًا',
  trouble: 'لم تنجح العملية. حاول مرة أخرى من فضلك.',

  list: 'صور هذه الزيارة',
  listPatient: 'الصور التي التقطها الطبيب',
  picture: (purpose) => `صورة: ${own(purpose)}. اضغط للتكبير`,
  name: (purpose) => `${purpose}.jpg`,
  takenAt: (time) => `التُقطت في ${time}`,
  again: 'تعذّر تحميل الصورة. اضغط للمحاولة مرة أخرى',
};

export default words;
