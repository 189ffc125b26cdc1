/** Owns the page of who is with a child, or speaks for somebody else. */
import type { TemplateResult } from 'lit';
import type { Field, Rows } from '../controls/fields.ts';
import { partWords } from '../base/part-words.ts';
import type { VisitGuardianWords } from '../locales/en/visit-guardian.ts';
import type { Draft, PageView } from './care-visit-register.ts';
import type { CareVisit } from './care-visit.ts';

const wordsOf = partWords<VisitGuardianWords>({
  'zh-CN': () => import('../locales/zh-CN/visit-guardian.ts'),
  en: () => import('../locales/en/visit-guardian.ts'),
  'zh-TW': () => import('../locales/zh-TW/visit-guardian.ts'),
  'zh-HK': () => import('../locales/zh-HK/visit-guardian.ts'),
  ar: () => import('../locales/ar/visit-guardian.ts'),
});

const FOR_A_CHILD = ['parent', 'grandparent', 'other'];
const FOR_A_GROWN_UP = ['child', 'spouse', 'parent', 'other'];

export function guardianPage(
  ask: (name: string, label: string, more: Partial<Field & Rows>) => TemplateResult,
  [name, tel]: Partial<Field>[],
  shell: CareVisit,
  /** Below which a child needs an adult; undefined for a grown-up. */
  childAge: number | undefined,
): PageView | undefined {
  const t = wordsOf(shell);
  if (!t) return;
  return [
    childAge ? t.childTitle : t.title,
    childAge ? t.childWhy(childAge) : t.why,
    [
      ask('guardian/name', t.name, name!),
      ask('guardian/phone', t.phone, tel!),
      ask('guardian/relation', t.relation, {
        options: (childAge ? FOR_A_CHILD : FOR_A_GROWN_UP).map((one) => [one, t.relations[one]!]),
      }),
    ],
  ];
}

/** What was typed there. */
export const guardianOf = (d: Draft) => ({
  name: d['guardian/name']!,
  phone: d['guardian/phone']!,
  relation: d['guardian/relation'] as 'parent',
});
