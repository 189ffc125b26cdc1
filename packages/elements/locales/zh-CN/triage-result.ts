/** What the triage found. Never a disease: a level, a department, and why. */
import type { TriageResultWords } from '../en/triage-result.ts';

const words: TriageResultWords = {
  callTitle: '请马上打急救电话',
  call: (number) => `拨打 ${number}`,
  called: '我们也在提醒医院值班的医生，但这不能代替您打电话。',
  ended: '线上就诊已结束：这种情况需要当面救治。',
  meanwhile: '救护人员到来之前',
  todayTitle: '今天就需要看医生',
  routineTitle: '建议这几天看医生',
  selfCareTitle: '可以先在家照护',
  level: (roman) => `分诊级别 ${roman} 级（Ⅰ 级最急，Ⅳ 级最缓）`,
  whyNow: '这些情况等不得',
  whyToday: '这些情况，今天就要看',
  why: '为什么建议看医生',
  whyHome: '为什么可以先在家',
  moreReasons: (n) => `还有 ${n} 条原因`,
  because: (complaints) => `这个科看“${complaints.join('、')}”这类不适。`,
  reason: (why) => `因为：${why}。`,
  talk: (number) => `拨打心理援助热线 ${number}`,
  apart: '可能会传染。请先单独待着，戴口罩，先不要自己来医院。',
  correct: '点错了？改一下回答',
  correctSure:
    '会用同样的资料重新问一遍，之前的回答先选好。刚才的提醒医院已经收到，不会撤回。情况危急时，请先打电话。',
  correctYes: '重新回答',
  correctNo: '不改了',
  noReason: '您的回答里没有发现需要更快就医的情况。',
  department: '建议科室',
  insteadOf: (name, why) => `最合适的是${name}。${why || '本院线上没有这个科室。'}`,
  howToMeet: '您想怎么看医生？',
  modes: { video: '视频', text: '文字和图片', phone: '请医生打电话给我' },
  noVideo:
    '这个浏览器不能视频通话。可以用文字和图片看病，或请医生打电话；也可以用 Chrome、Edge、Safari 或 Firefox 打开本页。',
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
