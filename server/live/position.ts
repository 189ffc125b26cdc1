/** Where a reader of the outbox stands: (transaction id, row id), in the order in which rows settle. */

export type Position = readonly [xid: bigint, id: bigint];

export const formatPosition = ([xid, id]: Position): string => `${xid}-${id}`;

/** The position in an event id, or null when there is none or it is not ours. */
export function parsePosition(text: string | null | undefined): Position | null {
  const match = /^(\d{1,20})-(\d{1,19})$/.exec(text ?? '');
  return match ? [BigInt(match[1]!), BigInt(match[2]!)] : null;
}

export function comparePositions(a: Position, b: Position): number {
  const first = a[0] === b[0] ? a[1] - b[1] : a[0] - b[0];
  return first < 0n ? -1 : first > 0n ? 1 : 0;
}
