// @ts-nocheck
/** Written by `npm run i18n -- --write` from zh-CN. */
import type { TriageResultWords } from '../en/triage-result.ts';

const words: TriageResultWords = {
  callTitle: '請馬上打急救電話',
  call: (number) => `撥打 ${number}`,
  called: '我們也在提醒醫院值班的醫生，但這不能代替您打電話。',
  ended: '線上就診已結束：這種情況需要當面救治。',
  meanwhile: '救護人員到來之前',
  todayTitle: '今天就需要看醫生',
  routineTitle: '建議這幾天看醫生',
  selfCareTitle: '可以先在家照護',
  level: (roman) => `分診級別 ${roman} 級（Ⅰ 級最急，Ⅳ 級最緩）`,
  whyNow: '這些情況等不得',
  whyToday: '這些情況，今天就要看',
  why: '為什麼建議看醫生',
  whyHome: '為什麼可以先在家',
  moreReasons: (n) => `還有 ${n} 條原因`,
  because: (complaints) => `這個科看“${complaints.join('、')}”這類不適。`,
  reason: (why) => `因為：${why}。`,
  talk: (number) => `撥打心理援助熱線 ${number}`,
  apart: '可能會傳染。請先單獨待着，戴口罩，先不要自己來醫院。',
  correct: '點錯了？改一下回答',
  correctSure:
    '會用同樣的資料重新問一遍，之前的回答先選好。剛才的提醒醫院已經收到，不會撤回。情況危急時，請先打電話。',
  correctYes: '重新回答',
  correctNo: '不改了',
  noReason: '您的回答裏沒有發現需要更快就醫的情況。',
  department: '建議科室',
  insteadOf: (name, why) => `最合適的是${name}。${why || '本院線上沒有這個科室。'}`,
  howToMeet: '您想怎麼看醫生？',
  modes: { video: '視像', text: '文字和圖片', phone: '請醫生打電話給我' },
  noVideo:
    '這個瀏覽器不能視像通話。可以用文字和圖片看病，或請醫生打電話；也可以用 Chrome、Edge、Safari 或 Firefox 打開本頁。',
  join: (name) => `去${name}候診`,
  joinAnyway: '仍想看醫生',
  otherDepartments: '其他科室',
  advice: '現在可以這樣做',
  again: '出現下面的情況，請再來或求助',
  noDiagnosis: '這是就診去向的建議，不是診斷。',
  draft: '內容是草稿，還沒有經臨牀醫生審定。',
  noDepartment: '本院線上沒有合適的科室。',
};

export default words;
