/** What was heard in the patient's words. */
import type { VisitHeardWords } from '../en/visit-heard.ts';

const words: VisitHeardWords = {
  heard: '您提到了这些，对吗？',
  how: '不对的，点一下去掉。',
  takeBack: (words) => `去掉“${words}”`,
  putBack: (words) => `加回“${words}”`,
  urgentFirst: '可能比较急，先回答这几个问题',
};

export default words;
