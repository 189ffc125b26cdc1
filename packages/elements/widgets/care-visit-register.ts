/** Owns the registration's pages: what each asks, and what the answers become. A field's name is its place in the patient. */
import { html, type TemplateResult } from 'lit';
import type { Hospital } from '@care-elements/contract/hospital.ts';
import type { Registration } from '@care-elements/client/visit-store.ts';
import { field, radioRows, type Field, type FieldErrors, type Rows } from '../controls/fields.ts';
import type { SharedWords } from '../locales/en/shared.ts';
import type { VisitWords } from '../locales/en/visit.ts';

/** What was typed so far, by field name. */
export type Draft = Record<string, string>;
export type Page = 'who' | 'guardian' | 'allergies' | 'consent';

/** The pages that this patient goes through: a child's visit has one more. */
export function pages(draft: Draft, { childAge }: Hospital): Page[] {
  const grown = new Date();
  grown.setFullYear(grown.getFullYear() - childAge);
  const child = new Date(draft['birthDate']!) > grown;
  return child ? ['who', 'guardian', 'allergies', 'consent'] : ['who', 'allergies', 'consent'];
}

/** The body of the registration; what a page left out of this visit asked is left out here, too. */
export function registration(d: Draft, hospital: Hospital, language: 'zh-CN' | 'en'): Registration {
  const [name, birthDate, sex, phone] = [d['name']!, d['birthDate']!, d['sex'] as 'male', d['phone']!];
  const status = d['allergies/status'] as 'some';
  return {
    language,
    patient: {
      name,
      birthDate,
      sex,
      phone,
      guardian: pages(d, hospital)[3]
        ? {
            name: d['guardian/name']!,
            phone: d['guardian/phone']!,
            relation: d['guardian/relation'] as 'parent',
          }
        : undefined,
      allergies: {
        status,
        items: (
          (status === 'some' && d['allergies/items']!.match(/[^\s,，、;；]+( [^\s,，、;；]+)*/g)) ||
          []
        ).slice(0, 20),
      },
    },
    consent: { version: hospital.consent.version, agreed: true },
  };
}

/** The contract's own pattern; its module would bring zod along. */
const PHONE = '\\+?(?:[ \\(\\)\\-]*\\d){5,20}[ \\(\\)\\-]*';

export type PageView = [title: string, why: string, body: unknown];

/** `answered` gets what may open another field. */
export function pageView(
  page: Page,
  d: Draft,
  errors: FieldErrors,
  t: VisitWords & SharedWords,
  { childAge, consent }: Hospital,
  language: 'zh-CN' | 'en',
  answered: (name: string, value: string) => void,
): PageView {
  const ask = (name: string, label: string, more: Partial<Field & Rows>): TemplateResult =>
    (more.options ? radioRows : field)({
      name,
      label,
      value: d[name],
      error: errors[name],
      onChange: answered,
      ...more,
    } as Rows);
  const name = { autocomplete: 'name', pattern: '.*\\S.*' };
  const tel = { type: 'tel', autocomplete: 'tel', pattern: PHONE };
  return {
    who: (): PageView => [
      t.whoTitle,
      '',
      [
        ask('name', t.name, name),
        ask('birthDate', t.birth, {
          type: 'date',
          autocomplete: 'bday',
          max: new Date().toISOString().slice(0, 10),
        }),
        ask('sex', t.sex, {
          two: true,
          options: [
            ['male', t.male],
            ['female', t.female],
          ],
        }),
        ask('phone', t.phone, { ...tel, hint: t.phoneHint }),
      ],
    ],
    guardian: (): PageView => [
      t.guardianTitle,
      t.guardianWhy(childAge),
      [
        ask('guardian/name', t.name, name),
        ask('guardian/phone', t.phone, tel),
        ask('guardian/relation', t.relation, {
          options: [
            ['parent', t.parent],
            ['grandparent', t.grandparent],
            ['other', t.other],
          ],
        }),
      ],
    ],
    allergies: (): PageView => [
      t.allergyTitle,
      t.allergyWhy,
      [
        ask('allergies/status', t.allergyLabel, {
          options: [
            ['none', t.allergyNone],
            ['some', t.allergySome],
            ['unknown', t.notSure],
          ],
        }),
        d['allergies/status'] === 'some'
          ? ask('allergies/items', t.allergyWhich, { hint: t.allergyHint, lines: 2 })
          : '',
      ],
    ],
    consent: (): PageView => [
      t.consentTitle,
      '',
      html`<div class="consent" tabindex="0" role="region" aria-label=${t.consentTitle}>${consent.text[language]}</div>
        <label class="row"><input type="checkbox" name="consent" required aria-invalid=${!!errors['consent']} /><span>${t.consentAgree}</span></label>`,
    ],
  }[page]();
}
