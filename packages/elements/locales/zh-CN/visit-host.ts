/** A patient whom the page's own site has signed in. */
import type { VisitHostWords } from '../en/visit-host.ts';

const words: VisitHostWords = {
  title: '这些信息对吗？',
  why: '信息来自本网站，医生会看到。',
  change: '信息有误，或我在替家人填写',
  refused: '没能从本网站取到您的信息，请在这里填写。',
  prefilled: '部分信息已由本网站填好，请核对。',
};

export default words;
