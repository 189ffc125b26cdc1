/** Which rules hold for what the words say, without a question: each protocol's, and the epidemic files'. Server only. */
import { EXPOSURE, outbreakOf, type Epidemics, type Said } from './epidemic.ts';
import { evaluate, TRUE } from './engine.ts';
import type { Facts, Level, Protocol, Rule } from './protocol.ts';
import { answersFrom, unasked } from './understand/answers.ts';
import { TOPIC_ONLY } from './understand/complaints.ts';
import type { Ordinary } from './understand/ordinary.ts';
import type { Understood } from './understand/signs.ts';
import { isOfSteady } from './understand/steady.ts';
import { staysIn } from './understand/stays.ts';
import { readWords } from './understand/words.ts';
import { isFor } from './who.ts';

interface Table {
  /** Complaints whose protocols ask of complaints that have a protocol of their own. */
  repeats: string[];
  /** What the protocol of self-harm asks, and others leave to it. */
  selfHarm: string[];
  /** Rules that hold for whom it is, whatever it is: more words of well-being than so many outweigh them. */
  ofWhom: Record<string, number>;
}
let table: Table | undefined;
const read = (): Table => (table ??= readWords<Table>('outweighed'));
/** Protocols that hold for every text: what was measured, and how words alone are taken. */
const ALWAYS = ['vitals', 'words'];

/** Who is spoken of, and the protocols that the words are about. */
export interface Case {
  understood: Understood;
  age: number;
  sex: string;
  pregnant: boolean | undefined;
  /** How many complaints the words name. */
  topics: number;
  /** Of those that are looked at, the best first. */
  chosen: Protocol[];
}

/** What takes rules that hold away, or the edge off them. */
export interface Mildness {
  /** Rules of graver levels don't count. */
  from: Level;
  /** The ordinary matters that the words are about, and nothing else. */
  only: Ordinary | undefined;
  /** How many words of well-being there are that nothing measured contradicts. */
  well: number;
  softened: ReadonlySet<string>;
  steady: boolean;
}

export interface Fired {
  rule: Rule;
  /** The rule's own, or one milder. */
  level: number;
}

/** The rules of all protocols that hold, in their order. */
export function fire(it: Case, protocols: readonly Protocol[], facts: Facts, mild: Mildness): Fired[] {
  const { understood, age, sex, pregnant, chosen } = it;
  const { strong } = understood;
  const primary = chosen[0]!;
  const ofSelfHarm = chosen.some(({ complaint }) => complaint === 'self-harm');
  const fired: Fired[] = [];
  // How little the words say is known when everything else was looked for.
  const last = (id: string) => +(id === 'words');
  for (const protocol of [...protocols].sort((a, b) => last(a.id) - last(b.id))) {
    const whole = chosen.includes(protocol) || ALWAYS.includes(protocol.id);
    if (!whole && (TOPIC_ONLY.has(protocol.complaint) || !isFor(protocol, age, sex, pregnant))) continue;
    // Of the other complaints only unmistakable red flags count.
    if (!whole && !redFlagsOf(protocol).some((code) => strong.has(code))) continue;
    const { asking, answers } = unasked(
      protocol,
      answersFrom(protocol, understood, whole ? undefined : strong, true),
    );
    const forget = (isAsked: (code: string) => boolean) => {
      for (const link in answers) answers[link] = answers[link]!.filter((code) => !isAsked(code));
    };
    // Self-harm has a protocol of its own, which asks how far it has gone.
    if (ofSelfHarm && protocol.complaint !== 'self-harm') forget((code) => read().selfHarm.includes(code));
    // What it is about was asked by its own protocol: a refill for stable angina is no new chest pain.
    if (protocol !== primary && read().repeats.includes(protocol.complaint))
      forget((code) => code === primary.complaint);
    const { truths } = evaluate([asking], answers, whole ? { ...facts, fired: fired.length } : { age, sex });
    protocol.rules.forEach((rule, i) => {
      if (truths[i] !== TRUE || (!whole && !isRedFlag(rule, strong))) return;
      if (rule.level >= mild.from && !isAway(rule, protocol, mild))
        fired.push({ rule, level: rule.level + +isMilder(rule, mild) });
    });
  }
  return fired;
}

/** Taken away by words of well-being, or by what is known to be ordinary. */
function isAway(rule: Rule, protocol: Protocol, { well, only }: Mildness): boolean {
  if (well > (read().ofWhom[rule.id] ?? Infinity)) return true;
  if (!only) return false;
  return rule.level > 2 ? protocol.id === 'words' || only.of.has(protocol.id) : only.rules.has(rule.id);
}

const isMilder = (rule: Rule, { softened, steady }: Mildness): boolean =>
  (rule.level === 1 && softened.has(nameOf(rule.id))) || (rule.level === 2 && steady && isOfSteady(rule.id));

/** The last ones: all cases of a batch are of one day. */
let last: { files: Epidemics['files']; day: string; said: Said[] } | undefined;
/** Areas and contacts that are asked for on that day, whatever else is asked. */
function saidIn(files: Epidemics['files'], day: string): Said[] {
  if (last?.files !== files || last.day !== day)
    last = { files, day, said: outbreakOf(files, day, [], [])?.said ?? [] };
  return last.said;
}

/** The rules of the epidemic files whose symptoms hold and whose areas or contacts the words name. */
export function epidemicRules(
  { understood, chosen }: Case,
  facts: Facts,
  protocols: readonly Protocol[],
  { files, day }: Epidemics,
): Rule[] {
  const said = saidIn(files, day);
  const stays = [...staysIn(understood.text, said).keys()];
  // Without a stay or a contact none of its rules can hold.
  if (!stays.length && !said.some(({ code }) => understood.signs.has(code))) return [];
  const outbreak = outbreakOf(files, day, chosen, protocols)!;
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

/** Of a rule, without its protocol's. */
export const nameOf = (id: string): string => id.slice(id.indexOf('.') + 1);

/** The code that makes a rule's red flag by itself. */
const redFlagOf = ({ level, when }: Rule): string | undefined =>
  level === 1 && 'eq' in when ? when.eq[1] : undefined;
const isRedFlag = (rule: Rule, strong: ReadonlySet<string>): boolean => {
  const code = redFlagOf(rule);
  return code !== undefined && strong.has(code);
};
/** By the protocol itself: another version, or another hospital's, has rules of its own under the same id. */
const redFlags = new WeakMap<Protocol, string[]>();
function redFlagsOf(protocol: Protocol): string[] {
  let codes = redFlags.get(protocol);
  if (!codes) redFlags.set(protocol, (codes = protocol.rules.flatMap((rule) => redFlagOf(rule) ?? [])));
  return codes;
}
