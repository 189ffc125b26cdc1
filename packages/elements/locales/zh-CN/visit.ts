/** The visit's first screens: who it is for, allergies, consent, what is wrong. */
import type { VisitWords } from '../en/visit.ts';

const words: VisitWords = {
  steps: ['说说不适', '候诊', '看医生', '取处方'],
  stepsLabel: '就诊步骤',
  otherLanguage: 'English',
  elder: '大字',
  help: '帮助',
  demo: '演示数据，不是真实的医疗服务。',
  noHospital: '这个页面还没有指明医院。',
  unreachable: '暂时连不上医院的服务',
  unreachableMore: '您的信息没有丢失。如果情况紧急，请拨打急救电话或直接去医院。',
  unknown: '没有找到这个页面所指的医院',

  whoTitle: '请填写就诊人信息',
  name: '姓名',
  nameHint: '与身份证件一致',
  birth: '出生日期',
  year: '年',
  month: '月',
  day: '日',
  birthOrder: 'ymd',
  sex: '性别',
  male: '男',
  female: '女',
  phone: '手机号',
  phoneHint: '视频不通时，医生会打这个电话',

  guardianTitle: '陪同孩子的监护人是谁？',
  guardianWhy: (age) => `未满 ${age} 岁的患者需要监护人陪同。`,
  guardianName: '监护人姓名',
  guardianPhone: '监护人手机号',
  relation: '与孩子的关系',
  parent: '父母',
  grandparent: '祖父母或外祖父母',
  other: '其他监护人',

  allergyTitle: '有没有过敏？',
  allergyWhy: '医生和药师会用它核对每一种药。',
  allergyNone: '没有已知的过敏',
  allergySome: '有',
  allergyWhich: '对哪些药物、食物或其他东西过敏？',
  allergyHint: '用逗号分开',

  consentTitle: '开始前，请您阅读并同意',
  consentAgree: '我已阅读并同意',
  consentVersion: (version) => `版本 ${version}`,
  start: '开始就诊',
  refused: '医院没有接受这一项，请检查',

  missingName: '请填写姓名',
  missingBirth: '请填写出生日期，例如 1954 年 3 月 8 日',
  missingSex: '请选择性别',
  missingPhone: '请填写正确的手机号',
  missingRelation: '请选择与孩子的关系',
  missingAllergy: '请选择有没有过敏',
  missingItems: '请写下对什么过敏',
  missingConsent: '请勾选同意',

  complaintTitle: '您哪里不舒服？',
  complaintLabel: '用您自己的话说说',
  complaintHint: '例如：昨天开始发烧，嗓子疼',
  complaintPick: '最接近哪一种？点一下选择',
  complaintNone: '没有找到相近的，请换个说法。',
};

export default words;
