// @ts-nocheck
/** Written by `npm run i18n -- --write` from zh-CN. */
import type { ToAHumanWords } from '../en/to-a-human.ts';

const words: ToAHumanWords = {
  humanTitle: '由醫生直接問您',
  humanOthers: '都不像？可以由醫生直接問您',
  humanBack: '換一種不適',
  humanWhy: '這類不適的分診問題，本院還沒有審定，所以不由程式判斷輕重。請選一個科室，等醫生來問您。',
  humanUrgent: '胸痛、喘不上氣、神志不清或大出血：請馬上打電話，不要在這裡等。',
  humanCall: (number) => `撥打 ${number}`,
  humanAsk: '想先問問人？',
  humanPhone: (number) => `撥打醫院電話 ${number}`,
  humanWhere: '您想在哪個科室等候？',
  humanNowhere: '現在沒有開放的科室。請撥打醫院電話。',
};

export default words;
