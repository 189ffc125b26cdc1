/**
 * Owns what the shell says about answers that are missing or refused. Loaded with the first of them; where that fails,
 * the browser's own words have to do.
 */
import { html, type TemplateResult } from 'lit';
import type { FieldProblem } from '@care-elements/client/problem.ts';
import type { CareElement } from '../base/care-element.ts';
import { adopt, css } from '../base/light-element.ts';
import { hooks } from '../base/part-words.ts';
import type { Tongue } from '../base/words.ts';
import type { FieldErrors } from '../controls/fields.ts';
import type { VisitErrorWords } from '../locales/en/visit-errors.ts';

const errorWords: Record<Tongue, () => Promise<{ default: VisitErrorWords }>> = {
  'zh-CN': () => import('../locales/zh-CN/visit-errors.ts'),
  en: () => import('../locales/en/visit-errors.ts'),
  'zh-TW': () => import('../locales/zh-TW/visit-errors.ts'),
  'zh-HK': () => import('../locales/zh-HK/visit-errors.ts'),
  ar: () => import('../locales/ar/visit-errors.ts'),
};

/** Each line is a target for a finger; they come with what is wrong, long after the first screen. */
const lines = css`
  .summary a {
    display: flex;
    align-items: center;
    min-height: var(--_tap);
  }
  .summary a + a {
    margin-block-start: -8px;
  }
`;
const dressed = new WeakSet<CareElement>();

type Shell = CareElement & { errors: FieldErrors };

/** `guardian/phone` is asked for in the words of `phone`. */
const last = (name: string): string => name.split('/').pop()!;

/** What is wrong by field, from the form's own validity, or from the server's refusal; and the summary of it. */
export async function explain(
  wrong: Iterable<Element> | FieldProblem[],
  shell: Shell,
): Promise<[FieldErrors, () => TemplateResult]> {
  const words = { t: { ...(await errorWords[shell.tongue]()).default } };
  hooks.reword?.(shell, words);
  if (!dressed.has(shell)) adopt(shell.renderRoot, lines);
  dressed.add(shell);
  const { t } = words;
  const errors: FieldErrors = {};
  for (const one of wrong) {
    const name =
      'pointer' in one ? one.pointer.replace(/^\/(patient\/)?/, '') : (one as HTMLInputElement).name;
    const beyond =
      'pointer' in one
        ? one.code === 'out_of_range'
        : (one as HTMLInputElement).validity.rangeOverflow ||
          (one as HTMLInputElement).validity.rangeUnderflow;
    const odd =
      'validity' in one && last(name) === 'phone' && !(one as HTMLInputElement).validity.valueMissing;
    errors[name] ??= beyond ? t.range : odd ? t.phone : t.missing[last(name)] || t.refused;
  }
  shell.renderRoot.querySelector('form')!.addEventListener('input', mended);
  return [errors, () => errorSummary(t.title, errors)];
}

/** A field that was mended no longer says what was wrong with it. The summary stays as it was read. */
function mended({ target, currentTarget }: Event): void {
  const { name, validity } = target as HTMLInputElement;
  const shell = ((currentTarget as Element).getRootNode() as ShadowRoot).host as Shell;
  if (shell.errors[name] && validity.valid)
    shell.errors = Object.fromEntries(Object.entries(shell.errors).filter(([wrong]) => wrong !== name));
}

/** Each line leads to its field, by name. */
const errorSummary = (title: string, errors: FieldErrors): TemplateResult => html`
  <div class="summary" role="alert" tabindex="-1">
    <b>${title}</b>
    ${Object.entries(errors).map(([name, text]) => html`<a href="#${name}" @click=${toField}>${text}</a>`)}
  </div>
`;

/** A hash can't reach into a shadow root. */
function toField(event: Event): void {
  event.preventDefault();
  const link = event.currentTarget as HTMLAnchorElement;
  (link.getRootNode() as ShadowRoot).querySelector<HTMLElement>(`[name="${link.hash.slice(1)}"]`)?.focus();
}
