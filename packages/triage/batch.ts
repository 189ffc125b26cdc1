/** Triage by the rules from words and measurements alone, without a question. Server only. */
import { EPIDEMIC, EXPOSURE, outbreakOf, type Epidemic } from './epidemic.ts';
import { evaluate, TRUE } from './engine.ts';
import type { DepartmentWeight, Level, Protocol } from './protocol.ts';
import { isFor } from './who.ts';
import { answersFrom, factsFrom, unasked } from './understand/answers.ts';
import { candidates, TOPIC_ONLY } from './understand/complaints.ts';
import { ordinaryIn } from './understand/ordinary.ts';
import { plain } from './understand/plain.ts';
import { NEW, understand, type Person, type Understood } from './understand/signs.ts';
import { isToldCalmly } from './understand/softened.ts';
import { specialtyOf } from './understand/specialty.ts';
import { staysIn } from './understand/stays.ts';
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
/** They ask of complaints that have a protocol of their own. */
const REPEATS = new Set(['refill', 'hypertension', 'cold', 'general']);
const SELF_HARM = new Set(['self-harm', 'on-purpose', 'post-mind']);
/** Three months: younger ones are never only cared for at home by words alone. */
export const YOUNG = 0.25;
/** They hold for whom it is, whatever it is: several words of well-being outweigh them. */
const OF_WHOM = new Map([
  ['general-child.tiny', 2],
  ['vomit-diarrhoea.mother', 0],
  ['refill.pregnant', 2],
  ['vaginal-bleeding.maybe', 1],
]);
/** Urgent when new; what has gone on for weeks and is no worse is looked at within days (NICE NG12: an urgent appointment, not the same day). */
const STEADY = new Set(
  (
    'tired-red.weight-loss acid-red.weight-loss gi-red.weight-loss acid-red.hard-swallow cough-with.night-sweat breath-with.ankles breath-when.few-days ' +
    'tired-red.breathless tired-red.lump-any heart-spell.spell-long weak-other.weeks-weak eye-red.grit rash-like.weeping violence-what.injury med-red.muscle-urine ' +
    'cold-with.one-side-nose vbleed-red.anaemia gi-blood.mixed faint-times.many-faint cough.fever-days fever.days cough-child-now.wheeze words.old words.cannot ' +
    'words.vague words.confused vomit-diarrhoea.week'
  ).split(' '),
);
/** Weeks, in hours. */
const WEEKS = 500;
/** With one of these nothing is steady. */
const UNSTEADY =
  'worse sudden severe cough-blood chest-pain immune anticoagulant postpartum diabetes heart-disease lots-blood faint-w sick-contact'.split(
    ' ',
  );
/** 急诊医学科 of the catalogue; nothing weighs more than ten. */
const EMERGENCY = '20';
/** 全科医疗科. */
const GENERAL_PRACTICE = '02';
/** Protocols that hold for every text: what was measured, and how words alone are taken. */
const ALWAYS = ['vitals', 'words'];

/** The epidemic files, and the day (YYYY-MM-DD) on which the words are read. */
export interface Epidemics {
  files: readonly Epidemic[];
  day: string;
}

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
  const whole = judge(words, person, protocols, epidemics, { asks: asksOfDisease(said) });
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

