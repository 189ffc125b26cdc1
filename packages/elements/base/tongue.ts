/** Owns which language is spoken at a place of the page. */
import type { Tongue } from './words.ts';

/** The nearest `lang` upwards, through shadow roots, then the browser's. */
export function tongueOf(element: Node): Tongue {
  let node: Node | null = element;
  let lang = '';
  while (node && !lang) {
    lang = (node as HTMLElement).lang;
    node = node.parentNode || (node as ShadowRoot).host;
  }
  lang ||= navigator.language;
  // Written in Hong Kong, in Taiwan and by those who name the script alone; everywhere else simplified.
  return /^zh/i.test(lang)
    ? `zh-${/hk/i.test(lang) ? 'HK' : /tw|ant/i.test(lang) ? 'TW' : 'CN'}`
    : /^ar/i.test(lang)
      ? 'ar'
      : 'en';
}
