/** The page's one stream against a scripted server: topics, snapshots, resume, coming back, silence. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type { LiveState } from '@care-elements/client/care.ts';
import { createLive } from '@care-elements/client/live.ts';
import { createStore } from '@care-elements/client/store.ts';

class Line {
  url: URL;
  headers: Headers;
  signal: AbortSignal;
  private out!: ReadableStreamDefaultController<Uint8Array>;
  answer: Response;
  constructor(url: string, init: RequestInit, status: number) {
    this.url = new URL(url);
    this.headers = new Headers(init.headers);
    this.signal = init.signal!;
    const body = new ReadableStream<Uint8Array>({ start: (out) => void (this.out = out) });
    this.signal.addEventListener('abort', () => this.out.error(new Error('aborted')));
    this.answer = new Response(body, { status });
  }
  get topics() {
    return this.url.searchParams.get('topics')!.split(',');
  }
  async say(text: string) {
    this.out.enqueue(new TextEncoder().encode(text));
    for (let i = 0; i < 5; i++) await turn();
  }
  async cut() {
    this.out.error(new Error('network'));
    for (let i = 0; i < 5; i++) await turn();
  }
}

function world(statuses: number[] = []) {
  const lines: Line[] = [];
  const timers = new Map<number, { fn: () => void; ms: number }>();
  let last = 0;
  const state = createStore<LiveState>('idle');
  const states: LiveState[] = [];
  state.subscribe((now) => states.push(now));
  const live = createLive({
    url: 'https://care.test/v1/hospitals/renhe/live',
    token: () => 'secret',
    state,
    random: () => 1,
    setTimeout: (fn, ms) => (timers.set(++last, { fn, ms }), last),
    clearTimeout: (timer: number) => void timers.delete(timer),
    fetch: async (url, init) => {
      const line = new Line(String(url), init!, statuses.shift() ?? 200);
      lines.push(line);
      return line.answer;
    },
  });
  /** Runs what is due within `ms`. */
  const pass = async (ms: number) => {
    for (const [id, timer] of [...timers])
      if (timer.ms <= ms) {
        timers.delete(id);
        timer.fn();
      }
    for (let i = 0; i < 5; i++) await turn();
  };
  return { live, lines, timers, states, state, pass };
}
const visit = (topic: string, version: number, id = '') =>
  `${id && `id: ${id}\n`}event: visit\ndata: ${JSON.stringify({ topic, visit: { version } })}\n\n`;

