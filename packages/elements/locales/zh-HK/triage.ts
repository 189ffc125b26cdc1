// @ts-nocheck
/** Written by `npm run i18n -- --write` from zh-CN. */
import type { TriageWords } from '../en/triage.ts';

const words: TriageWords = {
  none: '以上都沒有',
  othersNotSure: '其他的不確定',
  left: (n) => (n > 1 ? `最多還有 ${n} 個問題` : '最後一個問題'),
  several: '可以選幾項。',
  urgent: (number) => `情況危急？撥打 ${number}`,
  noVisit: '還沒有就診，請先登記。',
  draft: '問題是草稿，還沒有臨牀醫生審定。',
  sending: '正在提交',
};

export default words;
