/** The referral in person, as the patient reads it after the visit. */
import type { ReferralWords } from '../en/referral.ts';

const words: ReferralWords = {
  title: '请到医院当面就诊',
  why: {
    'first-visit': '按规定，网上只能为医生看过的病续方。这次的病需要先到医院当面看。',
    changed: '您的病情有变化，需要医生当面看。',
    examine: '您的情况需要医生当面检查。',
    other: '医生请您到医院当面就诊。',
  },
  when: { today: '请今天就去', days: '请三天内去', routine: '方便的时候去' },
  department: '科室',
  bring: '请带上',
  by: (name) => `${name} 医生填写`,
};
export default words;
