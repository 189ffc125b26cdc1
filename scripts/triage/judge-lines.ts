/** Lines of a batch, judged and ready to be written: what a thread of its own does, and what is done here where one thread is enough. */
import { judgeLine } from '@care-elements/triage/batch-line.ts';
import type { Epidemics } from '@care-elements/triage/epidemic.ts';
import type { Protocol } from '@care-elements/triage/protocol.ts';

/** The same for every line. */
export interface Judging {
  protocols: readonly Protocol[];
  epidemics: Epidemics;
  /** Adds what the scorecard weighed. */
  why: boolean;
}

export interface JudgedLine {
  /** The result, as JSON. */
  out: string;
  problem?: string;
  /** What of the case could not be used. */
  ignored: string[];
}

/** Undefined for an empty line. */
export const judgeLines = (
  lines: readonly string[],
  { protocols, epidemics, why }: Judging,
): (JudgedLine | undefined)[] =>
  lines.map((line) => {
    const text = line.replace(/^\uFEFF/, '').trim();
    if (!text) return undefined;
    const { line: result, ignored } = judgeLine(text, protocols, epidemics, why);
    return {
      ...{ out: JSON.stringify(result), ignored },
      ...('problem' in result && { problem: result.problem.detail }),
    };
  });
