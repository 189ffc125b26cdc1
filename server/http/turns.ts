/** Whose turn it is with a large body: few are read and worked on at once in the process; a body that waits is not read. */
import pLimit from 'p-limit';

export type InTurn = <T>(whose: string, work: () => Promise<T>) => Promise<T>;

/** One of each person at once, so that nobody alone keeps all the others waiting. */
export function createTurns(atOnce: number): InTurn {
  const few = pLimit(atOnce);
  const last = new Map<string, Promise<unknown>>();
  return async (whose, work) => {
    const before = last.get(whose) ?? Promise.resolve();
    const mine = before.then(
      () => few(work),
      () => few(work),
    );
    last.set(whose, mine);
    try {
      return await mine;
    } finally {
      if (last.get(whose) === mine) last.delete(whose);
    }
  };
}
