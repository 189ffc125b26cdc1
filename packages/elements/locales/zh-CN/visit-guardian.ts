/** Who is with a child, or speaks for somebody else. */
import type { VisitGuardianWords } from '../en/visit-guardian.ts';

const words: VisitGuardianWords = {
  childTitle: '哪位监护人陪同？',
  childWhy: (age) => `未满 ${age} 岁的患者需要监护人陪同。`,
  title: '您是哪位？',
  why: '医生会知道是您在替家人回答。',
  name: '您的姓名',
  phone: '您的电话号码',
  relation: '您是就诊人的',
  relations: {
    parent: '父母',
    grandparent: '祖父母或外祖父母',
    child: '子女',
    spouse: '配偶',
    other: '其他',
  },
};

export default words;
