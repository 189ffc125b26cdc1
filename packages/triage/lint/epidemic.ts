/** Finds what is wrong with an epidemic file beyond its shape: questions that nobody asks, unknown departments and sources, words that find everything. Server only. */
import type { Epidemic } from '../epidemic.ts';
import type { Fault, Surroundings } from './fault.ts';
import { leaves } from './leaves.ts';
import type { Protocol } from '../protocol.ts';

/** Facts that symptoms may read beside the questions. */
const FACTS = new Set(['age', 'sex', 'temp', 'hr', 'rr', 'spo2', 'pregnant']);

export function lintEpidemic(
  epidemic: Epidemic,
  protocols: readonly Protocol[],
  { departments, sources, complaints }: Surroundings,
): Fault[] {
  const faults: Fault[] = [];
  const fault = (where: string, problem: string, remedy: string) =>
    faults.push({ file: `epidemics/${epidemic.id}.json`, where, problem, remedy });
  const options = new Map<string, Set<string>>();
  for (const { linkId, answerOption } of protocols.flatMap(({ questions }) => questions))
    options.set(linkId, new Set([...(options.get(linkId) ?? []), ...answerOption.map(({ code }) => code)]));
  for (const { link, codes } of leaves(epidemic.symptoms)) {
    const known = options.get(link);
    if (!known && !FACTS.has(link))
      fault('symptoms', `No protocol asks ${link}.`, 'Name a linkId of a protocol.');
    for (const code of codes)
      if (known && !known.has(code))
        fault('symptoms', `${link} has no option ${code}.`, 'Name an option of the question.');
  }
  for (const complaint of epidemic.complaints)
    if (!complaints.has(complaint))
      fault('complaints', `No complaint is called ${complaint}.`, 'Name one of complaints.json.');
  for (const { code } of epidemic.departments)
    if (!departments.has(code))
      fault('departments', `Department ${code} is not in the catalogue.`, 'Use a code of departments.json.');
  for (const { src } of epidemic.source)
    if (!sources.has(src))
      fault('source', `Its source ${src} is not in the list.`, 'Add it to sources.json.');
  const said = [...epidemic.areas, ...epidemic.exposures].flatMap(({ code, words }) =>
    [...(words?.['zh-CN'] ?? []), ...(words?.en ?? [])].map((phrase) => [code, phrase] as const),
  );
  for (const [code, phrase] of said)
    if (phrase.split('*').some((part) => part.trim().length < 2))
      fault(
        `words of ${code}`,
        `“${phrase}” has a part of one letter or none.`,
        'Write at least two letters on each side of a *.',
      );
  for (const area of epidemic.areas)
    if (area.from > epidemic.until || (area.until ?? epidemic.until) < epidemic.from)
      fault(`areas/${area.code}`, 'It never counts while the file is in force.', 'Correct its dates.');
  return faults;
}