describe('live', () => {
  it('opens one stream for all that one render asks for, with the token', async () => {
    const { live, lines, pass, states } = world();
    live.on('visit:1', {});
    live.on('desk', {});
    await pass(0);
    assert.equal(lines.length, 1);
    assert.deepEqual(lines[0]!.topics, ['visit:1', 'desk']);
    assert.equal(lines[0]!.headers.get('Authorization'), 'Bearer secret');
    assert.deepEqual(states, ['connecting', 'live']);
  });

  it('opens for a new listener though the old stream brings something just then', async () => {
    const { live, lines, pass } = world();
    live.on('visit:1', {});
    await pass(0);
    live.on('recording:1', {});
    await lines[0]!.say(visit('visit:1', 2, '9-9'));
    await pass(0);
    assert.equal(lines.length, 2);
    assert.deepEqual(lines[1]!.topics, ['visit:1', 'recording:1']);
    assert.equal(lines[1]!.headers.get('Last-Event-ID'), null, 'it needs the snapshot');
  });

  it('brings each event to the topic it names, also when it comes in pieces', async () => {
    const { live, lines, pass } = world();
    const got: string[] = [];
    live.on('visit:1', { visit: ({ visit }) => got.push(`1 ${visit.version}`) });
    live.on('visit:2', { visit: ({ visit }) => got.push(`2 ${visit.version}`) });
    await pass(0);
    const text = visit('visit:2', 7);
    await lines[0]!.say(': heartbeat\n\n' + text.slice(0, 20));
    assert.deepEqual(got, []);
    await lines[0]!.say(
      text.slice(20) + visit('visit:1', 3) + 'event: unheard-of\ndata: {"topic":"visit:1"}\n\n',
    );
    assert.deepEqual(got, ['2 7', '1 3']);
  });

  it('goes on where a listener throws, and so do the other listeners', async (t) => {
    const said = t.mock.method(console, 'error', () => {});
    const { live, lines, timers, states, pass } = world();
    const got: number[] = [];
    const broken = new Error('broken');
    live.on('visit:1', {
      visit() {
        throw broken;
      },
    });
    live.on('visit:1', { visit: ({ visit }) => got.push(visit.version) });
    await pass(0);
    await lines[0]!.say(visit('visit:1', 1) + visit('visit:1', 2));
    assert.deepEqual(got, [1, 2]);
    assert.equal(states.at(-1), 'live');
    assert.deepEqual(
      [...timers.values()].map(({ ms }) => ms),
      [45_000],
    );
    assert.deepEqual(
      said.mock.calls.map(({ arguments: [error] }) => error),
      [broken, broken],
    );
  });

  it('comes back from where it was after a cut, later each time, and says so', async () => {
    const { live, lines, timers, states, pass } = world();
    live.on('visit:1', {});
    await pass(0);
    await lines[0]!.say(visit('visit:1', 1, '42'));
    await lines[0]!.cut();
    assert.equal(states.at(-1), 'reconnecting');
    assert.deepEqual(
      [...timers.values()].map(({ ms }) => ms),
      [500],
    );
    await pass(500);
    assert.equal(lines[1]!.headers.get('Last-Event-ID'), '42');
    assert.equal(states.at(-1), 'live');
    await lines[1]!.cut();
    assert.deepEqual(
      [...timers.values()].map(({ ms }) => ms),
      [1000],
      'nothing had come through: wait longer',
    );
  });

  it('is patient with a server that refuses', async () => {
    const { live, timers, pass, states } = world([401]);
    live.on('visit:1', {});
    await pass(0);
    assert.equal(states.at(-1), 'reconnecting');
    assert.deepEqual(
      [...timers.values()].map(({ ms }) => ms),
      [60_000],
    );
  });

  it('takes a silent line for dead', async () => {
    const { live, lines, timers, pass } = world();
    live.on('visit:1', {});
    await pass(0);
    await pass(45_000);
    assert.equal(lines[0]!.signal.aborted, true);
    assert.deepEqual(
      [...timers.values()].map(({ ms }) => ms),
      [500],
    );
  });

  it('knows at once what the device knows: it is offline, and online again', async (t) => {
    const page = new EventTarget();
    Object.assign(globalThis, { addEventListener: page.addEventListener.bind(page) });
    t.after(() => Reflect.deleteProperty(globalThis, 'addEventListener'));
    const { live, lines, pass, states } = world();
    live.on('visit:1', {});
    await pass(0);
    page.dispatchEvent(new Event('offline'));
    await pass(-1);
    assert.equal(states.at(-1), 'reconnecting');
    page.dispatchEvent(new Event('online'));
    await pass(-1);
    assert.equal(states.at(-1), 'live');
    assert.equal(lines.length, 2);
  });

  it('asks for a fresh snapshot when a listener is added, and drops the old line', async () => {
    const { live, lines, pass } = world();
    live.on('visit:1', {});
    await pass(0);
    await lines[0]!.say(visit('visit:1', 1, '42'));
    live.on('queue:a', {});
    await pass(0);
    assert.equal(lines[0]!.signal.aborted, true);
    assert.deepEqual(lines[1]!.topics, ['visit:1', 'queue:a']);
    assert.equal(lines[1]!.headers.get('Last-Event-ID'), null);
  });

  it('closes with its last listener, and stays idle', async () => {
    const { live, lines, pass, timers, states } = world();
    const off = live.on('visit:1', {});
    const offToo = live.on('visit:1', {});
    await pass(0);
    off();
    await pass(0);
    assert.equal(lines.length, 1, 'somebody still listens');
    offToo();
    await pass(0);
    assert.equal(lines[0]!.signal.aborted, true);
    assert.equal(states.at(-1), 'idle');
    assert.equal(timers.size, 0);
  });
});
