/** What only all protocols together can get wrong: one linkId for two questions, options that none reads, complaints without a protocol. */
import type { Protocol } from '../protocol.ts';
import type { Fault, Surroundings } from './fault.ts';
import { leaves } from './leaves.ts';

export function lintTogether(protocols: readonly Protocol[], { complaints }: Surroundings): Fault[] {
  const faults: Fault[] = [];
  const questions = new Map<string, { id: string; shape: string }>();
  for (const { id, questions: list } of protocols)
    for (const { linkId, text, repeats, answerOption } of list) {
      const shape = JSON.stringify([text, repeats ?? false, answerOption]);
      const first = questions.get(linkId);
      if (!first) questions.set(linkId, { id, shape });
      else if (first.shape !== shape)
        faults.push({
          ...{ file: `${id}.json`, where: `questions/${linkId}` },
          problem: `${first.id}.json asks another question under this linkId.`,
          remedy: 'One linkId is one question everywhere: rename one of them.',
        });
    }
  for (const [linkId, { file, codes }] of unread(protocols))
    for (const code of codes)
      faults.push({
        ...{ file, where: `questions/${linkId}/${code}` },
        problem: 'No rule reads this option.',
        remedy:
          'Write a rule that reads it, or remove it. Of a single choice one may say that nothing of it applies.',
      });
  for (const complaint of complaints)
    if (!protocols.some((protocol) => protocol.complaint === complaint))
      faults.push({
        ...{ file: 'complaints.json', where: complaint },
        problem: 'No protocol is for this complaint.',
        remedy: 'Write one or remove the complaint.',
      });
  return faults;
}

/**
 * Options that no rule and no enableWhen of any protocol names; a question that several share may offer one what only another
 * needs. Options with values are degrees: a rule that reads one of them reads them all. A single choice needs one option for whom
 * nothing applies.
 */
function unread(protocols: readonly Protocol[]): Map<string, { file: string; codes: Set<string> }> {
  const found = new Map<string, { file: string; codes: Set<string>; spare: boolean }>();
  for (const { id, questions } of protocols)
    for (const { linkId, repeats, answerOption } of questions)
      if (answerOption.some(({ value }) => value === undefined)) {
        const before = found.get(linkId)?.codes ?? [];
        const codes = new Set([...before, ...answerOption.map(({ code }) => code)]);
        found.set(linkId, { file: `${id}.json`, codes, spare: !repeats });
      }
  for (const { rules, questions } of protocols) {
    for (const { link, codes } of rules.flatMap(({ when }) => leaves(when)))
      for (const code of codes) found.get(link)?.codes.delete(code);
    for (const { question, answer } of questions.flatMap(({ enableWhen = [] }) => enableWhen))
      found.get(question)?.codes.delete(`${answer}`);
  }
  for (const [linkId, { codes, spare }] of found) if (spare && codes.size === 1) found.delete(linkId);
  return found;
}
