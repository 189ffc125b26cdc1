/** Owns how staff come in at any desk: the form, what is missing in it, and the page when the hospital can't be reached. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Hospital } from '@care-elements/contract/hospital.ts';
import type { Problem } from '@care-elements/client/problem.ts';
import type { Lang } from '../base/words.ts';
import { field, type FieldErrors } from '../controls/fields.ts';
import { iconAlert } from '../controls/icons.ts';

/** The words of every desk's own catalogue that coming in needs. */
export interface SignInWords {
  signInTitle: string;
  username: string;
  password: string;
  missingUsername: string;
  missingPassword: string;
  signIn: string;
  loading: string;
  demo: string;
  unknown: string;
  unreachable: string;
  unreachableMore: string;
  retry: string;
  failed: string;
  problems: Record<string, string>;
}

/** What is wrong with the form goes to `tell`, and the focus to the first such field; otherwise `signIn` is called. */
export async function submitSignIn(
  event: SubmitEvent,
  t: SignInWords,
  tell: (errors: FieldErrors) => Promise<unknown>,
  signIn: (username: string, password: string) => Promise<unknown>,
): Promise<void> {
  event.preventDefault();
  const form = event.target as HTMLFormElement;
  const data = new FormData(form);
  const username = `${data.get('username') ?? ''}`.trim();
  const password = `${data.get('password') ?? ''}`;
  const errors = {
    ...(username ? {} : { username: t.missingUsername }),
    ...(password ? {} : { password: t.missingPassword }),
  };
  await tell(errors);
  const [first] = Object.keys(errors);
  if (!first) return void (await signIn(username, password));
  form.querySelector<HTMLElement>(`#${first}`)?.focus();
}

export const problemBand = (problem: Problem, t: SignInWords): TemplateResult =>
  html`<p class="band amber" role="alert">${iconAlert(18)}<span>${t.problems[problem.code] ?? t.failed}</span></p>`;

/** Username, password and the button, for a form with `novalidate`. */
export const signInFields = (t: SignInWords, errors: FieldErrors, pending: boolean): TemplateResult => html`
  ${field({ name: 'username', label: t.username, autocomplete: 'username', error: errors['username'] })}
  ${field({ name: 'password', label: t.password, type: 'password', autocomplete: 'current-password', error: errors['password'] })}
  <button class="act" aria-disabled=${pending ? 'true' : 'false'}>${pending ? t.loading : t.signIn}</button>
`;

/** The whole form of a desk with `staffFrame`. `lead` says for whom the desk is. */
export const signInForm = (
  {
    hospital,
    problem,
    busy,
  }: { hospital: Hospital | null; problem: { problem: Problem } | null; busy: unknown },
  errors: FieldErrors,
  t: SignInWords,
  lang: Lang,
  submit: (event: SubmitEvent) => void,
  lead = '',
): TemplateResult =>
  html`<form class="sign-in" part="sign-in" novalidate @submit=${submit}>
    <div><p class="muted">${hospital?.name[lang]}</p><h1>${t.signInTitle}</h1>${lead ? html`<p class="muted">${lead}</p>` : nothing}</div>
    ${problem ? problemBand(problem.problem, t) : nothing}
    ${signInFields(t, errors, !!busy)}
    ${hospital?.demo ? html`<p class="note">${t.demo}</p>` : nothing}
  </form>`;

/** Inside a box of the desk's own. */
export const unreachable = (
  problem: { problem: Problem } | null,
  t: SignInWords,
  again: () => unknown,
): TemplateResult => html`
  <h1>${problem?.problem.status === 404 ? t.unknown : t.unreachable}</h1>
  ${problem?.problem.status === 404 ? nothing : html`<p>${t.unreachableMore}</p>`}
  <button class="act" @click=${again}>${t.retry}</button>
`;
