/** Words of the conversation beside, or instead of, a call. `who` is the other side. */
import type { ChatWords } from '../en/chat.ts';
import { counted, own } from '../arabic.ts';

const seconds = (n: number) => counted(n, 'ثانية واحدة', 'ثانيتان', 'ثوانٍ', 'ثانية');
const words: ChatWords = {
  chat: 'محادثة',
  chatLabel: 'الرسائل',
  who: { patient: 'المريض', doctor: 'الطبيب' },
  you: 'أنت',
  says: (who) => `${who}: `,
  closeChat: 'أغلق الرسائل',
  change: { text: 'أكمل بالكتابة', video: 'أكمل بالفيديو' },
  leaveVideo: {
    sure: 'ينتهي الفيديو عندكما معًا، وتستمر الزيارة هنا بالكتابة.',
    no: 'ابقَ على الفيديو',
    yes: 'أنهِ الفيديو وأكمل بالكتابة',
  },
  history: 'الرسائل السابقة في الأعلى. مرّر لتقرأها.',
  empty: {
    patient: 'اكتب إلى الطبيب، أو أرسل صورة لما تشكو منه.',
    doctor: 'لم يكتب أحد بعد.',
  },
  loadingChat: 'جارٍ تحميل الرسائل…',
  fetchingEarlier: 'جارٍ تحميل الرسائل السابقة…',
  unreachable: 'تعذّر تحميل الرسائل الآن. ما كتبته محفوظ.',
  tryNow: 'حاول الآن مرة أخرى',
  today: 'اليوم',
  yesterday: 'أمس',
  newest: (n) => counted(n, 'رسالة جديدة', 'رسالتان جديدتان', 'رسائل جديدة', 'رسالة جديدة'),
  toNewest: 'إلى أحدث رسالة',
  typing: (who) => `${who} يكتب…`,

  standing: { sent: 'أُرسلت', delivered: 'وصلت', read: 'قُرئت' },
  sending: 'جارٍ الإرسال…',
  waiting: 'لا يوجد اتصال. ستُرسل تلقائيًا عند عودته.',
  notSent: 'لم تُرسل',
  sendAgain: 'أرسل مرة أخرى',
  discard: 'احذف',

  write: 'رسالة',
  writeHint: 'اكتب رسالة',
  send: 'أرسل',
  attach: 'صورة أو PDF',
  takePhoto: 'التقط صورة',
  speak: 'رسالة صوتية',
  tooLong: (n) =>
    `النص أطول من المسموح، والزيادة ${counted(n, 'حرف واحد', 'حرفان', 'أحرف', 'حرفًا', 'حرف')}. أرسله على جزأين من فضلك.`,
  closedNow: 'لا يمكن الكتابة الآن. يمكنك قراءة ما كُتب من قبل.',

  asking: 'اسمح باستخدام الميكروفون من فضلك عندما يطلب المتصفح ذلك.',
  recording: (s, most) => `جارٍ التسجيل ${s} من ${most}`,
  sendVoice: 'أرسل التسجيل',
  dropVoice: 'احذف التسجيل',
  microphone: 'لا يمكن استخدام الميكروفون. اسمح به في المتصفح، أو اكتب بدلًا من ذلك.',

  picture: 'صورة',
  pictureOf: (name) => `الصورة ${own(name)}، تكبير`,
  pdf: 'مستند PDF',
  voice: 'رسالة صوتية',
  seconds: (n) => seconds(n),
  playVoice: (n) => `شغّل الرسالة الصوتية، ${seconds(n)}`,
  stopVoice: 'أوقف التشغيل',
  loadAgain: 'تعذّر التحميل. اضغط للمحاولة مرة أخرى.',
  cantPlay: 'لا يستطيع هذا الجهاز تشغيلها.',

  enlarged: (name) => `الصورة ${own(name)}`,
  closer: 'تكبير',
  farther: 'تصغير',
  whole: 'الصورة كاملة',
  save: 'حفظ',
  closePicture: 'إغلاق',
  zoomHelp: 'للتكبير والتصغير استخدم إصبعين أو عجلة الفأرة أو + و−؛ وللتحريك اسحب أو استخدم مفاتيح الأسهم.',

  refused: {
    'other-type': 'نوع هذا الملف لا يطابق اسمه. يمكن إرسال الصور وملفات PDF.',
    broken: 'لا يمكن قراءة هذه الصورة أو هذا الملف. اختر غيره أو التقط الصورة من جديد.',
    'too-many-pixels': 'هذه الصورة كبيرة جدًا. أرسل صورة أصغر من فضلك.',
    active: 'يحتوي هذا الملف على شيء مخفي، فلا يمكن إرساله. أرسل صورة أو ملف PDF بسيطًا.',
    locked: 'هذا الملف محمي بكلمة مرور. أرسل ملفًا بدونها أو صوّر الصفحات.',
    'too-many': 'لا يمكن إرسال ملفات أخرى في هذه الزيارة.',
  },
  problems: {
    'body-too-large': 'هذا الملف أكبر من \u206610 MB\u2069. أرسل ملفًا أصغر من فضلك.',
    'unsupported-media-type': 'يمكن إرسال الصور وملفات PDF فقط.',
    'visit-ended': 'انتهت الزيارة. يمكنك قراءة ما كُتب من قبل.',
    'state-conflict': 'لا يتولى هذه الزيارة طبيب الآن.',
    'token-expired': 'غبت وقتًا طويلًا، فأنهينا جلستك حفاظًا على خصوصيتك.',
  },
  failed: 'لم تنجح العملية. حاول مرة أخرى بعد قليل من فضلك.',
};

export default words;
