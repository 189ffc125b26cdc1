/** One question to the formulary, with an end: a provider that fails or is slow is told apart from one that does not hold the medicine. */
import type { Work } from '../work.ts';
import type { Drug, FormularyProvider } from './provider.ts';

export interface Lookup {
  readonly drug: Drug | null;
  readonly lookup: 'held' | 'absent' | 'failed';
}

/** How long a doctor waits for a formulary before its silence is said, in milliseconds. */
const LIMIT_MS = 1500;

/** Who waited once in a request does not wait again for each row of a list. */
const waited = new WeakSet<Work>();

export async function lookUp(
  formulary: FormularyProvider,
  work: Work,
  drugId: string,
  limitMs = LIMIT_MS,
): Promise<Lookup> {
  if (waited.has(work)) return { drug: null, lookup: 'failed' };
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<'silent'>((resolve) => (timer = setTimeout(resolve, limitMs, 'silent')));
  try {
    // A provider may throw before it gives a promise.
    const answer = await Promise.race([(async () => formulary.get(work, drugId))(), silence]);
    if (answer === 'silent') {
      waited.add(work);
      return { drug: null, lookup: 'failed' };
    }
    return answer ? { drug: answer, lookup: 'held' } : { drug: null, lookup: 'absent' };
  } catch {
    return { drug: null, lookup: 'failed' };
  } finally {
    clearTimeout(timer);
  }
}
