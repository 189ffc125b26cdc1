/** What our supervised child processes (PostgreSQL, LiveKit) share: who a process id is, how to end it, and a port of our own. */
import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A pino logger fits; so does anything that takes one line. */
export type Log = { info(message: string): void; warn(message: string): void };

/** `exe` and `cwd` are absent where the system hides them (no /proc, or another user's process). */
export type ProcessFacts = { pid: number; argv: string[]; exe?: string; cwd?: string };

const quietly = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch {
    return undefined;
  }
};

/**
 * The live process with this id, or undefined. A zombie counts as dead: in a container whose first process does not
 * reap, a killed child keeps its id for ever.
 */
export function inspectProcess(pid: number): ProcessFacts | undefined {
  if (!Number.isSafeInteger(pid) || pid <= 1) return undefined;
  if (process.platform === 'linux') {
    const stat = quietly(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
    const state = stat?.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
    if (!state || state === 'Z' || state === 'X') return undefined;
    const argv = (quietly(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8')) ?? '').split('\0').slice(0, -1);
    const exe = quietly(() => readlinkSync(`/proc/${pid}/exe`))?.replace(/ \(deleted\)$/, '');
    const cwd = quietly(() => readlinkSync(`/proc/${pid}/cwd`));
    return { pid, argv, ...(exe && { exe }), ...(cwd && { cwd }) };
  }
  const command = quietly(() =>
    execFileSync('ps', ['-o', 'command=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );
  return command ? { pid, argv: command.trim().split(/\s+/) } : undefined;
}

/** Every process that /proc shows; empty where there is no /proc. */
export function listProcesses(): ProcessFacts[] {
  const pids = quietly(() => readdirSync('/proc').filter((name) => /^\d+$/.test(name))) ?? [];
  return pids.map((pid) => inspectProcess(Number(pid))).filter((found) => found !== undefined);
}

/** True once the process is gone; false when it still lives after `ms` milliseconds. */
export async function waitForExit(pid: number, ms: number): Promise<boolean> {
  for (const end = performance.now() + ms; inspectProcess(pid); await sleep(10))
    if (performance.now() > end) return false;
  return true;
}

/** Sends each signal in turn and gives the process that many milliseconds to leave; resolves when it is gone. */
export async function endProcess(pid: number, steps: [NodeJS.Signals, number][]): Promise<void> {
  for (const [signal, ms] of steps) {
    quietly(() => process.kill(pid, signal));
    if (await waitForExit(pid, ms)) return;
  }
  throw new Error(`Process ${pid} does not end, not even by ${steps.at(-1)?.[0]}.`);
}

/** Whether a server could listen there now. */
export function portIsFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer().once('error', () => resolve(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** A free TCP port under the range that systems hand to outgoing connections, so that it is still ours after a restart. */
export async function pickPort(host = '127.0.0.1'): Promise<number> {
  for (let tries = 0; tries < 200; tries++) {
    const port = randomInt(20_000, 32_000);
    if (await portIsFree(port, host)) return port;
  }
  throw new Error(`No free TCP port found on ${host}.`);
}
