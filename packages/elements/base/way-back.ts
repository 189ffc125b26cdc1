/**
 * Owns the way back from English to a language that the first screens do not know of: their switch says its name, and leads there, after
 * a reload, too. Fetched with the first words in such a language.
 */
import { CareElement } from './care-element.ts';
import { LightElement } from './light-element.ts';
import type { Tongue } from './words.ts';

const NAMES: Partial<Record<Tongue, string>> = { 'zh-TW': '繁體中文', 'zh-HK': '繁體中文', ar: 'العربية' };
/** How the visit remembers the language: `ar-x-en` is English, chosen by somebody who came in Arabic. */
const LANG = 'care:lang';
const CHOSEN = /-x-en$/;

type Visit = CareElement & { words: { t: { otherLanguage: string } } };
const { get: spoken } = Object.getOwnPropertyDescriptor(CareElement.prototype, 'tongue') as {
  get(this: CareElement): Tongue;
};
const homes = new WeakMap<CareElement, Tongue>();
const buttonOf = (visit: CareElement) => visit.renderRoot.querySelector<HTMLElement>('header button');

function lead(visit: Visit): void {
  const { tongue } = visit;
  const known = homes.get(visit);
  const home = CHOSEN.test(visit.lang) ? spoken.call(visit) : NAMES[tongue] ? tongue : known;
  if (!home) return;
  homes.set(visit, home);
  if (CHOSEN.test(visit.lang)) visit.lang = 'en';
  if (tongue === 'en') visit.words.t.otherLanguage = NAMES[home]!;
  // The shell's own way is not taken: its name is shortened in its chunk.
  if (!known)
    visit.renderRoot.addEventListener(
      'click',
      (event) => {
        if (!event.composedPath().includes(buttonOf(visit)!)) return;
        event.stopPropagation();
        turn(visit);
      },
      true,
    );
}

function turn(visit: Visit): void {
  const home = homes.get(visit)!;
  const back = visit.tongue === 'en';
  visit.lang = back ? home : 'en';
  try {
    localStorage.setItem(LANG, JSON.stringify(back ? home : `${home}-x-en`));
  } catch {
    // For this page, then.
  }
}

let ready = false;
/** From now on every visit knows the language that it was opened in. */
export function wayBack(): void {
  if (ready) return;
  ready = true;
  Object.defineProperty(CareElement.prototype, 'tongue', {
    get(this: CareElement): Tongue {
      return CHOSEN.test(this.lang) ? 'en' : spoken.call(this);
    },
  });
  const { performUpdate } = LightElement.prototype as unknown as { performUpdate(): void };
  Object.assign(LightElement.prototype, {
    performUpdate(this: LightElement) {
      if (this.localName !== 'care-visit') return performUpdate.call(this);
      const visit = this as unknown as Visit;
      lead(visit);
      performUpdate.call(this);
      const home = homes.get(visit);
      const button = home && buttonOf(visit);
      if (button) button.lang = visit.tongue === 'en' ? home : 'en';
    },
  });
}
