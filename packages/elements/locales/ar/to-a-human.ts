/** Where no questions can be asked: where to turn, and waiting for a human all the same. */
import type { ToAHumanWords } from '../en/to-a-human.ts';

const words: ToAHumanWords = {
  humanTitle: 'سيسألك طبيب مباشرة',
  humanOthers: 'لا شيء مما سبق؟ يمكن لطبيب أن يسألك مباشرة',
  humanBack: 'اختر شكوى أخرى',
  humanWhy:
    'لم يعتمد هذا المستشفى بعد أسئلة عن هذه الحالة، ولذلك لا يقرر أي برنامج مدى استعجالها. اختر قسمًا وانتظر طبيبًا.',
  humanUrgent: 'ألم في الصدر أو ضيق في التنفس أو تشوش في الوعي أو نزيف شديد: اتصل الآن ولا تنتظر هنا.',
  humanCall: (number) => `اتصل بالرقم ${number}`,
  humanAsk: 'هل تفضل أن تسأل أحدًا أولًا؟',
  humanPhone: (number) => `اتصل بالمستشفى: \u2066${number}\u2069`,
  humanWhere: 'في أي قسم تريد أن تنتظر؟',
  humanNowhere: 'لا يوجد قسم مفتوح الآن. اتصل بالمستشفى من فضلك.',
};

export default words;
