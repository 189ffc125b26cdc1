/** What was heard in the patient's words. */
import type { VisitHeardWords } from '../en/visit-heard.ts';
import { own } from '../arabic.ts';

const words: VisitHeardWords = {
  heard: 'هذا ما فهمناه. هل هو صحيح؟',
  how: 'اضغط على ما ليس صحيحًا لحذفه.',
  takeBack: (words) => `احذف «${own(words)}»`,
  putBack: (words) => `أعد «${own(words)}»`,
  urgentFirst: 'قد لا يحتمل هذا الانتظار: ابدأ به',
};

export default words;
