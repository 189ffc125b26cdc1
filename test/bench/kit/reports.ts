/** Loaded into a process that is measured: says on request what it holds and what it has used. */
import { setTimeout as sleep } from 'node:timers/promises';

declare const gc: (how: { type: 'major'; execution: 'sync'; flavor: 'last-resort' }) => void;

process.on('message', async (what) => {
  if (what === 'stop') process.exit(0);
  if (what === 'cpu') {
    const { user, system } = process.cpuUsage();
    return process.send!((user + system) / 1e6);
  }
  // As thoroughly as V8 can, so that its own reserves do not count; what a round frees is only given back in the next ones.
  for (let i = 0; i < 4; i++) {
    gc({ type: 'major', execution: 'sync', flavor: 'last-resort' });
    await sleep(100);
  }
  process.send!(process.memoryUsage.rss());
});
