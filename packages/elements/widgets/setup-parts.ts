/** Owns the three steps of the website setup: the lines with their choices, the origins, the guides. Pure. */
import { html, nothing, type TemplateResult } from 'lit';
import { THEMES } from '@care-elements/contract/theme.tokens.ts';
import type { SetupState } from '@care-elements/client/setup-store.ts';
import type { Lang } from '../base/words.ts';
import { askOnce } from '../controls/ask-once.ts';
import { field } from '../controls/fields.ts';
import { code, GUIDES, type CodeKey, type GuideId } from '../guides/code.ts';
import { isForPatients, languagesOf, snippet, spoken, TAGS, type Choice } from '../guides/snippet.ts';
import type { GuideWords } from '../locales/en/guides.ts';
import type { SetupWords } from '../locales/en/setup.ts';
import { problemBand } from './staff-sign-in.ts';

export interface Say {
  t: SetupWords & { loading: string; retry: string };
  lang: Lang;
}
/** Which piece of code was copied, or marked where the clipboard is closed. */
export type Copied = { key: string; done: boolean } | null;

const select = (
  name: string,
  label: string,
  options: readonly string[],
  names: Record<string, string>,
  value: string,
  change: (value: string) => void,
): TemplateResult => html`<div class="field">
  <label for=${name}>${label}</label>
  <select id=${name} .value=${value} @change=${(event: Event) => change((event.target as HTMLSelectElement).value)}>
    ${options.map((one) => html`<option value=${one} ?selected=${one === value}>${names[one]}</option>`)}
  </select>
</div>`;

/** Code with the button that copies it. */
function copyable(
  text: string,
  key: string,
  label: string,
  copied: Copied,
  { t }: Say,
  copy: (key: string, text: string) => void,
): TemplateResult {
  const mine = copied?.key === key;
  return html`<pre id="code-${key}" tabindex="0" role="region" aria-label=${label}>${text}</pre>
    <div class="copy">
      <button class="act quiet small" @click=${() => copy(key, text)}>${t.copy}</button>
      <span role="status">${mine ? (copied.done ? t.copied : t.marked) : ''}</span>
    </div>`;
}

export function linesPart(
  choice: Choice,
  preview: Element | null,
  copied: Copied,
  say: Say,
  on: { choose(change: Partial<Choice>): void; copy(key: string, text: string): void },
): TemplateResult {
  const { t } = say;
  const set = (name: keyof Choice) => (value: string) => on.choose({ [name]: value });
  return html`<section class="card" part="lines" aria-labelledby="lines">
    <h2 id="lines">${t.linesTitle}</h2>
    <p>${t.linesLead}</p>
    <div class="try">
      <div>
        <div class="options">
          ${select('tag', t.widget, TAGS, t.widgets, choice.tag, set('tag'))}
          ${select('lang', t.language, ['', ...languagesOf(choice.tag)], t.languages, spoken(choice), set('lang'))}
          ${select('theme', t.theme, ['', ...THEMES], t.themes, choice.theme, set('theme'))}
        </div>
        <p><a href="${choice.server}/studio.html?hospital=${choice.hospital}" target="_blank" rel="noopener">${t.ownTheme}</a></p>
        <label class="tick"><input type="checkbox" id="own" .checked=${!!choice.brand}
          @change=${(event: Event) => on.choose({ brand: (event.target as HTMLInputElement).checked ? '#0b6b69' : '' })} />${t.ownColour}</label>
        ${
          choice.brand
            ? html`<div class="field"><label for="brand">${t.colour}</label>
                <input type="color" id="brand" .value=${choice.brand} @input=${(event: Event) => on.choose({ brand: (event.target as HTMLInputElement).value })} /></div>`
            : nothing
        }
        ${
          isForPatients(choice.tag)
            ? html`<label class="tick"><input type="checkbox" id="elder" .checked=${choice.elder}
                @change=${(event: Event) => on.choose({ elder: (event.target as HTMLInputElement).checked })} />${t.elder}</label>`
            : nothing
        }
        <h3>${t.snippet}</h3>
        ${copyable(snippet(choice), 'snippet', t.snippet, copied, say, on.copy)}
      </div>
      <div>
        <h3>${t.preview}</h3>
        <p class="note">${t.previewNote}</p>
        <div class="shown" inert>${preview}</div>
      </div>
    </div>
  </section>`;
}

export function originsPart(
  state: SetupState,
  typed: { text: string; origin: string | null; error: string | undefined },
  sure: string | null,
  say: Say,
  on: {
    type(text: string): void;
    add(event: SubmitEvent): void;
    ask(origin: string | null): void;
    remove(origin: string): void;
  },
): TemplateResult {
  const { t, lang } = say;
  const { origins, registered, busy, problem } = state;
  const date = new Intl.DateTimeFormat(lang, {
    ...{ dateStyle: 'medium', timeStyle: 'short', timeZone: state.hospital!.timeZone },
  });
  const cut = typed.origin && typed.origin !== typed.text.trim();
  return html`<section class="card" part="origins" aria-labelledby="origins">
    <h2 id="origins">${t.originsTitle}</h2>
    <p>${t.originsLead}</p>
    ${problem && problem.action !== 'load' ? problemBand(problem.problem, t) : nothing}
    <form class="add" novalidate @submit=${on.add} @input=${(event: Event) => on.type((event.target as HTMLInputElement).value)}>
      ${field({
        ...{ name: 'origin', label: t.origin, type: 'url', autocomplete: 'url', value: typed.text },
        ...{ hint: cut ? t.willBe(typed.origin!) : t.originHint, error: typed.error },
      })}
      <button class="act small" aria-disabled=${busy ? 'true' : 'false'}>${t.register}</button>
    </form>
    <p role="status">${registered && !typed.error && !problem ? t.registered(registered) : nothing}</p>
    ${origins.length ? nothing : html`<p>${t.none}</p>`}
    <ul class="origins">
      ${origins.map(
        ({ origin, registeredAt, registeredBy }) => html`<li>
          <code>${origin}</code>
          <span class="muted">${registeredAt ? t.since(date.format(new Date(registeredAt)), registeredBy?.[lang] ?? '') : t.fromTheStart}</span>
          ${
            sure === origin
              ? askOnce(
                  t.removeSure(origin),
                  t.removeYes,
                  t.keep,
                  () => on.remove(origin),
                  () => on.ask(null),
                )
              : html`<button class="link" aria-label=${t.removeOf(origin)} @click=${() => on.ask(origin)}>${t.remove}</button>`
          }
        </li>`,
      )}
    </ul>
  </section>`;
}

export function guidesPart(
  guides: GuideWords,
  open: GuideId,
  choice: Choice,
  copied: Copied,
  say: Say,
  on: { open(guide: GuideId): void; copy(key: string, text: string): void },
): TemplateResult {
  const { t } = say;
  const { about, steps } = guides[open];
  const names = Object.fromEntries(GUIDES.map((id) => [id, guides[id].title]));
  const codeOf = (key: CodeKey, at: number, text: string) =>
    copyable(code[key](choice), `${open}-${at}`, text, copied, say, on.copy);
  return html`<section class="card" part="guides" aria-labelledby="guides">
    <h2 id="guides">${t.guidesTitle}</h2>
    ${select('guide', t.guide, GUIDES, names, open, (id) => on.open(id as GuideId))}
    <p>${about}</p>
    <ol class="steps-of">
      ${steps.map((step, at) =>
        typeof step === 'string'
          ? html`<li><p>${step}</p></li>`
          : html`<li><p>${step[0]}</p>${codeOf(step[1], at, step[0])}</li>`,
      )}
    </ol>
  </section>`;
}
