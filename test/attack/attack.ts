/** What every part of `npm run attack` gives: what was tried, how often, and what came through. */
export interface Attempt {
  attempt: string;
  tried: number;
  /** What came through, in words; none is the goal. */
  findings: string[];
  /** A figure that was measured on the way. */
  measured?: string;
}
export interface Attack {
  /** `long`: the whole of it; otherwise the few seconds that CI runs. */
  (options: { long: boolean }): Promise<Attempt[]>;
}
