/** A patient whom the page's own site has signed in. */
import type { VisitHostWords } from '../en/visit-host.ts';

const words: VisitHostWords = {
  title: 'هل هذه البيانات صحيحة؟',
  why: 'جاءت من هذا الموقع، وسيراها الطبيب.',
  change: 'فيها خطأ، أو أملؤها عن شخص آخر',
  refused: 'لم نتمكن من أخذ بياناتك من هذا الموقع. املأها هنا من فضلك.',
  prefilled: 'ملأ هذا الموقع بعض البيانات. تحقق منها من فضلك.',
};

export default words;
