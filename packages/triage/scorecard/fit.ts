/**
 * Fits a scorecard to cases: a multinomial logistic regression (points for a level are logits), by AdaGrad with decay toward nothing. The same
 * cases in the same order give the same card.
 */
export interface Example {
  features: readonly string[];
  /** The levels that are right; any of them. */
  accepted: readonly number[];
  /** How much the case counts. */
  weight: number;
}
export type Points = Map<string, [number, number, number, number]>;

export interface Fitting {
  rounds: number;
  pace: number;
  /** How strongly points are drawn to nothing at each step. */
  decay: number;
  /** What fewer cases have is not learned. */
  least: number;
}

export function fit(examples: readonly Example[], { rounds, pace, decay, least }: Fitting): Points {
  const counts = new Map<string, number>();
  for (const { features } of examples)
    for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  const ids = new Map<string, number>();
  for (const [feature, n] of counts) if (n >= least) ids.set(feature, ids.size);
  const points = new Float64Array(ids.size * 4);
  const seen = new Float64Array(ids.size * 4).fill(1e-6);
  const cases = examples.map(({ features, accepted, weight }) => {
    const known = features.flatMap((feature) => ids.get(feature) ?? []);
    return { known, accepted, weight, scale: scaleOf(known.length) };
  });
  const next = lottery(7);
  for (let round = 0; round < rounds; round++) {
    for (let i = cases.length - 1; i > 0; i--) {
      const j = Math.floor(next() * (i + 1));
      [cases[i], cases[j]] = [cases[j]!, cases[i]!];
    }
    for (const { known, accepted, weight, scale } of cases) {
      const sums = [0, 0, 0, 0];
      for (const id of known) for (let k = 0; k < 4; k++) sums[k]! += points[id * 4 + k]! * scale;
      const shares = sharesOf(sums);
      const right = accepted.reduce((sum, level) => sum + shares[level - 1]!, 0);
      for (let k = 0; k < 4; k++) {
        const target = accepted.includes(k + 1) ? shares[k]! / right : 0;
        const slope = weight * (shares[k]! - target) * scale;
        for (const id of known) {
          const at = id * 4 + k;
          const change = slope + decay * points[at]!;
          seen[at]! += change * change;
          points[at]! -= (pace * change) / Math.sqrt(seen[at]!);
        }
      }
    }
  }
  return new Map(
    [...ids].map(([feature, id]) => [
      feature,
      [...points.subarray(id * 4, id * 4 + 4)] as [number, number, number, number],
    ]),
  );
}

/** A long text has more features than a short one, and says no more by that. */
export const scaleOf = (features: number): number => 1 / Math.sqrt(features || 1);

/** Logits as shares of 1. */
export function sharesOf(sums: readonly number[]): number[] {
  const most = Math.max(...sums);
  const powers = sums.map((sum) => Math.exp(sum - most));
  const all = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / all);
}

/** Numbers from 0 to below 1, the same each time (a linear congruential generator, Numerical Recipes). */
function lottery(seed: number): () => number {
  let at = seed;
  return () => (at = (Math.imul(at, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}
