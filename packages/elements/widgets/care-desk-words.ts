/** Owns how the desk says its facts: its catalog, times, people, products, and what a problem means here. */
import { html, nothing, type TemplateResult } from 'lit';
import type { DrugSnapshot } from '@care-elements/contract/formulary.ts';
import { CONTAINERS, FORMS, UNITS, type Container } from '@care-elements/contract/prescription.terms.ts';
import type { Problem } from '@care-elements/client/problem.ts';
import type { SaveFace } from '@care-elements/client/desk-autosave.ts';
import type { Catalog, Lang } from '../base/words.ts';
import { iconAlert, iconClock, iconDone, iconInfo } from '../controls/icons.ts';
import type { DeskWords } from '../locales/en/desk.ts';
import type { SharedWords } from '../locales/en/shared.ts';
import { lawWords } from './law-words.ts';

export const deskWords: Catalog<DeskWords> = {
  'zh-CN': () => import('../locales/zh-CN/desk.ts'),
  en: () => import('../locales/en/desk.ts'),
  'zh-TW': () => import('../locales/zh-TW/desk.ts'),
  'zh-HK': () => import('../locales/zh-HK/desk.ts'),
};
/** What every part of the desk speaks with. */
export type T = DeskWords & SharedWords;

/** The clock on the hospital's wall, `14:05`. */
export const clock = (iso: string, timeZone: string | undefined): string =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(new Date(iso));
export const dayAndClock = (iso: string, language: Lang, timeZone: string | undefined): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).format(new Date(iso));
/** `2:05` of seconds. */
export const countdown = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
/** Whole minutes from an instant to now, never less than none. */
export const minutesSince = (iso: string, now: number): number =>
  Math.max(0, Math.floor((now - Date.parse(iso)) / 60_000));

export const problemWords = (problem: Problem, t: T): string =>
  [t.problems[problem.code] ?? t.failed, lawWords(problem, t.lang)]
    .filter(Boolean)
    .join(t.lang === 'en' ? ' ' : '');

/** An amber line that a screen reader speaks at once. */
export const problemLine = (problem: Problem | undefined, t: T): TemplateResult | typeof nothing =>
  problem
    ? html`<p class="band amber" role="alert" part="problem">${iconAlert(18)}<span>${problemWords(problem, t)}</span></p>`
    : nothing;

/** Level as icon, colour and word, small. */
export const levelMark = (level: 1 | 2 | 3 | 4, t: T): TemplateResult =>
  html`<span class="mark ${['red', 'amber', 'muted', 'green'][level - 1]}" part="level"
    >${[iconAlert, iconClock, iconInfo, iconDone][level - 1]!(16)}<span>${t.levels[level - 1]}</span></span
  >`;

export const flagWords = (flag: string, t: T): string => t.flags[flag] ?? flag;

/** Strength and pack as on the box: `250 mg × 24 粒/盒`. */
export function productLine(drug: DrugSnapshot, language: Lang): string {
  const { strength, strengthText, pack, unit, form } = drug;
  const held =
    strengthText ??
    (strength ? `${strength.value} ${UNITS[strength.unit].short[language]}` : FORMS[form].name[language]);
  const size =
    pack.text ?? `${pack.size} ${language === 'en' ? UNITS[unit].many : UNITS[unit].short[language]}`;
  const container = CONTAINERS[pack.container].name[language];
  return language === 'en' ? `${held} × ${size} / ${container}` : `${held} × ${size}/${container}`;
}

export function quantityWords(
  packs: number,
  units: string | null,
  { pack, unit }: DrugSnapshot,
  t: T,
  language: Lang,
): string {
  const { name, many } = CONTAINERS[pack.container as Container];
  const container = language === 'en' && packs !== 1 ? many : name[language];
  const counted =
    units && (language === 'en' && units !== '1' ? UNITS[unit].many : UNITS[unit].short[language]);
  return t.quantity(packs, container, units ? `${units} ${counted}` : '');
}

/** The saved state in a word; loud only where something is wrong. */
export function saveWord(
  face: SaveFace,
  savedAt: string | null,
  t: T,
  timeZone: string | undefined,
): TemplateResult {
  const text = {
    saved: savedAt ? t.saved(clock(savedAt, timeZone)) : '',
    dirty: t.unsaved,
    saving: t.saving,
    offline: t.saveOffline,
    refused: t.saveRefused,
    conflict: t.conflict,
    closed: t.saveClosed,
  }[face];
  const wrong = ['offline', 'refused', 'conflict'].includes(face);
  return html`<span class="save note num ${wrong ? 'mark amber' : ''}" part="saved" role="status"
    >${wrong ? iconAlert(16) : face === 'saved' && savedAt ? iconDone(16) : nothing}<span>${text}</span></span
  >`;
}
