/** What was heard in the patient's words. */
import type { VisitHeardWords } from '../en/visit-heard.ts';

const words: VisitHeardWords = {
  heard: '我们听到这些，对吗？',
  how: '不对的，点一下去掉。',
  takeBack: (words) => `去掉“${words}”`,
  putBack: (words) => `加回“${words}”`,
  urgentFirst: '这可能等不得，先问要紧的',
};

export default words;
