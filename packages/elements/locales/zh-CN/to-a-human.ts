/** Where no questions can be asked: where to turn, and waiting for a human all the same. */
import type { ToAHumanWords } from '../en/to-a-human.ts';

const words: ToAHumanWords = {
  humanTitle: '由医生直接问您',
  humanOthers: '都不像？可以由医生直接问您',
  humanBack: '换一种不适',
  humanWhy: '这类不适的分诊问题，本院还没有审定，所以不由程序判断轻重。请选一个科室，等医生来问您。',
  humanUrgent: '胸痛、喘不上气、神志不清或大出血：请马上打电话，不要在这里等。',
  humanCall: (number) => `拨打 ${number}`,
  humanAsk: '想先问问人？',
  humanPhone: (number) => `拨打医院电话 ${number}`,
  humanWhere: '您想在哪个科室等候？',
  humanNowhere: '现在没有开放的科室。请拨打医院电话。',
};

export default words;
