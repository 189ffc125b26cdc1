// @ts-nocheck
/** Written by `npm run i18n -- --write` from zh-CN. */
import type { ReferralWords } from '../en/referral.ts';

const words: ReferralWords = {
  title: '請到醫院當面就診',
  why: {
    'first-visit': '按規定，網上只能為醫生看過的病續方。這次的病需要先到醫院當面看。',
    changed: '您的病情有變化，需要醫生當面看。',
    examine: '您的情況需要醫生當面檢查。',
    other: '醫生請您到醫院當面就診。',
  },
  when: { today: '請今天就去', days: '請三天內去', routine: '方便的時候去' },
  department: '科室',
  bring: '請帶上',
  by: (name) => `${name} 醫生填寫`,
};
export default words;
