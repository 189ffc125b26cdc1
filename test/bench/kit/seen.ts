/** When each move of a queue was seen by each who waits: from what their pages were told of how many are ahead. */

/** Somebody was called. */
export interface Move {
  department: string;
  /** In ms since the epoch. */
  at: number;
}
export interface Sight {
  department: string;
  /** Which of the department's moves, from 0. */
  move: number;
  /** When it was seen, in ms since the epoch, and how long after the move. */
  at: number;
  ms: number;
}

/** How many are ahead of the page of a stream, null once it is called, as told at a moment. */
type Place = readonly [stream: number, ahead: number | null, at: number];
const CALLED = -1;

/**
 * `before` is what each page was told before the first move, `told` what came since, in order. With the k-th move whoever had at
 * least k − 1 ahead of them has k fewer (whoever had k − 1 is called): it is seen with the first place that says so, which may be
 * a later move's too. `unseen` counts those that are still to come.
 */
export function seen(
  before: readonly Place[],
  told: readonly Place[],
  moves: readonly Move[],
  departmentOf: (stream: number) => string,
): { sights: Sight[]; unseen: number } {
  const byDepartment = groupBy(moves, ({ department }) => department);
  const byStream = groupBy(told, ([stream]) => stream);
  const places = new Map(before.map(([stream, ahead]) => [stream, ahead ?? CALLED]));
  const sights: Sight[] = [];
  let unseen = 0;
  for (const [stream, place] of places) {
    const department = departmentOf(stream);
    const frames = byStream.get(stream) ?? [];
    let next = 0;
    for (const [move, { at }] of (byDepartment.get(department) ?? []).entries()) {
      if (place < move) break;
      while (next < frames.length && (frames[next]![1] ?? CALLED) > Math.max(CALLED, place - move - 1))
        next++;
      const frame = frames[next];
      if (frame) sights.push({ department, move, at: frame[2], ms: frame[2] - at });
      else unseen++;
    }
  }
  return { sights, unseen };
}

export function groupBy<K, V>(values: Iterable<V>, keyOf: (value: V) => K): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
