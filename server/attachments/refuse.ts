/** How a file is refused: the reason for the sender's words, a sentence for the developer. */
import type { FileRefusal } from '@care-elements/contract/attachments.ts';
import { problem, type ProblemError } from '../problems.ts';

export const refuse = (reason: FileRefusal, detail: string): ProblemError =>
  problem('file-refused', detail, { current: reason });
/** More parts than any camera, recorder or program writes: a file of millions only keeps the server busy. */
const PARTS_AT_MOST = 20_000;
/** Called for each part of a file; throws at one too many. */
export function countParts(format: string, most = PARTS_AT_MOST): () => void {
  let count = 0;
  return () => {
    if (++count > most) throw broken(`${format}: more than ${most} parts.`);
  };
}
export const broken = (detail: string): ProblemError => refuse('broken', detail);
