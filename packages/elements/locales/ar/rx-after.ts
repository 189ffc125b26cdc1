/** The sealed file, for a patient; what a doctor does after signing is said in English. */
import en, { type RxAfterWords } from '../en/rx-after.ts';

const words: RxAfterWords = {
  ...en,
  save: 'نزّل الوصفة المختومة',
  saving: 'تجري قراءتها',
  saved: 'نُزّلت',
  saveMore: 'مع أختامها ومفاتيحها العامة، للتحقق منها في أي مكان (npm run verify-rx).',
  saveFailed: 'تعذّرت قراءتها. حاول مرة أخرى من فضلك.',
};

export default words;
