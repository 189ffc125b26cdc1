/** What was measured at home: when to ask for it, and how it counts, beside the answers and never against them. */
import type { BegunTriage } from '@care-elements/contract/triage.routes.ts';
import { MEASURE_NAMES, type MeasureName, type Measures } from '@care-elements/contract/triage.measures.ts';
import { evaluate } from '@care-elements/triage/engine.ts';
import type { Judged } from '@care-elements/triage/outcome.ts';
import { news2 } from '@care-elements/triage/news2.ts';
import type { Answers, Facts, Protocol, Regions, Text } from '@care-elements/triage/protocol.ts';
import { takenFrom } from '@care-elements/triage/understand/measured.ts';
import { measuresIn } from '@care-elements/triage/understand/measures.ts';
import { plain } from '@care-elements/triage/understand/plain.ts';
import type { Library, LibraryEntry } from './library.ts';

/** Where a number from home says nothing, or asking for one would be out of place. */
const OUT_OF_PLACE = new Set(['phq-9', 'gad-7', 'results', 'violence', 'self-harm', 'dental', 'insomnia']);
/** Pressure and sugar are measured by grown-ups; a NEWS2 counts from 16. */
const GROWN = 12;
const NEWS2_FROM = 16;

export function measuresToAsk(
  library: Library,
  protocols: readonly Protocol[],
  age: number,
  text: string,
): BegunTriage['measures'] {
  if (!library.protocols.has('vitals')) return [];
  if (protocols.every(({ complaint }) => OUT_OF_PLACE.has(complaint))) return [];
  const heard = measuresIn(plain(text));
  const grown: MeasureName[] = ['sbp', 'dbp', 'glucose'];
  return MEASURE_NAMES.filter((name) => age >= GROWN || !grown.includes(name)).map((name) => ({
    name,
    ...(heard[name] !== undefined && { heard: heard[name] }),
  }));
}

/** What the words say already of what a question asks for, too: the patient sees it among what was understood, and once more before the result. */
export function takeHeard(
  measures: BegunTriage['measures'],
  asked: readonly Protocol[],
  facts: Facts,
  regions: Regions,
): { measures: BegunTriage['measures']; known: Facts } {
  const heard: Measures = Object.fromEntries(measures.map(({ name, heard }) => [name, heard]));
  const taken = takenFrom(heard, asked, facts, regions);
  return {
    measures: measures.map((one) => (one.name in taken ? { ...one, taken: true as const } : one)),
    known: { ...facts, ...taken },
  };
}

/** As facts for the engine, with the early warning score that they make. */
function measuredFacts(measures: Measures, age: number): Facts {
  const facts: Facts = { ...measures };
  const score = age >= NEWS2_FROM ? news2(measures as Parameters<typeof news2>[0]) : null;
  if (score) Object.assign(facts, { news2: score.total, 'news2-single': score.highest });
  return facts;
}

export interface Measured {
  used: LibraryEntry[];
  facts: Facts;
  judged: Judged;
}

/**
 * The verdict with what was measured. Where a question of the same name was answered, the graver of the two counts. The
 * protocol of measurements is part of the result when one of its rules holds: calm numbers say nothing of departments.
 */
export function judgeMeasured(
  library: Library,
  measures: Measures | undefined,
  used: LibraryEntry[],
  { facts, answers, regions }: { facts: Facts & { age: number }; answers: Answers; regions: Regions },
  settle: (used: LibraryEntry[], facts: Facts) => Judged,
): Measured {
  const vitals = library.protocols.get('vitals');
  if (!vitals || !measures || !MEASURE_NAMES.some((name) => measures[name] !== undefined))
    return { used, facts, judged: settle(used, facts) };
  const all = [...used, vitals];
  const levelOf = (known: Facts) =>
    evaluate(
      all.map(({ protocol }) => protocol),
      answers,
      known,
      regions,
    ).level;
  const measured = { ...facts, ...measuredFacts(measures, facts.age) };
  const answered: Facts = { ...measured };
  for (const name of MEASURE_NAMES) if (answers[name]) delete answered[name];
  const known = levelOf(measured) < levelOf(answered) ? measured : answered;
  const judged = settle(all, known);
  const speaks = vitals.protocol.rules.some(({ id }) => judged.fired.includes(id));
  return speaks ? { used: all, facts: known, judged } : { used, facts: known, judged: settle(used, known) };
}

const SAID: Record<MeasureName, [zh: string, en: string, unit: Text]> = {
  temp: ['体温', 'Temperature', { 'zh-CN': '℃', en: '°C' }],
  hr: ['心跳', 'Pulse', { 'zh-CN': '次/分', en: 'a minute' }],
  sbp: ['高压', 'Upper pressure', { 'zh-CN': 'mmHg', en: 'mmHg' }],
  dbp: ['低压', 'Lower pressure', { 'zh-CN': 'mmHg', en: 'mmHg' }],
  spo2: ['血氧', 'Oxygen saturation', { 'zh-CN': '%', en: '%' }],
  rr: ['呼吸', 'Breaths', { 'zh-CN': '次/分', en: 'a minute' }],
  glucose: ['血糖', 'Blood sugar', { 'zh-CN': 'mmol/L', en: 'mmol/L' }],
  pain: ['疼痛', 'Pain', { 'zh-CN': '分（0–10）', en: 'of 10' }],
};

/** For the doctor's story, after the answers. */
export const measuredStory = (measures: Measures): { linkId: string; question: Text; answer: Text }[] =>
  MEASURE_NAMES.filter((name) => measures[name] !== undefined).map((name) => {
    const [zh, en, unit] = SAID[name];
    return {
      linkId: `measured-${name}`,
      question: { 'zh-CN': `在家量的${zh}`, en: `${en}, measured at home` },
      answer: { 'zh-CN': `${measures[name]} ${unit['zh-CN']}`, en: `${measures[name]} ${unit.en}` },
    };
  });
