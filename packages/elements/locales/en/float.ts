/** Words of the picture that floats over other windows. */
const words = {
  float: 'Picture in a small window',
  unfloat: 'Picture back into the page',
};

export default words;
export type FloatWords = typeof words;
