/** The thread of inspect-aside.ts: one file after the other, as they come. */
import { parentPort } from 'node:worker_threads';
import type { AttachmentType } from '@care-elements/contract/attachments.ts';
import { ProblemError } from '../problems.ts';
import type { Verdict } from './inspect-aside.ts';
import { inspect } from './inspect.ts';

parentPort!.on('message', ({ file, type }: { file: Uint8Array; type: AttachmentType }) => {
  let verdict: Verdict;
  try {
    const taken = inspect(file, type);
    // A copy that may be given away: the bytes may stand in a buffer that others share.
    verdict = { taken: { ...taken, bytes: new Uint8Array(taken.bytes) } };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    verdict = { refused: { code: error.code, extra: error.extra } };
  }
  parentPort!.postMessage(verdict, verdict.taken ? [verdict.taken.bytes.buffer as ArrayBuffer] : []);
});
