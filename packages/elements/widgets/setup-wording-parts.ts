/** Owns the look of a sentence that a hospital may word anew, shut and open. Pure. */
import { html, nothing, type TemplateResult } from 'lit';
import { LONGEST_SENTENCE, sentenceFault } from '@care-elements/contract/wording.faults.ts';
import { placeOf, type WordingState } from '@care-elements/client/wording-store.ts';
import type { Lang, Tongue } from '../base/words.ts';
import { askOnce } from '../controls/ask-once.ts';
import { iconAlert } from '../controls/icons.ts';
import type { SetupWordingWords } from '../locales/en/setup-wording.ts';
import { withExamples } from './setup-wording-examples.ts';
import type { Line } from './setup-wording-ours.ts';

export interface WordingSay {
  t: SetupWordingWords;
  /** Of who looks. */
  lang: Lang;
  /** Of the sentences. */
  tongue: Tongue;
  timeZone: string;
}
export interface WordingActs {
  turn(key: string): void;
  type(key: string, text: string): void;
  save(event: Event): void;
  insert(blank: string): void;
  drop(key: string): void;
  ask(back: boolean): void;
  back(key: string): void;
}

const dirOf = (tongue: Tongue) => (tongue === 'ar' ? 'rtl' : 'ltr');
/** As a person writes them into the sentence. */
const named = (blanks: readonly string[]) => blanks.map((blank) => `{${blank}}`).join(' ');

/** What is wrong with it, in words; empty for one that can stand. */
export function faultWords(sentence: string, blanks: readonly string[], t: SetupWordingWords): string {
  const fault = sentenceFault(blanks, sentence);
  if (!fault) return '';
  const { missing, unknown } = fault;
  if (fault.fault === 'empty') return t.empty;
  if (fault.fault === 'too-long') return t.tooLong(sentence.length - LONGEST_SENTENCE);
  if (fault.fault === 'markup') return t.markup;
  const said = [
    missing.length ? t.missing(named(missing)) : '',
    unknown.length ? t.unknown(named(unknown)) : '',
  ];
  return said.filter(Boolean).join(' ') || t.brace;
}

/** A sentence is one line: Enter saves, and does not while it chooses a character. */
const enters = ({ key, isComposing, keyCode, shiftKey }: KeyboardEvent): boolean =>
  key === 'Enter' && !isComposing && keyCode !== 229 && !shiftKey;

/** What stands in the field: what is typed, else the hospital's sentence, else ours. */
export const textOf = ({ drafts }: WordingState, { key, own, ours }: Line, tongue: Tongue): string =>
  drafts[placeOf(tongue, key)]?.text ?? own?.sentence ?? ours ?? '';

const when = (at: string, { lang, timeZone }: WordingSay): string =>
  new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(new Date(at));

export function sentenceRow(
  state: WordingState,
  line: Line,
  open: { is: boolean; sure: boolean },
  say: WordingSay,
  on: WordingActs,
): TemplateResult {
  const { t, lang, tongue } = say;
  const { key, ours, meaning, own, safety } = line;
  const draft = state.drafts[placeOf(tongue, key)];
  const about = ours ?? own!.sentence;
  return html`<li class="sentence ${open.is ? 'open' : ''}" data-key=${key}>
    <div class="line">
      <div class="said">
        ${
          own || meaning !== undefined
            ? html`<dl>
                ${ours === undefined ? nothing : html`<dt>${t.ours}</dt><dd lang=${tongue} dir=${dirOf(tongue)}>${ours}</dd>`}
                ${meaning === undefined ? nothing : html`<dt>${t.meaning}</dt><dd lang=${lang}>${meaning}</dd>`}
                ${
                  own
                    ? html`<dt>${t.own}</dt><dd class="own" lang=${tongue} dir=${dirOf(tongue)}>${own.sentence}</dd>
                        <dd class="muted">${t.by(own.setBy?.[lang] ?? '', when(own.setAt, say))}</dd>`
                    : nothing
                }
              </dl>`
            : html`<p lang=${tongue} dir=${dirOf(tongue)}>${ours}</p>`
        }
        <code>${key}</code>
      </div>
      ${safety ? html`<span class="chip amber">${iconAlert(16)}${t.safety}</span>` : nothing}
      ${draft ? html`<span class="chip">${t.unsaved}</span>` : nothing}
      <button class="link turn" aria-expanded=${open.is} aria-label=${open.is ? nothing : t.changeOf(about)}
        @click=${() => on.turn(key)}>${open.is ? t.close : t.change}</button>
    </div>
    ${own && !own.fits ? html`<p class="band amber">${iconAlert(18)}<span>${ours === undefined ? t.gone : t.outdated}</span></p>` : nothing}
    ${open.is ? editor(state, line, open.sure, say, on) : nothing}
  </li>`;
}

