/** Faults of outcomes: a level without one, advice that is missing or in one language, departments that nobody knows. */
import type { Protocol } from '../protocol.ts';
import { untranslated, type Report, type Surroundings } from './fault.ts';

export function lintOutcomes(protocol: Protocol, { departments }: Surroundings, fault: Report): void {
  const { outcomes, advice, rules, otherwise } = protocol;
  // "Not sure" of a red flag is urgent, whatever the rules say.
  const reachable = new Set([otherwise, ...rules.map(({ level }) => level), 2]);
  for (const level of reachable)
    if (!outcomes.some((outcome) => outcome.level === level))
      fault(
        `outcomes/${level}`,
        `Level ${level} can be reached and has no outcome.`,
        'Add one with departments and advice.',
      );
  const used = new Set(rules.flatMap((rule) => [...(rule.advice ?? []), ...(rule.emergencyAdvice ?? [])]));
  for (const { level, departments: wanted, advice: keys, callAgainIf = [] } of outcomes) {
    const where = `outcomes/${level}`;
    if (outcomes.filter((other) => other.level === level).length > 1)
      fault(where, 'Two outcomes have this level.', 'Make one of them.');
    if (!keys.length) fault(where, 'It has no advice.', 'Name what to do meanwhile.');
    if (level > 1 && !callAgainIf.length)
      fault(where, 'It does not say when to come back.', 'Add callAgainIf.');
    for (const key of [...keys, ...callAgainIf]) {
      used.add(key);
      const wrong = untranslated(advice[key]);
      if (wrong) fault(where, `Advice ${key}: ${wrong}`, 'Write the text of advice in both languages.');
    }
    for (const { code } of wanted)
      if (!departments.has(code))
        fault(where, `Department ${code} is not in the catalogue.`, 'Use a code of departments.json.');
  }
  for (const key of Object.keys(advice))
    if (!used.has(key))
      fault(`advice/${key}`, 'Nothing uses this advice.', 'Name it in an outcome or remove it.');
}
