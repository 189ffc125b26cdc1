/** Owns the desk before work: signing in, and choosing a department. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Clinician } from '@care-elements/contract/session.ts';
import type { DeskState } from '@care-elements/client/desk-store.ts';
import type { Lang } from '../base/words.ts';
import type { FieldErrors } from '../controls/fields.ts';
import { iconNext } from '../controls/icons.ts';
import { problemLine, type T } from './care-desk-words.ts';
import { signInFields } from './staff-sign-in.ts';

export function signIn(
  { hospital, busy, problem }: DeskState,
  errors: FieldErrors,
  t: T,
  language: Lang,
  submit: (event: SubmitEvent) => void,
): TemplateResult {
  return html`<main class="middle" part="sign-in">
    <div><p class="muted">${hospital?.name[language]}</p><h1>${t.signInTitle}</h1></div>
    ${problem?.action === 'sign-in' ? problemLine(problem.problem, t) : nothing}
    <form class="stack" novalidate @submit=${submit}>
      ${signInFields(t, errors, busy.includes('sign-in'))}
    </form>
    ${hospital?.demo ? html`<p class="note">${t.demo}</p>` : nothing}
  </main>`;
}

export const chooseDepartment = (
  { departments }: Clinician,
  t: T,
  language: Lang,
  choose: (departmentId: string) => void,
): TemplateResult => html`<main class="middle" part="departments">
  <h1>${t.chooseDepartment}</h1>
  <div class="rows">
    ${departments.map(
      ({ departmentId, name }) =>
        html`<button class="row" @click=${() => choose(departmentId)}><span class="grow">${name[language]}</span>${iconNext(20)}</button>`,
    )}
  </div>
</main>`;
