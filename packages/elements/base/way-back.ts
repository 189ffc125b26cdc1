/**
 * Owns the way back from English to a language that the visit's switch does not name by itself: it says its name, and leads there, after
 * a reload, too. Fetched with the first words in such a language.
 */
import { attendants, type CareElement } from './care-element.ts';
import type { Tongue } from './words.ts';

const NAMES: Partial<Record<Tongue, string>> = { 'zh-TW': '繁體中文', 'zh-HK': '繁體中文', ar: 'العربية' };
/** `ar-x-en` is English, chosen by somebody who came in Arabic (BCP 47, private use): what the visit remembers as its language. */
const CHOSEN = /-x-en$/;

type Visit = CareElement & { words: { t: { otherLanguage: string; switchTo: string } } };
const homes = new WeakMap<CareElement, Tongue>();

/** What is promised is that the visit asks for its words again: the language is another now. */
function lead(visit: Visit): Promise<void> | undefined {
  const { tongue } = visit;
  const home = NAMES[tongue] ? tongue : homes.get(visit);
  if (!home) return;
  if (!homes.has(visit)) visit.addController({ hostUpdated: () => nameSwitch(visit) });
  homes.set(visit, home);
  if (CHOSEN.test(visit.lang)) {
    visit.lang = 'en';
    return Promise.resolve();
  }
  const { t } = visit.words;
  if (tongue !== 'en') t.switchTo = `${home}-x-en`;
  else Object.assign(t, { otherLanguage: NAMES[home], switchTo: home });
}

/** The switch is read out in the language that it names. */
function nameSwitch(visit: Visit): void {
  const button = visit.renderRoot.querySelector<HTMLElement>('header button');
  if (button) button.lang = visit.tongue === 'en' ? homes.get(visit)! : 'en';
}

let ready = false;
/** From now on every visit knows the language that it was opened in. */
export function wayBack(): void {
  if (ready) return;
  ready = true;
  attendants.push((element) => (element.localName === 'care-visit' ? lead(element as Visit) : undefined));
}
