// @ts-nocheck
/** Written by `npm run i18n -- --write` from zh-CN. */
import type { VisitGuardianWords } from '../en/visit-guardian.ts';

const words: VisitGuardianWords = {
  childTitle: '哪位監護人陪同？',
  childWhy: (age) => `未滿 ${age} 歲的患者需要監護人陪同。`,
  title: '您是哪位？',
  why: '醫生會知道是您在替家人回答。',
  name: '您的姓名',
  phone: '您的電話號碼',
  relation: '您是就診人的',
  relations: {
    parent: '父母',
    grandparent: '祖父母或外祖父母',
    child: '子女',
    spouse: '配偶',
    other: '其他',
  },
};

export default words;
