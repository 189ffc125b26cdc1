/** The visit from the triage's result on. */
import type { VisitStageWords } from '../en/visit-stage.ts';
import { counted, own } from '../arabic.ts';

const minutes = (n: number) => counted(n, 'دقيقة واحدة', 'دقيقتين', 'دقائق', 'دقيقة');
const words: VisitStageWords = {
  phoneSoon: (phone) => `سيتصل بك الطبيب على الرقم \u2066${phone}\u2069. ويمكنك الكتابة هنا أيضًا.`,
  calledTitle: 'الطبيب جاهز لاستقبالك',
  calledBy: (name, title) => own(`${name}, ${title}`),
  calledTime: (n) => (n > 1 ? `ادخل من فضلك خلال ${minutes(n)}` : 'ادخل الآن من فضلك'),
  calledLate: 'ادخل الآن من فضلك. قد ينادي الطبيب المريض التالي.',
  enter: 'ادخل الغرفة',
  enterHint: 'سيطلب المتصفح استخدام الكاميرا والميكروفون. اسمح بهما من فضلك.',
  toVideo: 'زيارتك لم تنتهِ. اضغط الزر أدناه للعودة إلى الطبيب بالفيديو.',
  cannotCome: 'لا أستطيع الدخول الآن',

  endVisit: 'أنهِ هذه الزيارة',
  endSure: 'هل تنهي هذه الزيارة؟ تبقى إجاباتك في سجل المستشفى، لكن عليك أن تبدأ من جديد لترى طبيبًا.',
  leaveSure: 'هل تغادر قائمة الانتظار؟ سينادي الطبيب المريض التالي.',
  yesEnd: 'نعم، أنهِها',
  yesLeave: 'نعم، أغادر',
  stay: 'لا، أرجع',

  doctorAway: (name, left) =>
    `انقطع الاتصال مع ${name ? own(name) : 'الطبيب'}. نعيد الاتصال الآن. إذا استمر ذلك أكثر من ${minutes(left)} فسيعاود طبيب الاتصال بك، ودورك محفوظ.`,

  concludedTitle: 'انتهت زيارتك',
  noPrescription: 'لم يصف الطبيب أي دواء.',
  diagnosis: 'التشخيص',
  advice: 'نصيحة الطبيب',
  closedTitle: 'انتهت هذه الزيارة',
  leftQueue: 'لقد غادرت قائمة الانتظار. إذا كنت لا تزال تريد رؤية طبيب، فانضم من جديد أدناه.',
  closedMore: 'غادرت قبل أن يراك طبيب. إذا ساءت حالتك فابدأ زيارة جديدة أو اذهب إلى المستشفى.',

  newVisit: 'ابدأ زيارة جديدة',
  newSure: 'هل تبدأ زيارة جديدة؟ لن تظهر هذه الزيارة على هذا الجهاز بعد ذلك. احفظ أو اطبع ما تحتاجه أولًا.',
  yesNew: 'نعم، أبدأ',
  callLate: 'لم يصل النداء عبر الشبكة بعد. نحاول مرة أخرى، ودورك محفوظ.',
};

export default words;
