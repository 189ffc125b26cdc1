/** Owns how a law or a book is cited: in its own language, and said to be, so that a reading voice changes for it. */
import { html, type TemplateResult } from 'lit';

const CHINESE = /[\u3400-\u9fff]/;

export const cited = (source: string): TemplateResult | string =>
  CHINESE.test(source) ? html`<span lang="zh-CN">${source}</span>` : source;
