// @ts-nocheck
/** Written by `npm run i18n -- --write` from zh-CN. */
import type { FloatWords } from '../en/float.ts';

const words: FloatWords = {
  float: '小窗顯示畫面',
  unfloat: '畫面放回頁面',
};

export default words;
