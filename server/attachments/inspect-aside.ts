/** Looks through files in a thread of its own, one at a time: whatever a file costs, nobody else stands still. */
import { Worker } from 'node:worker_threads';
import type { AttachmentType } from '@care-elements/contract/attachments.ts';
import { ProblemError } from '../problems.ts';
import type { Inspected } from './inspect.ts';
import { broken } from './refuse.ts';

export type Verdict =
  { taken: Inspected; refused?: never } | { taken?: never; refused: Pick<ProblemError, 'code' | 'extra'> };

/** Ten megabytes take a second or less; a busy machine gets more. */
const LIMIT_MS = 10_000;
/** Many times the largest file. */
const MEMORY_MB = 512;
const THREAD = new URL('inspect-thread.ts', import.meta.url);

/** The thread begins with the first file and then stays; one that takes too long is ended, its file refused. */
export function createInspector({ limitMs = LIMIT_MS, thread = THREAD } = {}) {
  let worker: Worker | undefined;
  let last: Promise<unknown> = Promise.resolve();

  function start(): Worker {
    const started = new Worker(thread, {
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    // Between files it keeps no process alive.
    started.unref();
    // Also one that dies between files.
    started.on('error', () => {
      if (worker === started) worker = undefined;
    });
    return started;
  }

  const one = (file: Uint8Array, type: AttachmentType) =>
    new Promise<Inspected>((resolve, reject) => {
      const asked = (worker ??= start());
      const hear = ({ taken, refused }: Verdict) => {
        end();
        if (taken) resolve(taken);
        else reject(new ProblemError(refused.code, refused.extra));
      };
      const fail = (error: Error & { code?: string }) => {
        end();
        // Whatever it says from now on is about no file.
        if (worker === asked) worker = undefined;
        void asked.terminate();
        reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? broken('It unfolds without end.') : error);
      };
      const timer = setTimeout(() => fail(broken('Looking through it takes too long.')), limitMs);
      function end() {
        clearTimeout(timer);
        asked.off('message', hear).off('error', fail).unref();
      }
      asked.on('message', hear).on('error', fail).ref();
      // A copy to give away: the caller's may stand in a buffer that others share.
      const copy = new Uint8Array(file);
      asked.postMessage({ file: copy, type }, [copy.buffer]);
    });

  /** As `inspect`. */
  return (file: Uint8Array, type: AttachmentType): Promise<Inspected> => {
    const mine = last.then(() => one(file, type));
    last = mine.catch(() => {});
    return mine;
  };
}
