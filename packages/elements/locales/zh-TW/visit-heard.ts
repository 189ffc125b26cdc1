// @ts-nocheck
/** Written by `npm run i18n -- --write` from zh-CN. */
import type { VisitHeardWords } from '../en/visit-heard.ts';

const words: VisitHeardWords = {
  heard: '您提到了這些，對嗎？',
  how: '不對的，點一下去掉。',
  takeBack: (words) => `去掉“${words}”`,
  putBack: (words) => `加回“${words}”`,
  urgentFirst: '可能比較急，先回答這幾個問題',
};

export default words;
