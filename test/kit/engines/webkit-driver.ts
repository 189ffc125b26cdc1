/** WebKit, Safari's engine, as WebKitGTK's MiniBrowser: a session of WebDriver (W3C) on a display of its own. It has no camera and no WebRTC. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { pickPort } from '../../../server/child.ts';

const DRIVER = '/usr/bin/WebKitWebDriver';
const XVFB = '/usr/bin/Xvfb';
const LIBRARIES = `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`;

/** The browser's file; undefined where it, its driver or a display is missing. */
export const findWebkit = (): string | undefined =>
  existsSync(DRIVER) && existsSync(XVFB)
    ? ['4.1', '4.0']
        .map((version) => `${LIBRARIES}/webkit2gtk-${version}/MiniBrowser`)
        .find((file) => existsSync(file))
    : undefined;

const ARGS = [
  '--automation',
  // Its own camera and microphone of the tests, which need no permission; and sound without a gesture.
  '--enable-mock-capture-devices=true',
  '--autoplay-policy=allow',
];

/** A WebDriver error by its name: `no such window`, `stale element reference`. */
export class DriverError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(`WebKit: ${code}: ${message}`);
    this.code = code;
  }
}

export interface Driver {
  /** One command of the session: `call('POST', '/url', { url })`. */
  call<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<T>;
  close(): Promise<void>;
}

let display: Promise<string> | undefined;
/** One display for all windows of this process; it goes when the process goes. */
function openDisplay(): Promise<string> {
  return (display ??= (async () => {
    // It picks a free number itself, and says it.
    const child = spawn(XVFB, ['-displayfd', '1', '-screen', '0', '1600x1700x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    child.unref();
    process.once('exit', () => child.kill());
    // Read on: it says the number and the line's end one after the other, and dies where nobody listens any more.
    let said = '';
    while (!said.includes('\n')) said += String((await once(child.stdout, 'data'))[0]);
    (child.stdout.resume() as Socket).unref();
    return `:${said.trim()}`;
  })());
}

export async function openDriver(language = 'zh_CN'): Promise<Driver> {
  // Now and then a browser never comes up for its driver: then both are begun anew.
  for (let tries = 0; tries < 3; tries++) {
    const driver = await startDriver(language).catch(() => undefined);
    if (driver) return driver;
  }
  return startDriver(language);
}

async function startDriver(language: string): Promise<Driver> {
  const port = await pickPort();
  const env = {
    ...process.env,
    DISPLAY: await openDisplay(),
    LC_ALL: 'C.UTF-8',
    LANGUAGE: language,
    // Its sandbox refuses to run as root and in most containers.
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
  };
  const child = spawn(DRIVER, [`--port=${port}`], { stdio: 'ignore', env, detached: true });
  const kill = () => killGroup(child);
  process.once('exit', kill);
  let session = '';
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await fetch(`http://127.0.0.1:${port}${session}${path}`, {
      method,
      // The driver never answers for a window that has hung.
      signal: AbortSignal.timeout(session ? 90_000 : 15_000),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { value } = (await answer.json()) as { value: { error?: string; message?: string } };
    if (!answer.ok) throw new DriverError(value?.error ?? String(answer.status), value?.message ?? '');
    return value as T;
  };
  const wanted = { 'webkitgtk:browserOptions': { binary: findWebkit()!, args: ARGS } };
  for (let tries = 0; !session; tries++) {
    try {
      const opened = await call<{ sessionId: string }>('POST', '/session', {
        capabilities: { alwaysMatch: wanted },
      });
      session = `/session/${opened.sessionId}`;
    } catch (error) {
      // Refused: it does not listen yet.
      if (tries > 100 || (error as Error).name === 'TimeoutError') {
        kill();
        throw error;
      }
      await sleep(100);
    }
  }
  return {
    call,
    async close() {
      await call('DELETE', '').catch(() => {});
      kill();
      process.off('exit', kill);
    },
  };
}

function killGroup(child: ChildProcess): void {
  try {
    if (child.pid) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It ended first.
  }
}
