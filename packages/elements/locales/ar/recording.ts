/** Words of the recording of a call: the question, the sign, what became of it. */
import type { RecordingWords } from '../en/recording.ts';

const words: RecordingWords = {
  record: 'تسجيل',
  recordTitle: 'هل تريد تسجيل هذه المكالمة؟',
  recordWhy: 'يُسأل المريض أولًا. أثناء التسجيل يرى كلاكما علامة حمراء، ويمكن لأي منكما إيقافه.',
  askPatient: 'اسأل المريض',
  cancel: 'إلغاء',
  asked: 'ننتظر جواب المريض عن التسجيل…',
  takeBack: 'اسحب السؤال',

  question: 'هل تسمح للطبيب بتسجيل هذه المكالمة؟',
  agree: 'نعم، أسمح بالتسجيل',
  refuse: 'لا، لا تسجل',

  starting: 'يبدأ التسجيل بعد لحظة…',
  on: 'يجري التسجيل',
  stop: 'أوقف التسجيل',
  length: 'المدة حتى الآن',
  stopping: 'توقف التسجيل. يجري حفظه…',

  refused: 'لا يريد المريض التسجيل. لم يُسجل شيء، والزيارة مستمرة.',
  stored: 'توقف التسجيل وحُفظ.',
  storedPatient: 'توقف التسجيل. ما سُجل محفوظ مع سجلك.',
  failed: 'انقطع التسجيل فجأة. المكالمة مستمرة.',
  failedKept: 'انقطع التسجيل فجأة. المكالمة مستمرة، وما سُجل حتى ذلك الوقت محفوظ.',
  notBegun: 'لم يبدأ التسجيل. لم يُسجل شيء، والمكالمة مستمرة.',
  ok: 'حسنًا',
  wait: 'لحظة…',
  trouble: 'لم تنجح العملية. حاول مرة أخرى من فضلك.',

  list: 'تسجيلات هذه الزيارة',
  recordedAt: (time) => `سُجل في ${time}`,
  lasts: (minutes) => `المدة ${minutes}`,
  broken: 'انقطع',
  kept: (day) => `محفوظ حتى ${day} على الأقل`,
  play: 'تشغيل',
  close: 'إغلاق',
  noPlay: 'لا يمكن فتح التسجيل الآن. حاول مرة أخرى من فضلك.',
};

export default words;
