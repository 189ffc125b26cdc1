/** Who is with a child, or speaks for somebody else. */
import type { VisitGuardianWords } from '../en/visit-guardian.ts';
import { counted } from '../arabic.ts';

const words: VisitGuardianWords = {
  childTitle: 'من البالغ الذي يرافق الطفل؟',
  childWhy: (age) =>
    `من كان عمره أقل من ${counted(age, 'سنة واحدة', 'سنتين', 'سنوات', 'سنة')} يأتي مع شخص بالغ.`,
  title: 'من أنت؟',
  why: 'سيعرف الطبيب أنك تجيب عن شخص آخر.',
  name: 'اسمك الكامل',
  phone: 'رقم هاتفك',
  relation: 'ما صلتك بالمريض؟',
  relations: {
    parent: 'الأب أو الأم',
    grandparent: 'الجد أو الجدة',
    child: 'الابن أو الابنة',
    spouse: 'الزوج أو الزوجة',
    other: 'صلة أخرى',
  },
};

export default words;
