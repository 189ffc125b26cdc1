/** Owns an element's words: its catalogs, of which only those of the language in use are fetched. */

import { untilHere } from '@care-elements/client/until-here.ts';

export type Lang = 'zh-CN' | 'en';
/** What an element speaks; what a hospital wrote is there in the nearest `Lang`. */
export type Tongue = Lang | 'zh-TW' | 'zh-HK' | 'ar';
/** `{ 'zh-CN': () => import('../locales/zh-CN/queue.ts'), en: () => import('../locales/en/queue.ts') }` */
export type Catalog<T> = Record<Lang, () => Promise<{ default: T }>> &
  Partial<Record<Exclude<Tongue, Lang>, () => Promise<{ default: object }>>>;
type All<C> = C extends [Catalog<infer T>, ...infer Rest] ? T & All<Rest> : unknown;

export class Words<C extends Catalog<object>[]> {
  /** The words themselves: `this.words.t.joinQueue`. There from the first render on. */
  declare t: All<C>;
  private _catalogs: C;
  private _lang: Tongue | undefined;

  /** Later catalogs win where two share a key. */
  constructor(...catalogs: C) {
    this._catalogs = catalogs;
  }

  /** Undefined when the words of `lang` are here already; otherwise resolves when they are. */
  load(lang: Tongue): Promise<void> | undefined {
    if (lang === this._lang) return;
    return Promise.all(
      this._catalogs.map((catalog) =>
        untilHere(
          catalog[lang] || (() => import('../locales/others.ts').then((more) => more.wordsOf(catalog, lang))),
        ),
      ),
    ).then((loaded) => {
      this._lang = lang;
      this.t = Object.assign({}, ...loaded.map((module) => module.default));
    });
  }
}
