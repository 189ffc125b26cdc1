/** Owns what the parts of the triage content desk share: its words, levels as marks, dates, the sentence of a problem. */
import { html, type TemplateResult } from 'lit';
import type { ContentSummary } from '@care-elements/contract/content.ts';
import type { Problem } from '@care-elements/client/problem.ts';
import { gradeOf } from '@care-elements/triage/grades.ts';
import type { Lang } from '../base/words.ts';
import { iconAlert, iconClock, iconDone, iconInfo } from '../controls/icons.ts';
import type { ProtocolsWords } from '../locales/en/protocols.ts';
import type { SharedWords } from '../locales/en/shared.ts';

export type T = SharedWords & ProtocolsWords;
export interface Say {
  t: T;
  lang: Lang;
  /** The hospital's, IANA. */
  timeZone: string;
}

export const dateIn = ({ lang, timeZone }: Say, at: string): string =>
  new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(new Date(at));

const TONES = ['red', 'amber', '', 'green'];
const ICONS = [iconAlert, iconClock, iconInfo, iconDone];

export const levelMark = (level: 1 | 2 | 3 | 4, t: T): TemplateResult =>
  html`<span class="mark ${TONES[level - 1]}">${ICONS[level - 1]!(14)}${gradeOf(level)} ${t.levels[level - 1]}</span>`;

/** Whether a human stands for it, in words: never by colour alone. */
export function reviewMark({ review, state, served, lastSigned }: ContentSummary, say: Say): TemplateResult {
  const { t, lang } = say;
  if (review)
    return html`<span class="mark green">${iconDone(14)}${t.signedBy(review.by[lang], dateIn(say, review.at))}</span>`;
  const waits = state === 'published' && !served;
  return html`<span class="mark amber">${iconAlert(14)}${waits ? t.waits : t.unsigned}</span>
    ${lastSigned ? html`<span class="muted">${t.signedOther(lastSigned.version, lastSigned.by[lang])}</span>` : ''}`;
}

export const problemLine = (problem: Problem, t: T): TemplateResult =>
  html`<p class="band amber" role="alert">${iconAlert(18)}<span>${t.problems[problem.code] ?? t.failed}</span></p>`;

/** `NHS meningitis; K`: each source by its name, with its page. */
export const sourceWords = (t: Pick<Say['t'], 'sources'>, source: string): string =>
  source
    .split('; ')
    .map((one) => {
      const [key = '', ...page] = one.split(' ');
      return [t.sources[key] ?? key, ...(page[0] ? [page.join(' ')] : [])].join(': ');
    })
    .join('; ');
