/** A patient whom the page's own site has signed in. */
const words = {
  title: 'Are these details right?',
  why: 'They come from this site. The doctor will see them.',
  change: 'Something is wrong, or I am filling this in for someone else',
  refused: 'We could not take over your details from this site. Please fill them in here.',
  prefilled: 'This site has filled some of it in. Please check it.',
};

export default words;
export type VisitHostWords = typeof words;
