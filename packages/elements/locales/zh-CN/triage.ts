/** The interview: one question a screen. */
import type { TriageWords } from '../en/triage.ts';

const words: TriageWords = {
  none: '以上都没有',
  othersNotSure: '其他的不确定',
  left: (n) => (n > 1 ? `最多还有 ${n} 个问题` : '最后一个问题'),
  several: '可以选几项。',
  urgent: (number) => `情况危急？拨打 ${number}`,
  noVisit: '还没有就诊，请先登记。',
  draft: '问题是草稿，还没有临床医生审定。',
  sending: '正在提交',
};

export default words;
