/** Triage by the rules from words and measurements alone, without a question. Server only. */
import { epidemicRules, fire, nameOf, type Case } from './batch-rules.ts';
import { EPIDEMIC, type Epidemics } from './epidemic.ts';
import type { DepartmentWeight, Facts, Level, Protocol } from './protocol.ts';
import { isFor } from './who.ts';
import { answersFrom, factsFrom } from './understand/answers.ts';
import { candidates } from './understand/complaints.ts';
import { asksOfKin } from './understand/kin.ts';
import { ordinaryIn } from './understand/ordinary.ts';
import { plain } from './understand/plain.ts';
import { understand, type Person, type Understood } from './understand/signs.ts';
import { isToldCalmly } from './understand/softened.ts';
import { specialtyOf } from './understand/specialty.ts';
import { isSteady } from './understand/steady.ts';
import { asksEveryday, asksOfDisease, nowIn } from './understand/told.ts';

export interface Judgement {
  level: Level;
  /** In years, as given, as said, or as supposed. */
  age: number;
  /** Protocol ids, best first. */
  complaints: string[];
  wanted: DepartmentWeight[];
  /** Whom it would want at another level. */
  wantedAt(level: Level): DepartmentWeight[];
  flags: string[];
  /** The rules that fired, the gravest first. */
  rules: string[];
  /** Ordinary matters that the words are about. */
  ordinary: string[];
  understood: Understood;
}

/** Somebody of whom no age is known. */
const UNKNOWN_AGE = 40;
/** How many complaints of one text are looked at. */
const MOST = 3;
/** What a second complaint must score to be looked at: one clear word for it. */
const ENOUGH = 4;
/** Three months: younger ones are never only cared for at home by words alone. */
export const YOUNG = 0.25;
/** 急诊医学科 of the catalogue; nothing weighs more than ten. */
const EMERGENCY = '20';
/** 全科医疗科. */
const GENERAL_PRACTICE = '02';

const between = (value = 0, low: number, high: number): boolean => value >= low && value <= high;

