/** The visit's first screens: who it is for, allergies, consent, what is wrong. */
import type { VisitWords } from '../en/visit.ts';

const words: VisitWords = {
  steps: ['说说不适', '候诊', '看医生', '取处方'],
  otherLanguage: 'English',
  switchTo: 'en',
  elder: '大字',
  help: '电话求助',
  demo: '演示数据，不是真实的医疗服务。',
  unreachable: '暂时连不上医院。情况紧急，请打急救电话或直接去医院。',

  whoTitle: '就诊人是谁？',
  by: '谁在填写？',
  bySelf: '本人',
  byOther: '家人代填',
  name: '就诊人姓名',
  birth: '出生日期',
  sex: '性别',
  male: '男',
  female: '女',
  phone: '电话号码',
  phoneHint: '视频不通时，医生打这个电话',

  allergyTitle: '有没有过敏？',
  allergyWhy: '医生和药师会用它核对每一种药。',
  allergyLabel: '过敏情况',
  allergyNone: '没有已知的过敏',
  allergySome: '有',
  allergyWhich: '对哪些药物、食物或其他东西过敏？',
  allergyHint: '用逗号分开',

  consentTitle: '请先阅读并同意',
  consentAgree: '我已阅读并同意',
  start: '开始就诊',

  complaintTitle: '哪里不舒服？',
  complaintLabel: '用您自己的话说说',
  complaintHint: '例如：昨天开始发烧，嗓子疼',
  complaintPick: '选最接近的一种',
  map: '在人体图上找',
};

export default words;
