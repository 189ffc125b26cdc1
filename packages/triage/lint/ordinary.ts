/** Finds what cannot be meant in the ordinary matters: names that nothing finds, no limit of age, rules and complaints that are none, no source. */
import type { Protocol } from '../protocol.ts';
import type { Matter } from '../understand/ordinary.ts';
import type { Fault } from './fault.ts';

export function lintOrdinary(
  file: string,
  matters: Readonly<Record<string, Matter>>,
  {
    protocols,
    sources,
    names,
  }: { protocols: readonly Protocol[]; sources: ReadonlySet<string>; names: ReadonlySet<string> },
): Fault[] {
  const rules = new Map(protocols.flatMap(({ rules }) => rules).map((rule) => [rule.id, rule]));
  const ids = new Set(protocols.map(({ id }) => id));
  const faults: Fault[] = [];
  for (const [where, one] of Object.entries(matters)) {
    const fault = (problem: string, remedy: string) => faults.push({ file, where, problem, remedy });
    for (const name of [...one.any.flat(), ...one.not, ...(one.needs ?? []), ...(one.despite ?? [])])
      if (!names.has(name)) fault(`Nothing is called ${name}.`, 'Name an atom or a sign of words/.');
    for (const id of one.of)
      if (!ids.has(id)) fault(`No protocol is called ${id}.`, 'Name one of protocols/.');
    for (const id of one.rules ?? []) {
      const rule = rules.get(id);
      if (!rule) fault(`No rule is called ${id}.`, 'Name a rule of a protocol.');
      else if (rule.level < 2)
        fault(`${id} is a red flag.`, 'An ordinary matter outweighs none: put it into `not`.');
    }
    if (!(one.age[0] < one.age[1]) || one.age[1] > 80)
      fault('It holds at an age at which nothing is ordinary.', 'Give the ages in years, and end below 80.');
    if (one.age[0] < 0.25 && !one.soft)
      fault('It holds under three months and asks for no word of well-being.', 'Set `soft` to 1 or more.');
    if (!sources.has(one.source?.src))
      fault('It has no source.', 'Name a key of sources.json, and the page.');
  }
  return faults;
}
