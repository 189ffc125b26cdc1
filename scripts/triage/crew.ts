/** Who judges the lines of a batch: this thread, and where they are many one more for each further core. */
import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { judgeLines, type JudgedLine, type Judging } from './judge-lines.ts';
import './many-patterns.ts';

type Judged = (JudgedLine | undefined)[];
interface Portion {
  lines: string[];
  done: (judged: Judged) => void;
}
interface Thread {
  worker: Worker;
  ready: boolean;
  /** What it has not judged yet, in order. */
  given: Portion[];
}
export interface Crew {
  /** What will be judged of the lines, portion for portion in their order. */
  take: (lines: readonly string[]) => Promise<Judged>[];
  /** Judges here what waits, until nothing does. */
  work: () => Promise<void>;
  end: () => Promise<void>;
}

/**
 * A thread reads the words and learns what to compile anew, which takes two seconds of a core, and beside one thread V8 keeps a second core
 * busy already: where there are two cores, 1,000 cases are no sooner judged by two threads.
 */
const MANY = 2000;
const MOST_THREADS = 4;
/** Lines that go to a thread together. */
const PORTION = 8;
/** A thread has one portion before it and the next one at hand. */
const AT_HAND = 2;

export function gatherCrew(judging: Judging): Crew {
  const waiting: Portion[] = [];
  const threads: Thread[] = [];
  let taken = 0;

  const feed = ({ worker, ready, given }: Thread) => {
    while (ready && given.length < AT_HAND && waiting.length) {
      const portion = waiting.shift()!;
      given.push(portion);
      worker.postMessage(portion.lines);
    }
  };
  const beginThread = () => {
    // Nobody listens to its errors: one that fails ends the program, aloud.
    const worker = new Worker(new URL('thread.ts', import.meta.url), { workerData: judging, execArgv: [] });
    const thread: Thread = { worker, ready: false, given: [] };
    worker.on('message', (judged: 'ready' | Judged) => {
      if (judged === 'ready') thread.ready = true;
      else thread.given.shift()!.done(judged);
      feed(thread);
    });
    threads.push(thread);
  };

  return {
    take(lines) {
      const portions = Array.from({ length: Math.ceil(lines.length / PORTION) }, (_, i) =>
        lines.slice(i * PORTION, (i + 1) * PORTION),
      );
      const judged = portions.map(
        (lines) => new Promise<Judged>((done) => void waiting.push({ lines, done })),
      );
      taken += lines.length;
      if (taken > MANY)
        while (threads.length + 1 < Math.min(availableParallelism(), MOST_THREADS)) beginThread();
      threads.forEach(feed);
      return judged;
    },
    async work() {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        next.done(judgeLines(next.lines, judging));
        // The threads' answers come in between.
        await setImmediate();
      }
    },
    end: async () => void (await Promise.all(threads.map(({ worker }) => worker.terminate()))),
  };
}