/** In words; two Chinese characters are one. */
export const lengthOf = (text: string): number =>
  (text.match(/[a-z][a-z'-]*/g)?.length ?? 0) + (text.match(/\p{Script=Han}/gu)?.length ?? 0) / 2;

const NO_EPIDEMICS: Epidemics = { files: [], day: '1970-01-01' };

export function judgeWords(
  words: string,
  person: Person,
  protocols: readonly Protocol[],
  epidemics: Epidemics = NO_EPIDEMICS,
): Judgement {
  const said = plain(words);
  const whole = judge(words, person, protocols, epidemics, { asks: asksOfDisease(said) || asksOfKin(said) });
  const now = whole.level < 3 ? nowIn(said) : undefined;
  if (now === undefined) return whole;
  // Asked about a disease that is known: what was told of its past makes nothing urgent.
  const present = judge(now, { ...person, age: whole.age }, protocols, epidemics, { asks: true });
  const { level } = present;
  // A first fit is graver than one of a known epilepsy, which was only asked about.
  if (level < whole.level) return present;
  return level > whole.level
    ? judge(words, person, protocols, epidemics, { asks: true, from: level > 3 ? 3 : level })
    : whole;
}

function caseOf(words: string, person: Person, protocols: readonly Protocol[]): Case {
  const understood = understand(words, person);
  const { expecting, atoms } = understood;
  const age = understood.age ?? (atoms.said.has('child-words') && !expecting ? 6 : UNKNOWN_AGE);
  const sex = understood.sex ?? 'unknown';
  // Words that say so go before a tick that does not.
  const pregnant = expecting || person.pregnant;
  const found = candidates(understood, protocols, { age, sex, pregnant });
  const chosen = found
    .filter(
      ({ score, protocol }, i) =>
        i === 0 ||
        (i < MOST && score >= ENOUGH) ||
        // Whatever else it is, in pregnancy it is looked at as hers.
        (expecting && protocol.complaint === 'pregnancy'),
    )
    .map(({ protocol }) => protocol);
  if (!chosen.length)
    chosen.push(protocols.find((p) => p.complaint === 'general' && isFor(p, age, sex, pregnant))!);
  return { understood, age, sex, pregnant, topics: found.length, chosen };
}

/** What the rules may read beside the answers. */
function factsOf({ understood, topics, chosen }: Case, measured: Facts, asks: boolean): Facts {
  const { text, atoms, measures } = understood;
  const primary = chosen[0]!;
  return {
    ...measured,
    // A normal pressure is told by those who want to know what it means.
    ...(asks || asksEveryday(text, atoms.said) || (!topics && between(measures.sbp, 90, 139))
      ? { wants: 1 }
      : {}),
    topics,
    primary: primary.complaint,
    details: Object.values(answersFrom(primary, understood)).flat().length,
    length: lengthOf(text),
  };
}

/** Whom the complaints want at a level, beside what the rules want. */
function wantedBy({ understood, chosen }: Case, level: Level): DepartmentWeight[] {
  const primary = chosen[0]!;
  const hers = understood.expecting ? chosen.find(({ complaint }) => complaint === 'pregnancy') : undefined;
  return [
    // An emergency begins at the emergency department, whatever it is.
    ...(level === 1 ? [{ code: EMERGENCY, weight: 11 }] : specialtyOf(understood, primary.complaint, level)),
    // Who can be cared for at home asks a general practice, if anybody.
    ...(level === 4 ? [{ code: GENERAL_PRACTICE, weight: 30 }] : []),
    ...[...new Set([...chosen.slice(0, 2), ...(hers ? [hers] : [])])].flatMap((protocol) => {
      const outcome = [...protocol.outcomes].reverse().find((o) => o.level <= level) ?? protocol.outcomes[0]!;
      return outcome.departments.map(({ code, weight }) => ({
        code,
        // Whatever else it is, in pregnancy the obstetrician sees her first.
        weight: protocol === hers ? weight + (level > 1 ? 6 : 0) : protocol === primary ? weight : weight / 2,
      }));
    }),
  ];
}

/** `asks`: for knowledge, not for help. `from`: rules of graver levels don't count. */
function judge(
  words: string,
  person: Person,
  protocols: readonly Protocol[],
  epidemics: Epidemics,
  { asks = false, from = 1 }: { asks?: boolean; from?: Level } = {},
): Judgement {
  const it = caseOf(words, person, protocols);
  const { understood, age, chosen } = it;
  const measured = factsFrom(understood, person, age);
  const facts = factsOf(it, measured, asks);
  const number = (name: string) => +(measured[name] ?? 0);
  const [soft, temp] = [number('soft'), number('temp')];
  // What was measured goes before what the words take the edge off.
  const ill = number('news2') > 4 || number('news2-single') > 2;
  const ordinary = ordinaryIn(understood, { age, soft, temp, pregnant: !!it.pregnant });
  // What stands beside it and is never cared for at home by words alone makes it no ordinary matter.
  const only =
    ordinary && chosen.every((p) => p.otherwise > 3 || p.complaint === 'general' || ordinary.of.has(p.id))
      ? ordinary
      : undefined;
  // Nothing that we know, and the words say that all is well, or ask for a form.
  const calm =
    !it.topics &&
    !measured['immune'] &&
    (soft > 1 || number('papers') > 0) &&
    !number('wants') &&
    age >= YOUNG &&
    number('sbp') < 140;
  const fired = fire(it, protocols, facts, {
    ...{ from, only, softened: ill ? new Set() : understood.softened },
    well: temp < 37.3 && !understood.signs.has('bleed-vag') ? soft : 0,
    steady: !ill && isSteady(understood, age, temp),
  });
  const least = calm || only ? 4 : Math.max(from, chosen[0]!.otherwise);
  let level = Math.min(least, ...fired.map((one) => one.level));
  const gravest = new Set(fired.filter((one) => one.level === 1).map(({ rule }) => nameOf(rule.id)));
  if (level === 1 && !ill && isToldCalmly(gravest, understood.atoms)) {
    for (const one of fired) one.level = Math.max(one.level, 2);
    level = 2;
  }
  const outbreak = epidemicRules(it, facts, protocols, epidemics).filter((rule) => rule.level >= from);
  for (const rule of outbreak) fired.push({ rule, level: rule.level });
  level = Math.min(level, ...outbreak.map((rule) => rule.level));
  const flags = new Set(
    fired.flatMap(({ rule }) => (outbreak.includes(rule) ? EPIDEMIC : (rule.flags ?? []))),
  );
  const wanted = fired.flatMap(({ rule }) => rule.departments ?? []);
  const wantedAt = (at: Level) => [...wanted, ...wantedBy(it, at)];
  return {
    level: level as Level,
    age,
    complaints: chosen.map(({ id }) => id),
    wanted: wantedAt(level as Level),
    wantedAt,
    flags: [...flags].sort(),
    rules: [...new Set(fired.sort((a, b) => a.level - b.level).map(({ rule }) => rule.id))],
    ordinary: only?.matters ?? [],
    understood,
  };
}
