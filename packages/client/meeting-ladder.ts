/** Owns the ladder in a group meeting: each second what the network carries is looked at, and the room brought to it. Fetched once the room stands. */
import type { Beside } from './consult-beside.ts';
import { inForce, startLadder, step, type Rung } from './consult-ladder.ts';
import { createMeasure } from './consult-measure.ts';
import type { Quality } from './consult-room.ts';

const TICK_MS = 1000;

/** Returns how to stop. `quality`: LiveKit's word of this side's path, or null while the room is not there: a cut is not a thin line. */
export function startMeetingLadder({
  beside,
  quality,
  changed,
  clock = () => performance.now(),
  every = (ms, fn) => {
    const timer = setInterval(fn, ms);
    return () => clearInterval(timer);
  },
}: {
  beside: Pick<Beside, 'stats' | 'carry'>;
  quality(): Quality | null;
  changed(rung: Rung): void;
  clock?: () => number;
  every?: (ms: number, fn: () => Promise<void>) => () => void;
}): () => void {
  const measure = createMeasure();
  let ladder = startLadder(clock());
  let looking = false;

  async function look(): Promise<void> {
    if (looking || !quality()) return;
    looking = true;
    try {
      const measured = measure(await beside.stats());
      const said = quality();
      if (!said) return;
      ladder = step(ladder, { ...measured, at: clock(), quality: said });
      const rung = inForce(ladder);
      changed(rung);
      await beside.carry(rung);
    } finally {
      looking = false;
    }
  }
  return every(TICK_MS, look);
}
