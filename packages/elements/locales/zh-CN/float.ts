/** Words of the picture that floats over other windows. */
import type { FloatWords } from '../en/float.ts';

const words: FloatWords = {
  float: '小窗显示画面',
  unfloat: '画面放回页面',
};

export default words;