/** `asks`: for knowledge, not for help. `from`: rules of graver levels don't count. */
function judge(
  words: string,
  person: Person,
  protocols: readonly Protocol[],
  epidemics: Epidemics,
  { asks = false, from = 1 }: { asks?: boolean; from?: Level } = {},
): Judgement {
  const understood = understand(words, person);
  const age =
    understood.age ?? (understood.atoms.said.has('child-words') && !understood.expecting ? 6 : UNKNOWN_AGE);
  const sex = understood.sex ?? 'unknown';
  // Words that say so go before a tick that does not.
  const pregnant = understood.expecting || person.pregnant;
  const found = candidates(understood, protocols, { age, sex, pregnant });
  const general = protocols.find((p) => p.complaint === 'general' && isFor(p, age, sex, pregnant))!;
  const chosen = found
    .filter(
      ({ score, protocol }, i) =>
        i === 0 ||
        (i < MOST && score >= ENOUGH) ||
        // Whatever else it is, in pregnancy it is looked at as hers.
        (understood.expecting && protocol.complaint === 'pregnancy'),
    )
    .map(({ protocol }) => protocol);
  if (!chosen.length) chosen.push(general);
  const primary = chosen[0]!;
  const ofSelfHarm = chosen.some(({ complaint }) => complaint === 'self-harm');

  const measured = factsFrom(understood, person, age);
  const facts = {
    ...measured,
    // A normal pressure is told by those who want to know what it means.
    ...(asks ||
    asksEveryday(understood.text, understood.atoms.said) ||
    (!found.length && between(understood.measures.sbp, 90, 139))
      ? { wants: 1 }
      : {}),
    topics: found.length,
    primary: primary.complaint,
    details: Object.values(answersFrom(primary, understood)).flat().length,
    length: lengthOf(understood.text),
  };
  const [soft, papers, wants, temp, sbp] = ['soft', 'papers', 'wants', 'temp', 'sbp'].map(
    (name) => +(measured[name] ?? 0),
  ) as [number, number, number, number, number];
  // Nothing that we know, and the words say that all is well, or ask for a form.
  const calm =
    !found.length && !measured['immune'] && (soft > 1 || papers > 0) && !wants && age >= YOUNG && sbp < 140;
  // What was measured goes before what the words take the edge off.
  const ill = +(measured['news2'] ?? 0) > 4 || +(measured['news2-single'] ?? 0) > 2;
  const softened = ill ? new Set<string>() : understood.softened;
  const bleeds = understood.signs.has('bleed-vag');
  const ordinary = ordinaryIn(understood, { age, soft, temp, pregnant: !!pregnant });
  // What stands beside it and is never cared for at home by words alone makes it no ordinary matter.
  const only =
    ordinary && chosen.every((p) => p.otherwise > 3 || p.complaint === 'general' || ordinary.of.has(p.id))
      ? ordinary
      : undefined;
  const { said } = understood.atoms;
  const { lasting = 0 } = understood.measures;
  const steady =
    lasting >= WEEKS &&
    !ill &&
    temp < 38.5 &&
    age >= 3 &&
    age < 80 &&
    !understood.expecting &&
    !NEW.test(understood.text) &&
    !UNSTEADY.some((atom) => said.has(atom)) &&
    !(said.has('tb-w') && said.has('weight-loss'));
  let level: number = calm || only ? 4 : Math.max(from, primary.otherwise);
  const fired: { id: string; level: number }[] = [];
  const wanted: DepartmentWeight[] = [];
  const flags = new Set<string>();
  // How little the words say is known when everything else was looked for.
  const last = (id: string) => +(id === 'words');
  for (const protocol of [...protocols].sort((a, b) => last(a.id) - last(b.id))) {
    const whole = chosen.includes(protocol) || ALWAYS.includes(protocol.id);
    if (!whole && (TOPIC_ONLY.has(protocol.complaint) || !isFor(protocol, age, sex, pregnant))) continue;
    // Of the other complaints only unmistakable red flags count.
    if (!whole && !protocol.rules.some((rule) => isRedFlag(rule, understood.strong))) continue;
    const { asking, answers } = unasked(
      protocol,
      answersFrom(protocol, understood, whole ? undefined : understood.strong, true),
    );
    // Self-harm has a protocol of its own, which asks how far it has gone.
    if (ofSelfHarm && protocol.complaint !== 'self-harm')
      for (const link in answers) answers[link] = answers[link]!.filter((code) => !SELF_HARM.has(code));
    // What it is about was asked by its own protocol: a refill for stable angina is no new chest pain.
    if (protocol !== primary && REPEATS.has(protocol.complaint))
      for (const link in answers) answers[link] = answers[link]!.filter((code) => code !== primary.complaint);
    const { truths } = evaluate([asking], answers, whole ? { ...facts, fired: fired.length } : { age, sex });
    protocol.rules.forEach((rule, i) => {
      if (temp < 37.3 && !bleeds && soft > (OF_WHOM.get(rule.id) ?? Infinity)) return;
      if (
        only &&
        (rule.level > 2 ? protocol.id === 'words' || only.of.has(protocol.id) : only.rules.has(rule.id))
      )
        return;
      if (truths[i] !== TRUE || rule.level < from || (!whole && !isRedFlag(rule, understood.strong))) return;
      const weight =
        (rule.level === 1 && softened.has(nameOf(rule.id))) ||
        (rule.level === 2 && steady && STEADY.has(rule.id))
          ? rule.level + 1
          : rule.level;
      fired.push({ id: rule.id, level: weight });
      level = Math.min(level, weight);
      rule.flags?.forEach((flag) => flags.add(flag));
      if (rule.departments) wanted.push(...rule.departments);
    });
  }
  const gravest = new Set(fired.filter((rule) => rule.level === 1).map(({ id }) => nameOf(id)));
  if (level === 1 && !ill && isToldCalmly(gravest, understood.atoms)) {
    for (const rule of fired) rule.level = Math.max(rule.level, 2);
    level = 2;
  }
  for (const rule of epidemicRules().filter((rule) => rule.level >= from)) {
    fired.push(rule);
    level = Math.min(level, rule.level);
    flags.add(EPIDEMIC);
    wanted.push(...(rule.departments ?? []));
  }
  const hers = understood.expecting ? chosen.find(({ complaint }) => complaint === 'pregnancy') : undefined;
  const wantedAt = (level: Level): DepartmentWeight[] => [
    ...wanted,
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
  /** The files whose symptoms hold and whose areas or contacts the words name. */
  function epidemicRules(): Protocol['rules'] {
    const outbreak = outbreakOf(epidemics.files, epidemics.day, chosen, protocols);
    if (!outbreak) return [];
    const stays = [...staysIn(understood.text, outbreak.said).keys()];
    // Without a stay or a contact none of its rules can hold.
    if (!stays.length && !outbreak.said.some(({ code }) => understood.signs.has(code))) return [];
    const asked = [outbreak.protocol, ...chosen].map((protocol) => {
      const answers = answersFrom(protocol, understood);
      if (protocol === outbreak.protocol && stays.length)
        answers[EXPOSURE] = [...(answers[EXPOSURE] ?? []), ...stays];
      return unasked(protocol, answers);
    });
    const answers = Object.assign({}, ...asked.map((a) => a.answers).reverse());
    const { truths } = evaluate(
      asked.map((a) => a.asking),
      answers,
      facts,
      outbreak.regions,
    );
    return outbreak.protocol.rules.filter((_, i) => truths[i] === TRUE);
  }

  return {
    level: level as Level,
    age,
    complaints: chosen.map(({ id }) => id),
    wanted: wantedAt(level as Level),
    wantedAt,
    flags: [...flags].sort(),
    rules: [...new Set(fired.sort((a, b) => a.level - b.level).map(({ id }) => id))],
    ordinary: only?.matters ?? [],
    understood,
  };
}

/** Of a rule, without its protocol's. */
const nameOf = (id: string): string => id.slice(id.indexOf('.') + 1);

const isRedFlag = ({ level, when }: Protocol['rules'][number], strong: ReadonlySet<string>): boolean =>
  level === 1 && 'eq' in when && strong.has(when.eq[1]);
