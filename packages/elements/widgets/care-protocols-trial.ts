/** Owns the trial of a version: an invented patient's words and answers, and what would be asked and said. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Text } from '@care-elements/contract/common.ts';
import type { ContentTrial } from '@care-elements/contract/content.ts';
import type { ContentStoreState, TrialInput } from '@care-elements/client/content-store.ts';
import type { Question } from '@care-elements/triage/protocol.ts';
import { field, type FieldErrors } from '../controls/fields.ts';
import { levelMark, problemLine, type Say } from './care-protocols-words.ts';

const SEXES = ['female', 'male', 'other', 'unknown'] as const;

export interface TrialHands {
  start: (event: SubmitEvent) => void;
  tick: (code: string) => void;
  answer: (codes: string[]) => void;
}

export function trialPart(
  { trial, tried, busy, problem }: ContentStoreState,
  ticked: readonly string[],
  errors: FieldErrors,
  say: Say,
  hands: TrialHands,
): TemplateResult {
  const { t } = say;
  return html`<section class="part" part="trial">
    <h2>${t.tryTitle}</h2>
    <p class="note">${t.tryMore}</p>
    ${problem?.action === 'try' ? problemLine(problem.problem, t) : nothing}
    <form class="part" novalidate @submit=${hands.start}>
      <div class="pair">
        ${field({ name: 'age', label: t.age, type: 'number', value: `${tried?.age ?? 40}`, error: errors['age'] })}
        <div class="field">
          <label for="sex">${t.sex}</label>
          <select id="sex" name="sex">${SEXES.map((sex) => html`<option value=${sex} ?selected=${sex === (tried?.sex ?? 'unknown')}>${t.sexes[sex]}</option>`)}</select>
        </div>
      </div>
      ${field({ name: 'says', label: t.says, lines: 2, value: tried?.text ?? '', optional: true })}
      <button class="act quiet" aria-disabled=${busy ? 'true' : 'false'}>${busy === 'try' ? t.loading : trial ? t.tryAgain : t.tryStart}</button>
    </form>
    ${trial && tried ? shown(trial, tried, ticked, say, hands) : nothing}
  </section>`;
}

function shown(
  trial: ContentTrial,
  tried: TrialInput,
  ticked: readonly string[],
  say: Say,
  hands: TrialHands,
): TemplateResult {
  const { t } = say;
  const heard = Object.entries(trial.heard);
  const next = trial.next as Question | null;
  return html`
    ${heard.length ? html`<p><span class="muted">${t.heard}</span> <code>${heard.map(([link, codes]) => `${link}: ${codes.join(', ')}`).join(' · ')}</code></p>` : nothing}
    ${next ? asked(next, trial, tried, ticked, say, hands) : nothing}
    ${result(trial, say)}
  `;
}

function asked(
  question: Question,
  trial: ContentTrial,
  tried: TrialInput,
  ticked: readonly string[],
  { t, lang }: Say,
  hands: TrialHands,
): TemplateResult {
  const { linkId, text, repeats, answerOption } = question;
  const done = Object.keys(tried.answers).length;
  const option = (codes: string[], label: string) =>
    html`<button class="row" data-code=${codes.join(' ')} @click=${() => hands.answer(codes)}><span>${label}</span></button>`;
  return html`<div class="rows" role="group" aria-labelledby="asked" part="asked" data-link=${linkId}>
    <h3 id="asked" tabindex="-1">${text[lang]}</h3>
    <span class="note num">${done} · ${t.left(trial.left)}</span>
    ${answerOption.map(({ code, display }) =>
      repeats
        ? html`<label class="row ${ticked.includes(code) ? 'on' : ''}"><input type="checkbox" .checked=${ticked.includes(code)} @change=${() => hands.tick(code)} /><span>${display[lang]}</span></label>`
        : option([code], display[lang]),
    )}
    ${repeats ? (ticked.length ? option([...ticked], t.next) : option(['none'], t.none)) : nothing}
    ${option(['not-sure'], t.notSureAnswer)}
  </div>`;
}

function result(trial: ContentTrial, { t, lang }: Say): TemplateResult {
  const list = (title: string, texts: readonly Text[]) =>
    html`<dt class="muted">${title}</dt>
      <dd>${texts.length ? html`<ul>${texts.map((text) => html`<li>${text[lang]}</li>`)}</ul>` : t.nothingSaid}</dd>`;
  return html`<div class="part" part="result" role="status">
    <b>${trial.next ? t.soFar : t.result}</b>
    ${levelMark(trial.level, t)}
    <dl>
      ${list(t.departments, trial.departments)}
      ${list(
        t.reasons,
        trial.reasons.map(({ why }) => why),
      )}
      ${trial.next ? nothing : html`${list(t.advice, trial.advice)}${list(t.again, trial.callAgainIf)}`}
      ${trial.flags.length ? html`<dt class="muted">${t.flags}</dt><dd><code>${trial.flags.join(', ')}</code></dd>` : nothing}
    </dl>
  </div>`;
}
