/** Whether patients were called in the order in which they stood. */

export interface Called {
  department: string;
  /** When the patient was told that they have the place, in ms since the epoch. */
  acknowledged: number;
  /** When the call began, and when it was committed; absent while they wait. */
  called?: number;
  committed?: number;
}

/**
 * `rows` stand in the queue's order. Counts the calls of somebody while another stood before them, had been told so before the call
 * began, and was called only after it was committed, or not yet.
 */
export function broken(rows: readonly Called[]): number {
  return rows.filter(
    (one, i) =>
      one.called !== undefined &&
      rows
        .slice(0, i)
        .some(
          (first) =>
            first.department === one.department &&
            first.acknowledged < one.called! &&
            (first.called ?? Infinity) > one.committed!,
        ),
  ).length;
}
