// @ts-nocheck
/** Written by `npm run i18n -- --write` from zh-CN. */
import type { VisitHostWords } from '../en/visit-host.ts';

const words: VisitHostWords = {
  title: '這些資訊對嗎？',
  why: '資訊來自本網站，醫生會看到。',
  change: '資訊有誤，或我在替家人填寫',
  refused: '沒能從本網站取到您的資訊，請在這裏填寫。',
  prefilled: '部分資訊已由本網站填好，請核對。',
};

export default words;
