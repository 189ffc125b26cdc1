/** What a bench prints: a figure of ours beside the bare one of the same run. */

export interface Figure {
  name: string;
  figure: string;
  ours: number;
  bare: number;
  /** `ours` through `bare`. */
  ratio: number;
  /** The largest ratio that is good enough; the smallest where `more` is better. */
  goal: number;
  /** Samples of each side. */
  n: number;
  /** `ms` unless said. */
  unit?: string;
  more?: true;
  /** The least that the ratio may be, apart from chance; then this is held against the goal. */
  least?: number;
  /** One of many: in the JSON, and in the table only where it is not held. */
  detail?: true;
  /** Median and 95th percentile of both sides, where the figure is not itself one of them. */
  spread?: { ours: Spread; bare: Spread };
}
export interface Spread {
  median: number;
  p95: number;
}

/** Nearest rank. */
export function quantile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)]!;
}

/** The 95th percentile is the bad end: of rates, what 95 % of the rounds reached. */
export const spreadOf = (values: readonly number[], more?: true): Spread => ({
  median: quantile(values, 0.5),
  p95: quantile(values, more ? 0.05 : 0.95),
});

export const held = ({ ratio, least = ratio, goal, more }: Figure): boolean =>
  more ? ratio >= goal : least <= goal;

type About = Pick<Figure, 'name' | 'figure' | 'goal' | 'unit' | 'more'>;

/** The figure of two rows of samples: their medians, and the medians' ratio. */
export function compare(about: About, ours: readonly number[], bare: readonly number[]): Figure {
  const spread = { ours: spreadOf(ours, about.more), bare: spreadOf(bare, about.more) };
  return {
    ...about,
    ...{ ours: spread.ours.median, bare: spread.bare.median },
    ...{ ratio: spread.ours.median / spread.bare.median, n: ours.length, spread },
  };
}

/** Measures both sides `n` times, one of each in turn, each first every other time; the first round of both fills caches. */
export async function inTurns(
  n: number,
  ours: () => Promise<number>,
  bare: () => Promise<number>,
): Promise<{ ours: number[]; bare: number[] }> {
  const took = { ours: [] as number[], bare: [] as number[] };
  for (let i = 0; i <= n; i++) {
    for (const side of i % 2 ? (['ours', 'bare'] as const) : (['bare', 'ours'] as const)) {
      const figure = await (side === 'ours' ? ours : bare)();
      if (i) took[side].push(figure);
    }
    if (i) console.log(`${i}: ours ${tell(took.ours.at(-1)!)}, bare ${tell(took.bare.at(-1)!)}`);
  }
  return took;
}

/** Runs all jobs, so many at a time, and gives how many a second that made. */
export async function perSecond(jobs: (() => Promise<unknown>)[], atOnce: number): Promise<number> {
  const begun = performance.now();
  const queue = jobs.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const job of queue) await job();
    }),
  );
  return (jobs.length / (performance.now() - begun)) * 1000;
}

/** Three digits that count. */
export const tell = (value: number): string =>
  value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
