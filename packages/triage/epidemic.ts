/** Makes of the epidemic files in force one protocol that an interview asks beside the others, and the areas that count today. Pure. */
import type {
  AnswerOption,
  Confidence,
  DepartmentWeight,
  Predicate,
  Protocol,
  Question,
  Regions,
  Review,
  RuleSource,
  Text,
} from './protocol.ts';
import { linksOf } from './links.ts';

type Words = { 'zh-CN': string[]; en: string[] };

/** A dated file of `epidemics/`; its shape is checked by `Epidemic` of the contract. Days are YYYY-MM-DD. */
export interface Epidemic {
  $schema?: string;
  id: string;
  version: string;
  title: Text;
  from: string;
  until: string;
  /** Days from infection to illness, at most. */
  incubation: number;
  areas: { code: string; display: Text; words?: Words; from: string; until?: string }[];
  exposures: { code: string; display: Text; words?: Words }[];
  symptoms: Predicate;
  complaints: string[];
  level: 2 | 3;
  why: Text;
  departments: DepartmentWeight[];
  /** What to do instead of coming in. */
  advice: Text[];
  /** What to say and do in an emergency, where the call comes first. Only what was stored before every file had to say it lacks it. */
  emergency?: Text[];
  source: RuleSource[];
  confidence: Confidence;
  review: Review | null;
}

/** The epidemic files, and the day (YYYY-MM-DD) on which the words are read. */
export interface Epidemics {
  files: readonly Epidemic[];
  day: string;
}

export interface Outbreak {
  protocol: Protocol;
  /**
   * Another protocol has the question of travel and contact, too: this one stands first, so that its longer list counts.
   * Otherwise it stands last, and asks once the symptoms are known.
   */
  leads: boolean;
  /** File id -> the options that are its areas. */
  regions: Regions;
  /** What patients may call each option, and how many days back a stay counts; contacts carry their span in their text. */
  said: Said[];
}
export interface Said {
  code: string;
  words: Words;
  days: number | null;
}

export const EPIDEMIC = 'epidemic';
/** The one question of travel and contact, in every protocol. */
export const EXPOSURE = 'exposure';

const VERSION = '1.0.0';
const TEXT: Text = { 'zh-CN': '最近{您}有过下面的情况吗？', en: 'Has any of these happened recently?' };
const HELP: Text = {
  'zh-CN': '有些传染病要单独就诊，也要保护别人。',
  en: 'Some infections need their own clinic, and others need protection.',
};

/** The day so many days before. */
export function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

/** From when to when a stay in the area could have led to an illness that begins today; undefined when never. */
export function windowOf(
  { from, until, incubation }: Pick<Epidemic, 'from' | 'until' | 'incubation'>,
  area: { from: string; until?: string },
  day: string,
): { first: string; last: string } | undefined {
  const first = [from, area.from, daysBefore(day, incubation)].sort().at(-1)!;
  const last = [until, area.until ?? until, day].sort()[0]!;
  return first <= last ? { first, last } : undefined;
}

/** Contacts count for as long as they could still lead to an illness. */
const contactsCount = ({ from, until, incubation }: Epidemic, day: string): boolean =>
  from <= day && daysBefore(day, incubation) <= until;

/** Has the file anything that counts today? */
export const inForce = (epidemic: Epidemic, day: string): boolean =>
  (epidemic.exposures.length > 0 && contactsCount(epidemic, day)) ||
  epidemic.areas.some((area) => windowOf(epidemic, area, day));

/**
 * `asked` are the other protocols of the interview; `library` has the questions that they lack. Undefined when no file is in
 * force. The same files, day and protocols give the same protocol, to the letter.
 */
