/** Knows the ordinary matters that published guidance leaves to self-care: a cold, a graze, one bad night; never in whom it may be more. Server only. */
import type { RuleSource } from '../protocol.ts';
import type { Understood } from './signs.ts';
import { readWords } from './words.ts';

/** An ordinary matter: how it is said, what must not stand beside it, how long, and in whom. Names are atoms or signs. */
export interface Matter {
  /** Alternatives, each the atoms that must all be said. */
  any: string[][];
  not: string[];
  /** One of them must be said. */
  needs?: string[];
  /** Said beside it, they are part of it. */
  despite?: string[];
  /** Hours; what nobody dated is new. */
  most?: number;
  age: [least: number, below: number];
  /** Below this, °C, as measured or as said. */
  temp?: number;
  /** Measured, and not above this. */
  measured?: number;
  /** So many words of mildness, or signs that were looked for and are not there. */
  soft?: number;
  /** In pregnancy, with its weeks; or after a birth. Everything else holds in neither. */
  pregnant?: boolean;
  weeks?: [number, number];
  mother?: boolean;
  /** Protocols whose rules of level 3 ask for no more than this matter is. */
  of: string[];
  /** Rules of level 2 that hold for whom it is or for one word of it. */
  rules?: string[];
  source: RuleSource;
}

export interface Ordinary {
  matters: string[];
  of: ReadonlySet<string>;
  rules: ReadonlySet<string>;
}

let table: [id: string, matter: Matter][] | undefined;
export const matters = (): [id: string, matter: Matter][] =>
  (table ??= Object.entries(readWords<Record<string, Matter>>('ordinary')));

/** With one of these nothing is ordinary. */
export const GRAVE = (
  'severe sudden worse immune anticoagulant breath-any breathless chest-pain chest-pressure faint-w collapse confused-w drowsy-w hard-to-wake weight-loss ' +
  'lots-blood black-stool-w blood-vomit-w blood-stool-w purple-spots rash-fixed stiff-neck cancer recent-surgery kidney-liver heart-disease premature ' +
  'child-chronic swallow-trouble weak-limb numb side-numb-w vision-trouble suicidal-w selfinjury-w harm-others-w notbetter-w cannot-keep jaundice no-drink ' +
  'drinks-less-w little-urine-w half-day-no-urine seizing stroke-sign blue floppy odd-cry worried-w alarm-w blood-urine-w cola-w pale fast-breath ' +
  'child-breathing tongue-swollen throat-closing speech double-w unwell-whole drug-fail-w'
).split(' ');
/** They ask for what is done in a clinic. */
const CLINIC =
  /prescri|\b(?:gp|nurse|doctor'?s? appointment|scan|x.?ray|blood test|refer\w*)\b|(?:tablets?|drops?|cream|spray|medicines?) (?:\w+ ){0,4}(?:don't|doesn't|not|no longer|isn't|aren't)|处方|挂号|看医生|看大夫|就诊|化验|检查一下|想(?:检)?查|拍片|b超|脱敏|想?开(?:点|些|个|一?盒)?[^，。]{0,8}药|(?<!管)不管用|没(?:什么|啥)?用|管不住/;

/** What holds of the words; undefined when nothing does, or when it may be more. `soft` as in answers.ts. */
export function ordinaryIn(
  { text, atoms, signs, measures, expecting }: Understood,
  { age, soft, temp, pregnant }: { age: number; soft: number; temp: number; pregnant: boolean },
): Ordinary | undefined {
  const { said } = atoms;
  const has = (name: string): boolean => said.has(name) || signs.has(name);
  const mother = said.has('postpartum') || said.has('newbaby-w');
  const hers = pregnant || expecting;
  const grave = GRAVE.filter(has);
  if (CLINIC.test(text)) return undefined;
  const held = matters().filter(
    ([, one]) =>
      one.any.some((names) => names.every((name) => said.has(name))) &&
      hers === !!one.pregnant &&
      (!mother || !!one.mother) &&
      age >= one.age[0] &&
      age < one.age[1] &&
      soft + +said.has(FINE) >= (one.soft ?? 0) &&
      (measures.lasting ?? 0) <= (one.most ?? Infinity) &&
      temp < (one.temp ?? 37.8) &&
      (one.measured === undefined || (measures.temp !== undefined && measures.temp <= one.measured)) &&
      (!one.weeks ||
        (measures.weeks !== undefined && measures.weeks >= one.weeks[0] && measures.weeks <= one.weeks[1])) &&
      grave.every((name) => one.despite?.includes(name)) &&
      (!one.needs || one.needs.some((name) => said.has(name))) &&
      !one.not.some(has),
  );
  return held.length
    ? {
        matters: held.map(([id]) => id),
        of: new Set(held.flatMap(([, one]) => one.of)),
        rules: new Set([...GENERAL, ...held.flatMap(([, one]) => one.rules ?? [])]),
      }
    : undefined;
}

/** What a body does, and that it does it as ever. */
const FINE = 'o-fine';

/** Rules for words that say too little: an ordinary matter says enough. */
const GENERAL = ['words.new-unclear', 'words.vague'];
