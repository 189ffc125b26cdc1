/** Owns the registration's pages: what each asks, and what the answers become. A field's name is its place in the patient. */
import { html, type TemplateResult } from 'lit';
import type { Hospital } from '@care-elements/contract/hospital.ts';
import type { Registration } from '@care-elements/client/visit-store.ts';
import { field, radioRows, type Field, type Rows } from '../controls/fields.ts';
import type { SharedWords } from '../locales/en/shared.ts';
import type { VisitWords } from '../locales/en/visit.ts';
import type { CareVisit } from './care-visit.ts';
import type { guardianOf } from './visit-guardian.ts';

/** What was typed so far, by field name. */
export type Draft = Record<string, string>;
export type Page = 'who' | 'guardian' | 'allergies' | 'consent';

/** So many years ago, as a day. */
const yearsAgo = (years: number): string => {
  const day = new Date();
  day.setFullYear(day.getFullYear() - years);
  return day.toISOString().slice(0, 10);
};
const isChild = (draft: Draft, { childAge }: Hospital): boolean => draft['birthDate']! > yearsAgo(childAge);

/** The pages that this patient goes through: who speaks for a child, or for somebody else, has one more. */
export const pages = (draft: Draft, hospital: Hospital): Page[] =>
  [
    'who',
    isChild(draft, hospital) || draft['by'] === 'other' ? 'guardian' : [],
    'allergies',
    'consent',
  ].flat() as Page[];

/** The body of the registration; what a page left out of this visit asked is left out here, too. */
export function registration(
  d: Draft,
  hospital: Hospital,
  language: 'zh-CN' | 'en',
  /** There once the guardian’s page was. */
  guardian?: typeof guardianOf,
): Registration {
  const status = d['allergies/status'] as 'some';
  return {
    language,
    patient: {
      name: d['name']!,
      birthDate: d['birthDate']!,
      sex: d['sex'] as 'male',
      phone: d['phone']!,
      guardian: pages(d, hospital)[3] && guardian!(d),
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
const PHONE = '\\+?([ \\(\\)\\-]*\\d){5,20}[ \\(\\)\\-]*';

export type PageView = [title: string, why?: string, body?: unknown];

export function pageView(shell: CareVisit, t: VisitWords & SharedWords, hospital: Hospital): PageView {
  const { draft: d, errors } = shell;
  const ask = (name: string, label: string, more: Partial<Field & Rows>): TemplateResult =>
    (more.options ? radioRows : field)({
      name,
      label,
      value: d[name],
      error: errors[name],
      ...more,
    } as Rows);
  const { childAge, consent } = hospital;
  const name = { autocomplete: 'name', pattern: '.*\\S.*' };
  const tel = { type: 'tel', autocomplete: 'tel', pattern: PHONE };
  return {
    who: (): PageView => [
      t.whoTitle,
      '',
      [
        ask('by', t.by, {
          two: true,
          value: d['by'] || 'self',
          options: [
            ['self', t.bySelf],
            ['other', t.byOther],
          ],
        }),
        ask('name', t.name, name),
        ask('birthDate', t.birth, {
          type: 'date',
          autocomplete: 'bday',
          max: yearsAgo(0),
          min: yearsAgo(130),
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
    guardian: (): PageView =>
      shell.some.guardianPage?.(ask, [name, tel], shell, isChild(d, hospital) ? childAge : undefined) || [
        t.loading,
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
      html`<div class="consent">${consent.text[shell.language]}<slot name="consent-text"></slot></div>
        <label class="row"><input type="checkbox" name="consent" required aria-invalid=${!!errors['consent']} /><span>${t.consentAgree}</span></label>`,
    ],
  }[shell.page]();
}
