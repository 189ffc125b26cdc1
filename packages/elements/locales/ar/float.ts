/** Words of the picture that floats over other windows. */
import type { FloatWords } from '../en/float.ts';

const words: FloatWords = {
  float: 'الصورة في نافذة صغيرة',
  unfloat: 'أعد الصورة إلى الصفحة',
};

export default words;
