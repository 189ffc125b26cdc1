/** What the triage found. Never a disease: a level, a department, and why. */
import type { TriageResultWords } from '../en/triage-result.ts';

const words: TriageResultWords = {
  callTitle: '这种情况不能等，请立即求助',
  call: (number) => `拨打 ${number}`,
  called: '我们也在提醒医院值班的医生，但这不能代替您打电话。',
  ended: '线上就诊已结束：这种情况需要当面救治。',
  meanwhile: '救护人员到来之前',
  todayTitle: '今天就需要看医生',
  routineTitle: '建议这几天看医生',
  selfCareTitle: '可以先在家照护',
  level: (roman) => `分诊级别 ${roman} 级`,
  why: '为什么',
  noReason: '您的回答里没有发现需要更快就医的情况。',
  department: '建议科室',
  insteadOf: (name) => `最合适的是${name}，本院线上没有这个科室。`,
  join: (name) => `去${name}候诊`,
  joinAnyway: '仍想看医生',
  otherDepartments: '其他科室',
  advice: '现在可以这样做',
  again: '出现下面的情况，请再来或求助',
  noDiagnosis: '这是就诊去向的建议，不是诊断。',
  draft: '内容是草稿，还没有经临床医生审定。',
  noDepartment: '本院线上没有合适的科室。',
};

export default words;
