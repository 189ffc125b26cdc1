/** Owns what a language asks of what is written in it: the locale of dates and numbers, whose figures are those of the codes and doses beside them, and what stands between sentences. */
import type { Tongue } from '../base/words.ts';

export const localeOf = (tongue: Tongue): string =>
  ({ en: 'en-GB', ar: 'ar-u-nu-latn' })[tongue as 'en'] ?? tongue;

/** One after the other: a Chinese full stop has its space within. */
export const sentences = (tongue: Tongue, ...all: string[]): string =>
  all.filter(Boolean).join(tongue.startsWith('zh') ? '' : ' ');
