/** Owns how a theme becomes the hospital's: which hospital, who may, and what it has now. Pure. */
import { html, nothing, type TemplateResult } from 'lit';
import type { StudioState } from '@care-elements/client/studio-store.ts';
import type { Lang } from '../base/words.ts';
import { askOnce } from '../controls/ask-once.ts';
import { field, type FieldErrors } from '../controls/fields.ts';
import { iconAlert } from '../controls/icons.ts';
import type { StudioWords } from '../locales/en/studio.ts';
import { problemBand, signInFields } from './staff-sign-in.ts';

export interface HospitalActs {
  name(event: SubmitEvent): void;
  retry(): void;
  signIn(event: SubmitEvent): void;
  signOut(): void;
  save(): void;
  open(): void;
  /** Asks first; then takes it off, or leaves it. */
  ask(sure: boolean): void;
  takeOff(): void;
  shut(): void;
}

export function hospitalPart(
  state: StudioState | undefined,
  { errors, sure, shut }: { errors: FieldErrors; sure: boolean; shut: boolean },
  t: StudioWords & { loading: string; retry: string },
  lang: Lang,
  on: HospitalActs,
): TemplateResult {
  return html`<section class="card stack hospital" part="hospital" aria-labelledby="hospital-title">
    <h2 id="hospital-title">${t.hospitalPart}</h2>
    ${state ? body(state) : nameForm()}
  </section>`;

  function nameForm(): TemplateResult {
    return html`<p class="note">${t.hospitalLead}</p>
      <form class="stack" novalidate @submit=${on.name}>
        ${field({ name: 'hospital', label: t.hospitalLabel, hint: t.hospitalHint, error: errors['hospital'] })}
        <button class="act quiet small">${t.go}</button>
      </form>`;
  }

  function body(state: StudioState): TemplateResult {
    const { phase, problem, hospital } = state;
    if (phase === 'loading') return html`<p role="status">${t.loading}</p>`;
    if (phase === 'unreachable')
      return html`<h3>${problem?.problem.status === 404 ? t.unknown : t.unreachable}</h3>
        <p>${t.unreachableMore}</p>
        <button class="act quiet small" @click=${on.retry}>${t.retry}</button>`;
    if (phase === 'ready') return ready(state);
    return html`<form class="stack" novalidate @submit=${on.signIn}>
      <p>${hospital!.name[lang]}</p>
      <p class="note">${t.signInFor}</p>
      ${problem ? problemBand(problem.problem, t) : nothing}
      ${signInFields(t, errors, !!state.busy)}
      ${hospital!.demo ? html`<p class="note">${t.demo}</p>` : nothing}
    </form>`;
  }

  function ready({ hospital, clinician, theme, done, busy, problem }: StudioState): TemplateResult {
    const fields = problem?.problem.fields ?? [];
    const off = busy ? 'true' : 'false';
    return html`<p>${hospital!.name[lang]} · ${clinician!.name[lang]} <button class="link" @click=${on.signOut}>${t.signOut}</button></p>
      <p>${theme ? t.hasTheme(theme.name) : t.hasNone}</p>
      ${
        problem
          ? html`<div class="band amber" role="alert">${iconAlert(18)}<div>
              <p>${t.problems[problem.problem.code] ?? t.failed}</p>
              ${fields.length ? html`<ul>${fields.map(({ message }) => html`<li>${message}</li>`)}</ul>` : nothing}
            </div></div>`
          : nothing
      }
      <button class="act" id="save-hospital" aria-disabled=${shut ? 'true' : off} aria-describedby=${shut ? 'shut' : nothing}
        @click=${() => (shut ? on.shut() : on.save())}>${busy === 'save' ? t.loading : t.saveHospital}</button>
      <p role="status">${done === 'save' ? t.savedHospital : done === 'take-off' ? t.tookOff : nothing}</p>
      ${
        !theme
          ? nothing
          : sure
            ? askOnce(t.takeOffSure, t.takeOffYes, t.keep, on.takeOff, () => on.ask(false))
            : html`<div class="take">
                <button class="link" @click=${on.open}>${t.openHospital}</button>
                <button class="link" id="take-off" aria-disabled=${off} @click=${() => on.ask(true)}>${t.takeOff}</button>
              </div>`
      }`;
  }
}
