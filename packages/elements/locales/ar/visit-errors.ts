/** What is wrong with the answers of the registration. */
import type { VisitErrorWords } from '../en/visit-errors.ts';

const words: VisitErrorWords = {
  title: 'راجع ما يلي من فضلك',
  missing: {
    name: 'اكتب الاسم',
    birthDate: 'أدخل تاريخ الميلاد',
    sex: 'اختر الجنس',
    phone: 'اكتب رقم الهاتف',
    relation: 'اختر صلتك بالمريض',
    status: 'اختر جوابًا عن الحساسية',
    items: 'اكتب الأشياء التي تسبب الحساسية',
    consent: 'ضع علامة في المربع إذا كنت موافقًا',
  },
  range: 'لا يمكن أن يكون تاريخ الميلاد بعد اليوم، ولا قبل أكثر من 130 سنة',
  phone: 'هذا لا يبدو رقم هاتف. راجع الأرقام من فضلك',
  refused: 'لم يتمكن المستشفى من قبول هذا. راجعه من فضلك',
};

export default words;
