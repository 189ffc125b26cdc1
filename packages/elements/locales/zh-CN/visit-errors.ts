/** What is wrong with the answers of the registration. */
import type { VisitErrorWords } from '../en/visit-errors.ts';

const words: VisitErrorWords = {
  title: '请检查下面的内容',
  missing: {
    name: '请填写姓名',
    birthDate: '请填写出生日期',
    sex: '请选择性别',
    phone: '请填写电话号码',
    relation: '请选择与就诊人的关系',
    status: '请选择有没有过敏',
    items: '请填写对什么过敏',
    consent: '同意后请勾选',
  },
  /** A day to come, or one too long ago. */
  range: '出生日期不能晚于今天，也不能早于 130 年前',
  phone: '这不像一个电话号码，请核对数字',
  refused: '医院没有接受这一项，请检查',
};

export default words;
