/** A network of its own for one browser: a namespace joined by a cable (veth) whose loss, width and cut a test sets. Needs root, iproute2 and nftables. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, connect, type Server, type Socket } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Documentation addresses (RFC 5737), the first that this machine does not use itself. */
const NET = ['198.51.100', '203.0.113', '192.0.2'].find(
  (net) =>
    !Object.values(networkInterfaces())
      .flat()
      .some((one) => one?.address.startsWith(`${net}.`)),
)!;
const HERE = `${NET}.1`;
const THERE = `${NET}.2`;
const SPACE = 'care-faults';
const CABLE = 'care-flt0';

export interface BadNetwork {
  /** The address of this side of the cable: what the browser in the namespace calls. */
  readonly host: string;
  /** A program that starts its arguments' browser inside the namespace. */
  wrap(browser: string): string;
  /** A port of this machine (asked for at each connection), reachable by the browser at `host`. Returns the port there: `at`, or any. */
  expose(port: () => number, at?: number): Promise<number>;
  /** Of packets to and from the browser, so many percent are lost; `way` keeps the other direction whole. */
  lose(percent: number, way?: 'both' | 'up' | 'down'): void;
  /** kbit/s to the browser and from it; null is no limit. */
  narrow(down: number | null, up: number | null): void;
  /** Nothing passes. */
  cut(): void;
  /** Only connections to these ports leave the browser's side, and no UDP: a firewall that lets out nothing but https. */
  allowOnly(ports: number[]): void;
  /** The system sleeps under the browser, or wakes up: its processes stand still. */
  sleep(asleep: boolean): void;
  heal(): void;
  close(): Promise<void>;
}

const run = (program: string, ...args: string[]): string =>
  execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const quietly = (program: string, ...args: string[]): boolean => {
  try {
    run(program, ...args);
    return true;
  } catch {
    return false;
  }
};

/** Why this machine can't make bad networks; undefined when it can. */
export function missing(): string | undefined {
  if (process.platform !== 'linux') return 'network faults need Linux: namespaces are its own.';
  if (process.getuid?.() !== 0) return 'network faults need root, for a network namespace: run with sudo.';
  for (const [program, arg, pack] of [
    ['ip', '-V', 'iproute2'],
    ['tc', '-V', 'iproute2'],
    ['nft', '--version', 'nftables'],
  ] as const)
    if (!quietly(program, arg)) return `network faults need ${program}: install ${pack}.`;
  if (!quietly('ip', 'netns', 'add', `${SPACE}-try`)) return 'this machine allows no network namespaces.';
  quietly('ip', 'netns', 'del', `${SPACE}-try`);
  return undefined;
}

/** The processes of the browser in the namespace. */
export const pidsInside = (): number[] =>
  (spawnSync('ip', ['netns', 'pids', SPACE], { encoding: 'utf8' }).stdout ?? '')
    .split('\n')
    .filter(Boolean)
    .map(Number);

/** Ended from outside (Ctrl+C, a time limit), the run must leave nothing of this behind: what is inside the namespace goes first. */
function clearAway(): void {
  for (const pid of pidsInside())
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Gone by itself.
    }
  quietly('ip', 'link', 'del', CABLE);
  quietly('ip', 'netns', 'del', SPACE);
}

const ended = (signal: NodeJS.Signals): void => {
  clearAway();
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
};

export function openBadNetwork(): BadNetwork {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, ended);
  quietly('ip', 'netns', 'del', SPACE);
  quietly('ip', 'link', 'del', CABLE);
  run('ip', 'netns', 'add', SPACE);
  const inside = (...args: string[]) => run('ip', 'netns', 'exec', SPACE, ...args);
  run('ip', 'link', 'add', CABLE, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', SPACE);
  run('ip', 'addr', 'add', `${HERE}/30`, 'dev', CABLE);
  run('ip', 'link', 'set', CABLE, 'up');
  inside('ip', 'addr', 'add', `${THERE}/30`, 'dev', 'eth0');
  inside('ip', 'link', 'set', 'eth0', 'up');
  inside('ip', 'link', 'set', 'lo', 'up');
  inside('ip', 'route', 'add', 'default', 'via', HERE);
  inside('nft', 'add', 'table', 'inet', 'faults');
  for (const [chain, hook] of [
    ['down', 'input'],
    ['up', 'output'],
  ] as const)
    inside('nft', `add chain inet faults ${chain} { type filter hook ${hook} priority 0; }`);

  const scratch = mkdtempSync(join(tmpdir(), 'care-faults-'));
  const doors: Server[] = [];
  const sockets = new Set<Socket>();
  const flush = () => {
    inside('nft', 'flush', 'chain', 'inet', 'faults', 'down');
    inside('nft', 'flush', 'chain', 'inet', 'faults', 'up');
  };
  const drop = (chain: 'down' | 'up', percent: number) => {
    const link = chain === 'down' ? 'iifname' : 'oifname';
    const when = percent < 100 ? [`numgen random mod 100 < ${percent}`] : [];
    inside('nft', ['add rule inet faults', chain, link, 'eth0', ...when, 'drop'].join(' '));
  };
  const limit = (command: (...args: string[]) => string, device: string, kbit: number | null) => {
    try {
      command('tc', 'qdisc', 'del', 'dev', device, 'root');
    } catch {
      // There was none.
    }
    if (kbit === null) return;
    const of = ['rate', `${kbit}kbit`, 'burst', '8kb', 'latency', '400ms'];
    command('tc', 'qdisc', 'add', 'dev', device, 'root', 'tbf', ...of);
  };

  return {
    host: HERE,
    wrap(browser) {
      const file = join(scratch, 'browser.sh');
      writeFileSync(file, `#!/bin/sh\nexec ip netns exec ${SPACE} '${browser}' "$@"\n`);
      chmodSync(file, 0o755);
      return file;
    },
    async expose(port, at = 0) {
      const door = createServer((from) => {
        const to = connect(port(), '127.0.0.1');
        for (const [one, other] of [
          [from, to],
          [to, from],
        ] as const) {
          sockets.add(one);
          one.on('error', () => other.destroy()).on('close', () => (sockets.delete(one), other.destroy()));
          one.pipe(other);
        }
      });
      doors.push(door);
      await new Promise<void>((done) => door.listen(at, HERE, done));
      return (door.address() as { port: number }).port;
    },
    lose(percent, way = 'both') {
      flush();
      if (way !== 'up') drop('down', percent);
      if (way !== 'down') drop('up', percent);
    },
    narrow(down, up) {
      limit((program, ...args) => run(program, ...args), CABLE, down);
      limit(inside, 'eth0', up);
    },
    cut() {
      flush();
      drop('down', 100);
      drop('up', 100);
    },
    allowOnly(ports) {
      flush();
      inside('nft', 'add rule inet faults up oifname eth0 meta l4proto udp drop');
      inside('nft', 'add rule inet faults down iifname eth0 meta l4proto udp drop');
      inside('nft', `add rule inet faults up oifname eth0 tcp dport != { ${ports.join(', ')} } drop`);
    },
    sleep(asleep) {
      for (const pid of pidsInside()) process.kill(pid, asleep ? 'SIGSTOP' : 'SIGCONT');
    },
    heal() {
      flush();
      this.narrow(null, null);
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      for (const door of doors) await new Promise((done) => door.close(done));
      clearAway();
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, ended);
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}
