/** Owns which locale dates and numbers are written in: figures are those of the codes and doses beside them. */
import type { Tongue } from '../base/words.ts';

export const localeOf = (tongue: Tongue): string =>
  ({ en: 'en-GB', ar: 'ar-u-nu-latn' })[tongue as 'en'] ?? tongue;
