/** Finds what is wrong with protocols beyond their shape, and says for each fault the file, the place and the remedy. Server only. */
import { isMachine, untranslated, type Fault, type Surroundings } from './lint/fault.ts';
import { lintContradictions } from './lint/contradictions.ts';
import { lintOutcomes } from './lint/outcomes.ts';
import { lintQuestions } from './lint/questions.ts';
import { lintRules } from './lint/rules.ts';
import type { Protocol } from './protocol.ts';

export type { Fault, Surroundings };
export { lintTogether } from './lint/together.ts';

/** One protocol of a sound shape by itself. */
export function lintProtocol(protocol: Protocol, around: Surroundings): Fault[] {
  const faults: Fault[] = [];
  const fault = (where: string, problem: string, remedy: string) =>
    faults.push({ file: `${protocol.id}.json`, where, problem, remedy });
  if (!isMachine(protocol) && !around.complaints.has(protocol.complaint))
    fault('complaint', `No complaint is called ${protocol.complaint}.`, 'Add it to complaints.json.');
  const wrong = untranslated(protocol.title);
  if (wrong) fault('title', wrong, 'Write the title in both languages.');
  const reachable = lintQuestions(protocol, fault);
  lintRules(protocol, around, fault, reachable);
  if (reachable) lintContradictions(protocol, fault);
  lintOutcomes(protocol, around, fault);
  return faults;
}