function editor(
  state: WordingState,
  line: Line,
  sure: boolean,
  say: WordingSay,
  on: WordingActs,
): TemplateResult {
  const { t, tongue } = say;
  const { key, blanks, ours, own, safety } = line;
  const place = placeOf(tongue, key);
  const text = textOf(state, line, tongue);
  const draft = state.drafts[place];
  const wrong = draft && ours !== undefined ? faultWords(text.trim(), blanks, t) : '';
  const { problem } = state.problem?.place === place ? state.problem : {};
  const conflict = problem?.code === 'version-conflict';
  const done = state.done?.place === place ? state.done.what : '';
  const busy = !!state.busy;
  return html`<form class="edit" novalidate @submit=${on.save}>
    ${safety ? html`<p class="band amber">${iconAlert(18)}<span>${t.safetyMore}</span></p>` : nothing}
    ${
      problem
        ? html`<p class="band amber" role="alert">${iconAlert(18)}<span>${
            conflict
              ? own
                ? t.theirs(own.setBy?.[say.lang] ?? '', when(own.setAt, say))
                : t.theirsBack
              : (t.problems[problem.code] ?? t.notSaved)
          }</span></p>`
        : nothing
    }
    ${
      ours === undefined
        ? nothing
        : html`<div class="field">
              <label for="words">${t.field}</label>
              <span id="words-about" class="note">${t.fieldHint(LONGEST_SENTENCE)}</span>
              <textarea id="words" rows="2" lang=${tongue} dir=${dirOf(tongue)} .value=${text} aria-invalid=${!!wrong} aria-describedby="words-about words-wrong"
                @keydown=${(event: KeyboardEvent) => enters(event) && on.save(event)} @input=${(event: Event) => on.type(key, (event.target as HTMLTextAreaElement).value)}></textarea>
              <span id="words-wrong" class="wrong" role="status">${wrong}</span>
            </div>
            ${
              blanks.length
                ? html`<div class="acts"><span class="note">${t.blanks}</span>
                      ${blanks.map((blank) => html`<button type="button" class="act quiet small insert" aria-label=${t.insert(`{${blank}}`)} @click=${() => on.insert(blank)}><code>{${blank}}</code></button>`)}</div>
                    <div><p class="note" id="reads">${t.reads}</p>
                      <p class="reads" role="group" aria-labelledby="reads" lang=${tongue} dir=${dirOf(tongue)}>${withExamples(key, text.trim(), blanks, tongue)}</p></div>`
                : nothing
            }`
    }
    <div class="acts">
      ${ours === undefined ? nothing : html`<button class="act small save" aria-disabled=${busy || !draft}>${busy ? t.saving : t.save}</button>`}
      ${draft && !busy ? html`<button type="button" class="link drop" @click=${() => on.drop(key)}>${t.discard}</button>` : nothing}
      ${own && !sure ? html`<button type="button" class="act quiet small back" aria-disabled=${busy} @click=${() => on.ask(true)}>${t.back}</button>` : nothing}
      <span role="status">${done === 'saved' ? t.saved : done === 'ours' ? t.isBack : ''}</span>
    </div>
    ${
      own && sure
        ? askOnce(
            t.backSure,
            t.backYes,
            t.backNo,
            () => on.back(key),
            () => on.ask(false),
          )
        : nothing
    }
  </form>`;
}
