/** Words of the video call. `who` is the other side: the doctor, the patient. */
import type { ConsultWords } from '../en/consult.ts';
import devices from './devices.ts';

const words: ConsultWords = {
  callLabel: 'زيارة بالفيديو',
  controlsLabel: 'أزرار المكالمة',
  selfLabel: 'صورتك',

  enterPatient: 'ادخل إلى الطبيب',
  enterDoctor: 'ادخل إلى المكالمة',
  enterNote: 'سيطلب المتصفح استخدام الكاميرا والميكروفون.',
  returnToCall: 'عُد إلى المكالمة',
  continueHere: 'أكمل هنا',
  writeInstead: 'أكمل بالكتابة',
  tryNow: 'حاول الآن مرة أخرى',

  preparing: 'اسمح باستخدام الكاميرا والميكروفون من فضلك عندما يطلب المتصفح ذلك.',
  joining: 'جارٍ الدخول إلى المكالمة…',

  who: {
    doctor: 'الطبيب',
    patient: 'المريض',
    relative: 'القريب',
    interpreter: 'المترجم',
    second_doctor: 'الطبيب الثاني',
    unknown: 'الطرف الآخر',
  },
  awaited: (who) => `في انتظار دخول ${who}. لحظة من فضلك.`,
  connecting: (who) => `${who}: جارٍ الاتصال…`,
  cameraOff: (who) => `${who}: الكاميرا متوقفة. يمكنكما الكلام.`,
  noCamera: (who) => `${who}: لا توجد صورة. يمكنكما الكلام.`,
  cameraNetwork: (who) => `${who}: الشبكة أبطأ من أن تنقل صورة. يمكنكما الكلام.`,
  cameraChosen: (who) => `${who}: بلا صورة لتوفير البيانات. يمكنكما الكلام.`,
  cameraTrouble: (who) => `${who}: لا يمكن استخدام الكاميرا. يمكنكما الكلام.`,
  micTrouble: (who) => `${who}: لا يمكن استخدام الميكروفون`,
  soundAlone: 'الشبكة بطيئة جدًا، فأوقفنا الصورتين. يمكنكما مواصلة الكلام.',
  soundChosen: 'كما اخترت، لتوفير البيانات',
  soundBarely: 'الشبكة أبطأ من أن يسمع أحدكما الآخر جيدًا. نواصل المحاولة.',
  picturePaused: 'الشبكة بطيئة، فالصوت أولًا.',
  lost: (who) => `${who}: انقطع الاتصال. انتظر من فضلك، تجري استعادته.`,
  gone: (who) => `${who}: غادر المكالمة ويمكنه العودة.`,
  muted: (who) => `${who}: الصوت مكتوم`,
  speaking: 'يتكلم',

  reconnectingSignal: 'الاتصال غير مستقر. نستعيده…',
  reconnectingMedia: 'انقطعت الشبكة. زيارتك محفوظة، ونعيد الاتصال.',
  mediaUnavailable: 'الفيديو متوقف مؤقتًا. تعود المكالمة تلقائيًا عندما يعود.',
  slow: 'شبكتك بطيئة',
  slowOther: (who) => `${who}: الشبكة بطيئة`,

  soundBlocked: 'شغّل الصوت',

  failed: {
    'media-unavailable': 'لا يمكن الوصول إلى الفيديو الآن. زيارتك محفوظة، ونواصل المحاولة.',
    network: 'انقطعت الشبكة. زيارتك محفوظة، ونواصل المحاولة.',
    'media-unreachable': 'لا يصل الفيديو من مكانك. نواصل المحاولة. قد تفيد شبكة أخرى، مثل بيانات الهاتف.',
    refused: 'لم تعد مشاركًا في هذه المكالمة. أعد تحميل الصفحة من فضلك.',
    unsupported:
      'لا يستطيع هذا المتصفح إجراء مكالمات فيديو. افتح هذه الصفحة في إصدار حديث من Chrome أو Edge أو Safari أو Firefox.',
  },
  left: {
    self: 'غادرت المكالمة. زيارتك مستمرة ويمكنك العودة.',
    ended: 'انتهت هذه المكالمة.',
    elsewhere: 'تستمر المكالمة في نافذة أخرى أو على جهاز آخر.',
    refused: 'لم تعد مشاركًا في هذه المكالمة. أعد تحميل الصفحة من فضلك.',
  },

  mute: 'كتم',
  unmute: 'إلغاء الكتم',
  camera: 'إيقاف الكاميرا',
  cameraOn: 'تشغيل الكاميرا',
  wait: 'لحظة',
  fixMicrophone: 'الميكروفون',
  fixCamera: 'الكاميرا',
  deniedHint: 'غير متاح، حاول مرة أخرى',
  flip: 'تبديل',
  leave: 'مغادرة',

  ...devices,
};

export default words;
