/** Words where a page's address is not registered for the hospital. */
import type { RefusedWords } from '../en/refused.ts';

const words: RefusedWords = {
  title: 'لا يمكن لهذه الصفحة فتح الزيارات عبر الإنترنت بعد',
  patient: 'لم يكتمل إعداد الموقع. اتصل بالمستشفى هاتفيًا من فضلك.',
  webmaster: 'لمن يدير هذا الموقع',
  why: (hospital) =>
    `لا يسمح خادم Care إلا للصفحات المسجلة بالاتصال باسم المستشفى «${hospital}». هذه الصفحة ليست منها:`,
  nowhere: 'لا عنوان لهذه الصفحة يمكن تسجيله: فُتحت من ملف أو داخل إطار معزول. قدّمها من خادم ويب.',
  how: 'يسجلها مدير المستشفى هنا. ثم أعد تحميل هذه الصفحة.',
  register: 'سجّل هذه الصفحة',
  reload: 'أعد التحميل',
};

export default words;
