/** How a file is refused: the reason for the sender's words, a sentence for the developer. */
import type { FileRefusal } from '@care-elements/contract/attachments.ts';
import { problem, type ProblemError } from '../problems.ts';

export const refuse = (reason: FileRefusal, detail: string): ProblemError =>
  problem('file-refused', detail, { current: reason });
export const broken = (detail: string): ProblemError => refuse('broken', detail);
