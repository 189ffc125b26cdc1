/** Loaded into a process that is measured: says on request what it holds and what it has used. */
import { setTimeout as sleep } from 'node:timers/promises';

declare const gc: () => void;

process.on('message', async (what) => {
  if (what === 'stop') process.exit(0);
  if (what === 'cpu') {
    const { user, system } = process.cpuUsage();
    return process.send!((user + system) / 1e6);
  }
  // What a round frees is only given back in the next ones.
  for (let i = 0; i < 4; i++) {
    gc();
    await sleep(100);
  }
  process.send!(process.memoryUsage.rss());
});
