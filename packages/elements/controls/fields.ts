/** Owns the controls of a form: a labelled field, a group of rows, and the summary of what to correct. Needs `forms`. */
import { html, nothing, type TemplateResult } from 'lit';
import { iconAlert } from './icons.ts';

export type Field = {
  /** Name in the form's data, and the id that label and errors refer to. */
  name: string;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  value?: string | undefined;
  type?: 'text' | 'tel' | 'date' | 'search' | 'password';
  autocomplete?: string;
  inputmode?: string;
  max?: string;
  /** Grey word after the label of a field that may stay empty. */
  optional?: string;
  required?: boolean;
  /** Lines of a text area; a single line when absent. */
  lines?: number;
};

const about = (f: { name: string; hint?: string | undefined; error?: string | undefined }) =>
  [f.hint && `${f.name}-hint`, f.error && `${f.name}-error`].filter(Boolean).join(' ') || nothing;

const told = (f: { name: string; hint?: string | undefined; error?: string | undefined }) => html`
  ${f.hint ? html`<span class="note" id="${f.name}-hint">${f.hint}</span>` : nothing}
  ${f.error ? html`<span class="wrong" id="${f.name}-error">${f.error}</span>` : nothing}
`;

export const field = (f: Field): TemplateResult => html`
  <div class="field">
    <label for=${f.name}>${f.label}${f.optional ? html` <span class="note">${f.optional}</span>` : nothing}</label>
    ${told(f)}
    ${
      f.lines
        ? html`<textarea id=${f.name} name=${f.name} rows=${f.lines} .value=${f.value || ''} aria-describedby=${about(f)} aria-invalid=${f.error ? 'true' : 'false'}></textarea>`
        : html`<input id=${f.name} name=${f.name} type=${f.type || 'text'} .value=${f.value || ''} autocomplete=${f.autocomplete || 'off'} inputmode=${f.inputmode || nothing} max=${f.max || nothing} aria-required=${f.required ? 'true' : nothing} aria-describedby=${about(f)} aria-invalid=${f.error ? 'true' : 'false'} />`
    }
  </div>
`;

export type Rows = {
  name: string;
  legend: string;
  hint?: string | undefined;
  error?: string | undefined;
  options: readonly { value: string; label: string; note?: string }[];
  value?: string | undefined;
  /** Side by side where there is room. */
  two?: boolean;
  onChange?: (value: string) => void;
};

/** Radio buttons as full rows; the arrow keys move between them, as the browser does. */
export const radioRows = (r: Rows): TemplateResult => html`
  <fieldset aria-describedby=${about(r)}>
    <legend>${r.legend}</legend>
    ${told(r)}
    <div class="rows ${r.two ? 'two' : ''}">
      ${r.options.map(
        (o, i) => html`<label class="row ${r.value === o.value ? 'on' : ''}">
          <input type="radio" id=${i ? nothing : r.name} name=${r.name} value=${o.value} .checked=${r.value === o.value} @change=${() => r.onChange?.(o.value)} />
          <span>${o.label}${o.note ? html`<br /><span class="note">${o.note}</span>` : nothing}</span>
        </label>`,
      )}
    </div>
  </fieldset>
`;

export type FieldErrors = Record<string, string>;

/** Each line leads to its field, whose id is the key. The caller focuses the summary (`.summary`) after it appears. */
export const errorSummary = (title: string, errors: FieldErrors): TemplateResult | typeof nothing =>
  Object.keys(errors).length
    ? html`<div class="summary stack" role="alert" tabindex="-1">
        <h2>${iconAlertLine(title)}</h2>
        <ul class="stack">
          ${Object.entries(errors).map(
            ([name, text]) => html`<li><a href="#${name}" @click=${toField}>${text}</a></li>`,
          )}
        </ul>
      </div>`
    : nothing;

const iconAlertLine = (text: string) =>
  html`<span style="display:flex;gap:8px;align-items:center">${iconAlert()}${text}</span>`;

/** A hash can't reach into a shadow root. */
function toField(event: Event): void {
  event.preventDefault();
  const link = event.currentTarget as HTMLAnchorElement;
  const target = (link.getRootNode() as ShadowRoot).getElementById(link.hash.slice(1));
  target?.focus();
  target?.scrollIntoView({ block: 'center' });
}
