/** At the desk: on hold, called back, handed over. */
import type { HandoverWords } from '../en/handover.ts';

const words: HandoverWords = {
  hold: '暂停就诊',
  holdTitle: '暂停这次就诊？',
  holdMore: (minutes) =>
    `通话先结束。患者排在所有人前面等候，会看到“医生会再叫您”。请在左侧列表里点“再次叫号”；${minutes} 分钟后同事也可以叫。您写的病历保留。`,
  holdNow: '暂停就诊',
  back: '回到患者',

  transfer: '转诊',
  transferTitle: '把这位患者转给同事',
  transferMore: '您的病历、分诊结果和紧急程度一并转过去。患者会看到转给谁、为什么。',
  toDepartment: '科室',
  toDoctor: '医生',
  anyDoctor: '该科室任一医生',
  why: '原因',
  reasons: {
    speciality: '需要其他专科',
    'second-opinion': '需要另一位医生的意见',
    language: '需要会患者语言的医生',
    'shift-ends': '我的出诊时间到了',
    other: '其他原因',
  },
  text: '用您自己的话说明（患者会看到）',
  textMissing: '请简单说明原因。',
  transferNow: '转诊',
  noColleagues: '没有取到同事名单。',
  unsaved: '病历还没有保存。请检查网络后重试。',

  callBack: '再次叫号',
  callNow: '叫号',
  onHold: '已暂停',
  lostLine: '医生断线',
  from: (name) => `${name}转来`,
  waitsFor: (name) => `等${name}`,

  backAgain: '暂停后继续，病历是您上次写到的样子。',
  lostBefore: '上一位医生的网络断了。',
  handedOver: (name) => `由${name}转来`,
  earlier: (name, department) => `${department} ${name}此前的病历`,
  draft: '草稿，未签名',
  nothing: '没有写内容。',
};

export default words;