export function outbreakOf(
  files: readonly Epidemic[],
  day: string,
  asked: readonly Protocol[],
  library: readonly Protocol[],
): Outbreak | undefined {
  const current = files.filter((file) => inForce(file, day));
  if (!current.length) return undefined;
  const base = questionOf(asked, EXPOSURE);
  const options = new Map((base?.answerOption ?? []).map((option) => [option.code, option]));
  const said = new Map<string, Said>();
  const regions: Regions = {};
  const offer = (option: AnswerOption, words: Words | undefined, days: number | null) => {
    if (!options.has(option.code)) options.set(option.code, option);
    said.set(option.code, { code: option.code, words: words ?? namesOf(option), days });
    return option.code;
  };
  const rules = current.map((file): Protocol['rules'][number] => {
    const { id, incubation, areas, exposures } = file;
    regions[id] = areas.flatMap((area) => {
      const window = windowOf(file, area, day);
      // Two files may name one area; with one span it is one option.
      const display = window && stayIn(area.display, window, day, incubation);
      const code = `${area.code}:${incubation}d`;
      return display ? [offer({ code, display }, namesOf(area), incubation)] : [];
    });
    const contacts = contactsCount(file, day)
      ? exposures.map(({ code, display, words }) => offer({ code, display }, words, null))
      : [];
    return {
      ...{ id: `${EPIDEMIC}.${id}`, level: file.level, flags: [EPIDEMIC], why: file.why },
      when: {
        all: [
          file.symptoms,
          {
            any: [
              ...(regions[id].length ? [{ region: [EXPOSURE, id] } satisfies Predicate] : []),
              ...(contacts.length ? [{ in: [EXPOSURE, contacts] } satisfies Predicate] : []),
            ],
          },
        ],
      },
      ...{ source: file.source, confidence: file.confidence, departments: file.departments },
      advice: file.advice.map((_, i) => `${id}.${i}`),
      ...(file.emergency && { emergencyAdvice: file.emergency.map((_, i) => `${id}.now.${i}`) }),
    };
  });
  const question: Question = {
    ...(base ?? { linkId: EXPOSURE, type: 'choice', repeats: true, text: TEXT, help: HELP }),
    answerOption: [...options.values()],
  };
  return {
    ...{ regions, said: [...said.values()], leads: !!base },
    protocol: {
      ...{ id: EPIDEMIC, version: VERSION, complaint: EPIDEMIC },
      title: { 'zh-CN': '近期旅行和接触', en: 'Recent travel and contact' },
      ...{ synonyms: { 'zh-CN': [], en: [] }, who: {} },
      questions: [...missing(current, asked, library), question],
      ...{ rules, otherwise: 4, outcomes: [{ level: 4, departments: [], advice: [] }] },
      advice: Object.fromEntries(
        current.flatMap(({ id, advice, emergency = [] }) => [
          ...advice.map((text, i) => [`${id}.${i}`, text] as const),
          ...emergency.map((text, i) => [`${id}.now.${i}`, text] as const),
        ]),
      ),
      review: null,
    },
  };
}

/** The protocols of an interview in the order in which they are evaluated. */
export const beside = <T>(
  outbreak: { leads: boolean } | undefined,
  own: T | undefined,
  others: readonly T[],
): T[] => (!outbreak || !own ? [...others] : outbreak.leads ? [own, ...others] : [...others, own]);

const questionOf = (protocols: readonly Protocol[], linkId: string): Question | undefined =>
  protocols.flatMap(({ questions }) => questions).find((question) => question.linkId === linkId);

/** Questions of the symptoms that this interview lacks and the files want asked in it. */
function missing(
  files: readonly Epidemic[],
  asked: readonly Protocol[],
  library: readonly Protocol[],
): Question[] {
  const links = files
    .filter(({ complaints }) => asked.some(({ complaint }) => complaints.includes(complaint)))
    .flatMap(({ symptoms }) => linksOf(symptoms));
  return [...new Set(links)].flatMap((linkId) => {
    const question = questionOf(asked, linkId) ? undefined : questionOf(library, linkId);
    return question ? [question] : [];
  });
}

function stayIn(
  { 'zh-CN': zh, en }: Text,
  { first, last }: { first: string; last: string },
  day: string,
  incubation: number,
): Text {
  const [, fm, fd] = first.split('-').map(Number);
  const [, lm, ld] = last.split('-').map(Number);
  if (last < day)
    return {
      'zh-CN': `${fm}月${fd}日到${lm}月${ld}日之间去过${zh}`,
      en: `In ${en} between ${fd} ${MONTHS[fm! - 1]} and ${ld} ${MONTHS[lm! - 1]}`,
    };
  if (first > daysBefore(day, incubation))
    return { 'zh-CN': `${fm}月${fd}日以来去过${zh}`, en: `In ${en} since ${fd} ${MONTHS[fm! - 1]}` };
  return { 'zh-CN': `${incubation} 天内去过${zh}`, en: `In ${en} in the last ${incubation} days` };
}
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** An area's words are its names, and what else it is called. */
const namesOf = ({ display, words }: { display: Text; words?: Words }): Words => ({
  'zh-CN': [display['zh-CN'], ...(words?.['zh-CN'] ?? [])],
  en: [display.en, ...(words?.en ?? [])],
});
