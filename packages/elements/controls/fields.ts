/**
 * Owns the controls of a form: a labelled field and a group of rows. Needs `forms`. `value` is what a field starts with:
 * what is typed stays with the browser until the form is read, or reset to show another page.
 */
import { html, nothing, type TemplateResult } from 'lit';

type About = {
  /** Name in the form's data, and the id that label, hint and error refer to. */
  name: string;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  value?: string | undefined;
  /** May stay empty. The form itself carries `novalidate` and asks each control's `validity`. */
  optional?: boolean;
};
export type Field = About & {
  type?: string;
  autocomplete?: string;
  pattern?: string;
  max?: string;
  min?: string;
  /** Lines of a text area; a single line when absent. */
  lines?: number;
};
export type Rows = About & {
  options: readonly (readonly [value: string, label: string])[];
  /** Side by side where there is room. */
  two?: boolean;
};
export type FieldErrors = Record<string, string>;

const about = ({ name, hint, error }: About) => (hint || error ? `${name}-about` : nothing);

const told = ({ name, hint, error }: About) =>
  hint || error
    ? html`<span id="${name}-about" class=${error ? 'wrong' : 'note'}>${error || hint}</span>`
    : nothing;

export const field = (f: Field): TemplateResult => html`
  <div class="field">
    <label for=${f.name}>${f.label}</label>
    ${told(f)}
    ${
      f.lines
        ? html`<textarea id=${f.name} name=${f.name} rows=${f.lines} maxlength="2000" ?required=${!f.optional} .defaultValue=${f.value || ''} aria-describedby=${about(f)} aria-invalid=${!!f.error}></textarea>`
        : html`<input id=${f.name} name=${f.name} type=${f.type || 'text'} ?required=${!f.optional} .defaultValue=${f.value || ''} autocomplete=${f.autocomplete || 'off'} pattern=${f.pattern || nothing} max=${f.max || nothing} min=${f.min || nothing} aria-describedby=${about(f)} aria-invalid=${!!f.error} />`
    }
  </div>
`;

/** Radio buttons as full rows; the arrow keys move between them, as the browser does. */
export const radioRows = (r: Rows): TemplateResult => html`
  <fieldset aria-describedby=${about(r)}>
    <legend>${r.label}</legend>
    ${told(r)}
    <div class="rows ${r.two ? 'two' : ''}">
      ${r.options.map(
        ([value, label]) =>
          html`<label class="row ${r.value === value ? 'on' : ''}"><input type="radio" name=${r.name} value=${value} required ?checked=${r.value === value} /><span>${label}</span></label>`,
      )}
    </div>
  </fieldset>
`;
