/** What each of many has to do once in a while, spread evenly and with one timer for all: a wheel of slots, turned by one each time. */

export interface Wheel {
  /** Runs once a round from now on; returns how to stop. */
  add(fn: () => void): () => void;
  /** The next slot's turn. */
  turn(): void;
}

export function createWheel(slots: number): Wheel {
  const wheel = Array.from({ length: slots }, () => new Set<() => void>());
  let at = 0;
  return {
    add(fn) {
      // Where the wheel stands: its turn comes after a whole round.
      const slot = wheel[at]!.add(fn);
      return () => void slot.delete(fn);
    },
    turn() {
      at = (at + 1) % slots;
      for (const fn of wheel[at]!) fn();
    },
  };
}
