/** Owns the registration's pages: what each asks, and what the answers become. A field's name is its place in the patient. */
import { html, type TemplateResult } from 'lit';
import type { Hospital } from '@care-elements/contract/hospital.ts';
import type { Registration } from '@care-elements/client/visit-store.ts';
import type { Lang } from '../base/words.ts';
import { field, radioRows, type FieldErrors, type Rows } from '../controls/fields.ts';
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

export function registration(d: Draft, hospital: Hospital, language: Lang): Registration {
  const { version } = hospital.consent;
  const some = d['allergies/status'] === 'some';
  return {
    language,
    patient: {
      name: d['name']!,
      birthDate: d['birthDate']!,
      sex: d['sex'] as 'male',
      phone: d['phone']!,
      guardian:
        pages(d, hospital)[1] === 'guardian'
          ? {
              name: d['guardian/name']!,
              phone: d['guardian/phone']!,
              relation: d['guardian/relation'] as 'parent',
            }
          : undefined,
      allergies: {
        status: d['allergies/status'] as 'none',
        items: some ? d['allergies/items']!.split(/[,，、;；\n]+/).slice(0, 20) : [],
      },
    },
    consent: { version, agreed: true },
  };
}

/** The contract's own pattern; its module would bring zod along. */
const PHONE = '\\+?(?:[ \\(\\)\\-]*\\d){5,20}[ \\(\\)\\-]*';

export type PageView = [title: string, why: string, body: TemplateResult | TemplateResult[]];

/** `answered` asks for a new rendering, for answers that open another field. */
export function pageView(
  page: Page,
  d: Draft,
  errors: FieldErrors,
  t: VisitWords & SharedWords,
  hospital: Hospital,
  language: Lang,
  answered: (name: string, value: string) => void,
): PageView {
  const about = (name: string, label: string) => ({ name, label, value: d[name], error: errors[name] });
  const text = (name: string, label: string, more: object) => field({ ...about(name, label), ...more });
  const rows = (name: string, label: string, options: Rows['options'], two?: boolean) =>
    radioRows({ ...about(name, label), options, two: !!two, onChange: (value) => answered(name, value) });
  const name = { autocomplete: 'name', pattern: '.*\\S.*' };
  const tel = { type: 'tel', autocomplete: 'tel', pattern: PHONE };
  switch (page) {
    case 'who':
      return [
        t.whoTitle,
        '',
        [
          text('name', t.name, { ...name, hint: t.nameHint }),
          text('birthDate', t.birth, {
            type: 'date',
            autocomplete: 'bday',
            max: new Date().toISOString().slice(0, 10),
          }),
          rows(
            'sex',
            t.sex,
            [
              ['male', t.male],
              ['female', t.female],
            ],
            true,
          ),
          text('phone', t.phone, { ...tel, hint: t.phoneHint }),
        ],
      ];
    case 'guardian':
      return [
        t.guardianTitle,
        t.guardianWhy(hospital.childAge),
        [
          text('guardian/name', t.name, name),
          text('guardian/phone', t.phone, tel),
          rows('guardian/relation', t.relation, [
            ['parent', t.parent],
            ['grandparent', t.grandparent],
            ['other', t.other],
          ]),
        ],
      ];
    case 'allergies':
      return [
        t.allergyTitle,
        t.allergyWhy,
        [
          rows('allergies/status', t.allergyLabel, [
            ['none', t.allergyNone],
            ['some', t.allergySome],
            ['unknown', t.notSure],
          ]),
          ...(d['allergies/status'] === 'some'
            ? [text('allergies/items', t.allergyWhich, { hint: t.allergyHint, lines: 2 })]
            : []),
        ],
      ];
    case 'consent':
      return [
        t.consentTitle,
        '',
        html`<div class="consent" tabindex="0" role="region" aria-label=${t.consentTitle}>${hospital.consent.text[language]}</div>
          <label class="row"><input type="checkbox" name="consent" required aria-invalid=${!!errors['consent']} /><span>${t.consentAgree}</span></label>`,
      ];
  }
}
