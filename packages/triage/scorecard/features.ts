/** What the scorecard looks at: the words and pairs of words of a text, what was measured, and what the rules made of both. Server only. */
import { lengthOf, type Judgement } from '../batch.ts';
import { news2 } from '../news2.ts';
import { plain } from '../understand/plain.ts';
import type { Person } from '../understand/signs.ts';

/** Upper bounds of age in years, of measurements in their units, of length in words; what lies above the last is the last band. */
const BANDS: Record<string, number[]> = {
  age: [0.25, 1, 3, 6, 12, 18, 40, 50, 65, 75, 85],
  lasting: [1, 6, 24, 48, 72, 168, 336, 720, 2160],
  gcs: [8, 12, 14],
  length: [5, 10, 20, 40, 80],
  temp: [35, 36, 37.4, 37.9, 38.4, 38.9, 39.4, 40],
  spo2: [89, 91, 93, 95],
  sbp: [90, 100, 140, 160, 180, 200],
  dbp: [60, 90, 110, 120],
  hr: [50, 60, 90, 100, 110, 120, 130],
  rr: [8, 12, 20, 24, 30, 40],
  glucose: [3.9, 7, 11, 16, 20],
  pain: [0, 3, 6, 8],
};
const band = (name: string, value: number): string => {
  const at = BANDS[name]!.findIndex((most) => value <= most);
  return `${name}<${at < 0 ? 'more' : BANDS[name]![at]}`;
};

/** Groups of one to three characters, as a Chinese word is; of one or two English words. Figures count as such, whatever their value. */
function wordsIn(text: string): Set<string> {
  const found = new Set<string>();
  const said = plain(text).replace(/\d+(?:\.\d+)?/g, '#');
  for (const run of said.match(/[\p{Script=Han}#]+/gu) ?? [])
    for (let size = 1; size <= 3; size++)
      for (let at = 0; at + size <= run.length; at++) found.add(run.slice(at, at + size));
  for (const clause of said.split(/[.,;:!?()\n]+/)) {
    const words = clause.match(/[a-z#][a-z#'-]*/g) ?? [];
    words.forEach((word, i) => {
      found.add(word);
      if (words[i + 1]) found.add(`${word} ${words[i + 1]}`);
      if (words[i + 2]) found.add(`${word} ${words[i + 1]} ${words[i + 2]}`);
    });
  }
  return found;
}

export function featuresOf(text: string, person: Person, judged: Judgement): Set<string> {
  const { level, rules, complaints, flags, ordinary, age, understood } = judged;
  const { atoms, signs, strong, measures } = understood;
  const vitals = { ...measures, ...person.vitals, age: undefined };
  const score = news2(vitals);
  const given = Object.entries(vitals).filter(([name, value]) => name in BANDS && value !== undefined) as [
    string,
    number,
  ][];
  const about = complaints[0]!;
  const lasting = measures.lasting === undefined ? 'lasting=unsaid' : band('lasting', measures.lasting);
  return new Set([
    ...[`level=${level}`, `level=${level}, rules=${Math.min(3, rules.length)}`, `about=${about}`],
    ...[`level=${level}, about=${about}`, lasting, `level=${level}, ${lasting}`],
    ...complaints.slice(1).map((id) => `besides=${id}`),
    ...rules.map((id) => `rule=${id}`),
    ...(rules[0] ? [`gravest=${rules[0]}`] : []),
    ...flags.map((id) => `flag=${id}`),
    ...ordinary.map((id) => `ordinary=${id}`),
    ...[...atoms.said.keys()].map((atom) => `said=${atom}`),
    ...[...atoms.denied.keys()].map((atom) => `denied=${atom}`),
    ...[...atoms.elsewhere.keys()].map((atom) => `elsewhere=${atom}`),
    ...[...atoms.said.keys()].map((atom) => `about=${about}, said=${atom}`),
    ...[...atoms.denied.keys()].map((atom) => `about=${about}, denied=${atom}`),
    ...[...signs.keys()].map((code) => `sign=${code}`),
    ...[...strong].map((code) => `strong=${code}`),
    ...[band('age', age), `sex=${understood.sex ?? 'unknown'}`, band('length', lengthOf(understood.text))],
    ...given.map(([name, value]) => (name === 'temp' || age >= 12 ? '' : 'child ') + band(name, value)),
    ...(person.vitals?.consciousness ? [`consciousness=${person.vitals.consciousness}`] : []),
    ...(score && age >= 16 ? [`news2=${Math.min(7, score.total)}`, `news2 highest=${score.highest}`] : []),
    ...(understood.expecting || person.pregnant ? ['pregnant'] : []),
    ...[...wordsIn(text)].map((word) => `"${word}"`),
  ]);
}
