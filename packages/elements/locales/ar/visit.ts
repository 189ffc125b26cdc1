/** The visit's first screens: who it is for, allergies, consent, what is wrong. */
import type { VisitWords } from '../en/visit.ts';

const words: VisitWords = {
  steps: ['الأعراض', 'الانتظار', 'الطبيب', 'الوصفة'],
  otherLanguage: 'English',
  switchTo: 'en',
  elder: 'نص أكبر',
  help: 'اتصل بنا',
  demo: 'عرض تجريبي ببيانات غير حقيقية. ليس خدمة طبية.',
  unreachable:
    'لا يمكننا الوصول إلى المستشفى الآن. إذا كانت الحالة عاجلة فاتصل برقم الطوارئ أو اذهب إلى المستشفى.',

  whoTitle: 'لمن هذه الزيارة؟',
  by: 'من يملأ هذه البيانات؟',
  bySelf: 'المريض نفسه',
  byOther: 'شخص آخر',
  name: 'الاسم الكامل للمريض',
  birth: 'تاريخ الميلاد',
  sex: 'الجنس',
  male: 'ذكر',
  female: 'أنثى',
  phone: 'رقم الهاتف',
  phoneHint: 'يتصل به الطبيب إذا تعذّر الفيديو',

  allergyTitle: 'هل توجد حساسية من أي شيء؟',
  allergyWhy: 'يراجع الطبيب والصيدلي كل دواء بناءً على هذا الجواب.',
  allergyLabel: 'الحساسية',
  allergyNone: 'لا توجد حساسية معروفة',
  allergySome: 'نعم',
  allergyWhich: 'من أي أدوية أو أطعمة أو أشياء أخرى؟',
  allergyHint: 'افصل بينها بفواصل',

  consentTitle: 'اقرأ هذا من فضلك قبل أن نبدأ',
  consentAgree: 'قرأت هذا وأوافق عليه',
  start: 'ابدأ الزيارة',

  complaintTitle: 'ما الذي تشكو منه؟',
  complaintLabel: 'صف ذلك بكلماتك',
  complaintHint: 'مثلًا: حرارة منذ أمس وألم في الحلق',
  complaintPick: 'اختر الأقرب إلى شكواك',
  map: 'حدّد المكان على صورة للجسم',
};

export default words;
