/** Which complaints to offer for what somebody types into a search box, half-typed words included. Server only. */
import type { Protocol } from '../protocol.ts';
import { candidates } from './complaints.ts';
import { plain } from './plain.ts';
import { understand, type Person } from './signs.ts';

/** Those that match, best first; all of them, in their order, when nothing does. */
export function searchComplaints(
  words: string,
  protocols: readonly Protocol[],
  person: Person & { age: number },
): Protocol[] {
  const found = candidates(understand(words, person), protocols, {
    age: person.age,
    sex: person.sex ?? 'unknown',
  });
  if (found.length) return found.map(({ protocol }) => protocol);
  const typed = plain(words);
  const begun = protocols.filter(({ title, synonyms }) =>
    [...Object.values(title), ...synonyms['zh-CN'], ...synonyms.en].some((name) =>
      begins(plain(name), typed),
    ),
  );
  return typed.length > 1 && begun.length ? begun : [...protocols];
}

const begins = (name: string, typed: string): boolean =>
  name.startsWith(typed) ||
  name.includes(` ${typed}`) ||
  (/\p{Script=Han}/u.test(typed) && name.includes(typed));
