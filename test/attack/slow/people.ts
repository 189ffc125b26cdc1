/** Who is at the server during an attack: the crowd of another process, and somebody honest. */
import { fork, type ChildProcess } from 'node:child_process';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Crowd, Seen } from './crowd.ts';

const CROWD = join(import.meta.dirname, 'crowd.ts');

/**
 * Somebody honest, who asks 50 times a second until told to stop, every other time as a patient who only comes now, on a connection of
 * their own; how long each answer took, from when it was due.
 */
export function honest({ port }: { port: number }) {
  const took: number[] = [];
  const wrong: string[] = [];
  const kept = new Agent({ keepAlive: true, maxSockets: 4 });
  let asked = 0;
  let came = 0;
  const timer = setInterval(() => {
    const from = performance.now();
    const comes = asked++ % 2 === 1;
    const agent = comes ? false : kept;
    request({ port, host: '127.0.0.1', path: '/v1/hospitals/renhe', agent }, (answer) => {
      answer.resume().on('end', () => {
        took.push(performance.now() - from);
        if (comes) came++;
        if (answer.statusCode !== 200) wrong.push(String(answer.statusCode));
      });
    })
      .on('error', (error) => wrong.push(error.message))
      .end();
  }, 20);
  return {
    async stop() {
      clearInterval(timer);
      // Who still waits then counts as who waited for ever.
      for (const end = Date.now() + 5000; took.length + wrong.length < asked && Date.now() < end;)
        await sleep(20);
      kept.destroy();
      const lost = asked - took.length - wrong.length;
      const all = [...took, ...Array<number>(lost).fill(Infinity)].sort((a, b) => a - b);
      return {
        ...{ n: took.length, came, wrong },
        ...{ p99: all[Math.floor(all.length * 0.99)] ?? Infinity, worst: all.at(-1) ?? Infinity },
      };
    },
  };
}

export async function crowd(options: Crowd) {
  // Not with our own --import: what that loads listens first, and the crowd would never hear what it is to do.
  const child: ChildProcess = fork(CROWD, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] });
  let seen: Seen = { open: options.count, opened: 0, most: 0, own: {} };
  child.on('message', (message) => (seen = message as Seen));
  child.send(options);
  return { seen: () => seen, end: () => child.kill('SIGKILL') };
}

/** What of a crowd was not there, in words: then the attack was less than it says. */
export function missing({ opened, most, own }: Seen, { count, atOnce }: { count: number; atOnce: number }) {
  const findings = Object.entries(own).map(
    ([code, n]) => `${n} of the crowd never came: ${code} on this machine (ulimit -n, free ports)`,
  );
  if (opened < count) findings.push(`only ${opened} of ${count} of the crowd were connected`);
  if (most < atOnce) findings.push(`at most ${most} of the crowd stood at once, not ${atOnce}`);
  return findings;
}

/** Until nobody of the crowd stands any more, `ms` at most. */
export async function untilGone({ seen }: { seen: () => Seen }, ms: number): Promise<string[]> {
  for (const end = Date.now() + ms; seen().open > 0; await sleep(100))
    if (Date.now() > end) return [`${seen().open} still stand`];
  return [];
}
