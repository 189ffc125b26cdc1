/** What the triage found. Never a disease: a level, a department, and why. */
import type { TriageResultWords } from '../en/triage-result.ts';
import { counted, own } from '../arabic.ts';

const words: TriageResultWords = {
  callTitle: 'هذا لا يحتمل الانتظار. اتصل بالإسعاف الآن.',
  call: (number) => `اتصل بالرقم ${number}`,
  called: 'نُعلم أيضًا أطباء المستشفى المناوبين. هذا لا يغني عن اتصالك.',
  ended: 'انتهت الزيارة عبر الإنترنت: تحتاج هذه الحالة إلى مساعدة في المكان نفسه.',
  meanwhile: 'إلى أن تصل المساعدة',
  todayTitle: 'راجع طبيبًا اليوم',
  routineTitle: 'راجع طبيبًا في الأيام القادمة',
  selfCareTitle: 'يمكن التعامل مع هذه الحالة في البيت',
  level: (roman) => `درجة الاستعجال ${roman}؛ الدرجة Ⅰ هي الأكثر استعجالًا والدرجة Ⅳ هي الأقل`,
  whyNow: 'ما لا يحتمل الانتظار',
  whyToday: 'ما يجب أن يُفحص اليوم',
  why: 'لماذا نقترح مراجعة طبيب',
  whyHome: 'لماذا البقاء في البيت آمن الآن',
  moreReasons: (n) => counted(n, 'سبب آخر', 'سببان آخران', 'أسباب أخرى', 'سببًا آخر', 'سبب آخر'),
  because: (complaints) => `يستقبل هذا القسم من لديهم: ${complaints.map(own).join('؛ ')}.`,
  reason: (why) => `بسبب: ${why}.`,
  talk: (number) => `اتصل بخط الدعم النفسي: \u2066${number}\u2069`,
  apart: 'قد تكون الحالة معدية. ابتعد عن الآخرين والبس كمامة، ولا تأتِ إلى المستشفى بعد.',
  correct: 'هل ضغطت بالخطأ؟ غيّر إجابة',
  correctSure:
    'نسألك من جديد بالبيانات نفسها، وإجاباتك كما أعطيتها. لقد أُبلغ المستشفى، وهذا يبقى قائمًا. إذا كانت الحالة عاجلة فاتصل أولًا.',
  correctYes: 'أجب من جديد',
  correctNo: 'اتركها كما هي',
  noReason: 'لا تشير أي من إجاباتك إلى ما يحتاج إلى مساعدة أسرع.',
  department: 'القسم',
  insteadOf: (name, why) =>
    `القسم الأنسب هو ${own(name)}. ${(why && own(why)) || 'لكنه غير متاح عبر الإنترنت في هذا المستشفى.'}`,
  howToMeet: 'كيف تريد أن تقابل الطبيب؟',
  modes: {
    video: 'بالفيديو',
    text: 'بالكتابة مع الصور',
    phone: 'يتصل بي الطبيب هاتفيًا',
  },
  noVideo:
    'مكالمات الفيديو غير ممكنة في هذا المتصفح. يمكنك الكتابة إلى الطبيب أو انتظار اتصاله، أو فتح هذه الصفحة في Chrome أو Edge أو Safari أو Firefox.',
  join: (name) => `انتظر دورك في ${own(name)}`,
  joinAnyway: 'أريد طبيبًا على أي حال',
  otherDepartments: 'أقسام أخرى',
  advice: 'ما يمكنك فعله الآن',
  again: 'عُد إلينا أو اطلب المساعدة إذا',
  noDiagnosis: 'هذه نصيحة عن المكان المناسب للعلاج، وليست تشخيصًا.',
  draft: 'هذه مسودة لم يعتمدها طبيب بعد.',
  noDepartment: 'لا يوجد في هذا المستشفى قسم مفتوح لهذه الحالة عبر الإنترنت.',
};

export default words;
