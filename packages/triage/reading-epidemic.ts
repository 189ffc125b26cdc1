/** An epidemic file as lines that a clinician can read and sign. Whatever counts for the hash stands in some line. Server only. */
import type { ContentLine } from '@care-elements/contract/content.ts';
import type { Epidemic } from './epidemic.ts';
import type { Question, Text } from './protocol.ts';
import { both, plainly, sayDepartments, sayRule, spoken } from './say-rule.ts';

const line = (
  part: ContentLine['part'],
  key: string,
  text: Text,
  rest: Partial<ContentLine> = {},
): ContentLine => ({ part, key, text, level: null, more: [], source: null, confidence: null, ...rest });
const labelled = (zh: string, en: string, { 'zh-CN': of, en: ofEn }: Text): Text =>
  both(`${zh}：${of}`, `${en}: ${ofEn}`);

type Words = { 'zh-CN': string[]; en: string[] } | undefined;
const wordsOf = (words: Words): Text[] =>
  words
    ? [labelled('病人的说法', 'How patients say it', both(words['zh-CN'].join('、'), words.en.join(', ')))]
    : [];
const copy = (text: Text): Text => both(text['zh-CN'], text.en);

export function readEpidemic(
  epidemic: Epidemic,
  questions: Question[],
  department: (code: string) => Text,
): ContentLine[] {
  const { title, version, from, until, incubation, areas, exposures, complaints, level, why } = epidemic;
  const days = (first: string, last?: string) =>
    both(`${first} 到 ${last ?? ''}`, `${first} to ${last ?? ''}`);
  return [
    line('about', 'title', copy(title)),
    line('about', 'version', labelled('版本', 'Version', plainly(version))),
    line('about', 'dates', labelled('有效', 'In force', days(from, until))),
    line('about', 'incubation', labelled('潜伏期（天）', 'Incubation in days', plainly(`${incubation}`))),
    line(
      'about',
      'complaints',
      labelled('哪些不适里也问', 'Also asked in', plainly(complaints.join(', ') || '–')),
    ),
    ...areas.map(({ code, display, words, from, until }) =>
      line('question', `area.${code}`, copy(display), {
        more: [labelled('日期', 'Dates', days(from, until)), ...wordsOf(words)],
      }),
    ),
    ...exposures.map(({ code, display, words }) =>
      line('question', `exposure.${code}`, copy(display), { more: wordsOf(words) }),
    ),
    line('rule', 'epidemic', copy(why), {
      level,
      source: epidemic.source
        .map(({ src, page }) => (page === undefined ? src : `${src} ${page}`))
        .join('; '),
      confidence: epidemic.confidence,
      more: [
        labelled('当', 'When', sayRule(epidemic.symptoms, spoken(questions))),
        both('并且去过上面的地方或有上面的接触', 'and one of the stays or contacts above'),
        labelled('科室', 'Departments', sayDepartments(epidemic.departments, department)),
      ],
    }),
    ...epidemic.advice.map((text, i) => line('advice', `${i + 1}`, copy(text))),
    ...(epidemic.emergency ?? []).map((text, i) =>
      line('advice', `emergency.${i + 1}`, copy(text), {
        more: [both('紧急时，打急救电话之后', 'In an emergency, after the call')],
      }),
    ),
  ];
}
