/** The connection check without a network: what it says, when it gives up, what the report holds, and what statistics mean. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ConnectionCheck } from '@care-elements/contract/connection.ts';
import type { CheckHandlers } from '@care-elements/client/connection-check.ts';
import {
  allWays,
  reportOf,
  verdictOf,
  WAYS,
  type LineQuality,
  type Ways,
  type WayFace,
} from '@care-elements/client/connection-state.ts';
import { readLine, serverEnd } from '@care-elements/client/connection-stats.ts';
import { createConnectionStore } from '@care-elements/client/connection-store.ts';
import { Problem } from '@care-elements/client/problem.ts';

const TICKET: ConnectionCheck = {
  url: 'wss://media.example',
  tokens: { direct: 'SECRET-1', relay: 'SECRET-2', relayTls: 'SECRET-3' },
  expiresAt: '2026-01-01T00:00:00.000Z',
};
const ways = (faces: Partial<Record<keyof Ways, WayFace>>): Ways => {
  const all = allWays('blocked');
  for (const way of WAYS) if (faces[way]) all[way] = { face: faces[way], ms: null, detail: '' };
  return all;
};
const GOOD: LineQuality = { kbps: 1200, rtt: 30, loss: 0 };

describe('the verdict', () => {
  const rows: [name: string, Ways, LineQuality | null, string][] = [
    ['UDP alone', ways({ signal: 'open', udp: 'open' }), GOOD, 'video'],
    ['TCP alone', ways({ signal: 'open', tcp: 'open' }), GOOD, 'video'],
    ['only the relay over TLS', ways({ signal: 'open', relayTls: 'open' }), GOOD, 'video'],
    ['open, and nothing measured', ways({ signal: 'open', udp: 'open' }), null, 'video'],
    ['100 kbit/s', ways({ signal: 'open', udp: 'open' }), { ...GOOD, kbps: 100 }, 'sound'],
    ['a third is lost', ways({ signal: 'open', udp: 'open' }), { ...GOOD, loss: 0.33 }, 'sound'],
    ['two seconds there and back', ways({ signal: 'open', udp: 'open' }), { ...GOOD, rtt: 2000 }, 'sound'],
    ['signals alone', ways({ signal: 'open' }), null, 'text'],
    ['nothing', ways({}), null, 'text'],
    ['a relay that is not offered', ways({ signal: 'open', relay: 'absent' }), null, 'text'],
  ];
  for (const [name, tried, quality, verdict] of rows)
    test(`${name}: ${verdict}`, () => assert.equal(verdictOf(tried, quality), verdict));
});

/** The store with a check that a test plays. */
function make({ answer = TICKET as ConnectionCheck | Problem, supported = true } = {}) {
  const posts: string[] = [];
  const clipboard: string[] = [];
  let tell!: CheckHandlers;
  let signal!: AbortSignal;
  let finish!: () => void;
  let runs = 0;
  const store = createConnectionStore(
    {
      server: 'https://care.example',
      api: {
        async post(path: string) {
          posts.push(path);
          if (answer instanceof Problem) throw answer;
          return answer;
        },
      } as never,
    },
    {
      supported: () => supported,
      now: () => new Date('2026-01-02T03:04:05.000Z'),
      write: async (text) => {
        if (clipboard.length) throw new Error('refused');
        clipboard.push(text);
      },
      load: async () => ({
        clientVersion: '2.0.0',
        checkConnection: (_ticket, handlers, its) => {
          runs++;
          [tell, signal] = [handlers, its];
          return new Promise<void>((done) => (finish = done));
        },
      }),
    },
  );
  const settle = async () => {
    for (let i = 0; i < 5; i++) await new Promise((done) => setImmediate(done));
  };
  return {
    ...{ store, posts, clipboard, settle },
    runs: () => runs,
    tell: () => tell,
    signal: () => signal,
    finish: async () => (finish(), settle()),
  };
}

describe('the store', () => {
  test('tells each way as it is tried, then the verdict and the report', async () => {
    const { store, posts, settle, tell, finish, clipboard, runs } = make();
    void store.start();
    void store.start();
    await settle();
    assert.deepEqual([posts, runs(), store.get().phase], [['/connection-check'], 1, 'running']);
    tell().way('signal', { face: 'open', ms: 35, detail: '' });
    assert.deepEqual([store.get().ways.signal.face, store.get().ways.udp.face], ['open', 'waiting']);
    assert.equal(store.get().verdict, null, 'nothing is said before it is known');
    tell().server('1.13.5');
    tell().way('udp', { face: 'open', ms: 80, detail: '203.0.113.7:7882' });
    for (const way of ['tcp', 'relay', 'relayTls'] as const)
      tell().way(way, { face: way === 'tcp' ? 'blocked' : 'absent', ms: null, detail: '' });
    tell().quality({ kbps: 1234, rtt: 12, loss: 0.0123 });
    await finish();
    const { phase, verdict, report } = store.get();
    assert.deepEqual([phase, verdict], ['done', 'video']);
    for (const line of [
      'time: 2026-01-02T03:04:05.000Z',
      'server: https://care.example',
      'media server: wss://media.example (LiveKit 1.13.5)',
      'client: livekit-client 2.0.0',
      'verdict: video',
      'signal (WebSocket): open, 35 ms',
      'media over UDP: open, 80 ms, 203.0.113.7:7882',
      'media over TCP: BLOCKED',
      'relay (TURN): not offered by this server',
      'bandwidth up: 1234 kbit/s',
      'packets lost: 1.2 %',
    ])
      assert.ok(report.split('\n').includes(line), `${line}\n---\n${report}`);
    assert.ok(!report.includes('SECRET'));
    assert.deepEqual([await store.copy(), clipboard], [true, [report]]);
    assert.equal(await store.copy(), false, 'a browser that refuses');
  });

  test('stopped, it forgets what it found, and what still comes is dropped', async () => {
    const { store, settle, tell, signal, finish, runs } = make();
    void store.start();
    await settle();
    const old = tell();
    old.way('signal', { face: 'open', ms: 1, detail: '' });
    store.stop();
    assert.deepEqual(
      [signal().aborted, store.get().phase, store.get().ways.signal.face],
      [true, 'idle', 'waiting'],
    );
    old.way('udp', { face: 'open', ms: 1, detail: '' });
    await finish();
    assert.deepEqual(
      [store.get().phase, store.get().ways.udp.face, store.get().verdict],
      ['idle', 'waiting', null],
    );
    void store.start();
    await settle();
    assert.deepEqual([runs(), store.get().phase], [2, 'running'], 'and it can be had again');
  });

  const failures: [Problem | undefined, boolean, string, string | null][] = [
    [new Problem(503, { code: 'media-unavailable' }), true, 'media-unavailable', 'text'],
    [new Problem(0, {}), true, 'network', null],
    [new Problem(429, { code: 'too-many-requests' }), true, 'busy', null],
    [new Problem(401, { code: 'token-expired' }), true, 'refused', null],
    [new Problem(500, {}), true, 'network', null],
    [undefined, false, 'unsupported', 'text'],
  ];
  for (const [problem, supported, failure, verdict] of failures)
    test(`says ${failure}`, async () => {
      const { store } = make({ ...(problem && { answer: problem }), supported });
      await store.start();
      assert.deepEqual(
        [store.get().phase, store.get().failure, store.get().verdict],
        ['failed', failure, verdict],
      );
      assert.ok(store.get().report.includes(`(${failure})`));
    });
});

test('the report says of each way what became of it', () => {
  const report = reportOf(
    {
      ...{ at: new Date(0), page: 'p', server: 's', media: '', mediaVersion: '', clientVersion: '' },
      ...{ browser: 'b', network: '4g' },
    },
    {
      ways: { ...ways({ signal: 'open' }), relayTls: { face: 'untried', ms: null, detail: '' } },
      quality: null,
      verdict: 'text',
      failure: null,
    },
  );
  assert.match(report, /^media server: unknown$/m);
  assert.match(report, /^network, as the browser guesses: 4g$/m);
  assert.match(report, /^relay over TLS \(TURN\/TLS\): not tried, as the way before it failed$/m);
  assert.match(report, /^bandwidth up: not measured$/m);
});

describe('statistics', () => {
  type Row = { id: string; type: string; [key: string]: unknown };
  const stats = (...rows: Row[]) => new Map(rows.map((row) => [row.id, row])) as unknown as RTCStatsReport;
  const pair = (local: object, remote: object, more: object = {}) =>
    stats(
      { id: 't', type: 'transport', selectedCandidatePairId: 'p' },
      { id: 'old', type: 'candidate-pair', localCandidateId: 'x', remoteCandidateId: 'r' },
      { id: 'p', type: 'candidate-pair', localCandidateId: 'l', remoteCandidateId: 'r', ...more },
      { id: 'l', type: 'local-candidate', address: '192.168.1.7', ...local },
      { id: 'r', type: 'remote-candidate', address: '203.0.113.7', port: 7882, ...remote },
    );

  test('say by which way media goes, and name the server’s end alone', async () => {
    const ends = [
      [pair({ candidateType: 'host', protocol: 'udp' }, { protocol: 'udp' }), 'udp'],
      [pair({ candidateType: 'host', protocol: 'tcp' }, { protocol: 'tcp' }), 'tcp'],
      [pair({ candidateType: 'relay', protocol: 'udp' }, { protocol: 'udp' }), 'relay'],
    ] as const;
    for (const [report, protocol] of ends)
      assert.deepEqual(await serverEnd(Promise.resolve(report)), { protocol, address: '203.0.113.7:7882' });
  });

  test('without a transport, as in Firefox, the nominated pair counts; without a pair there is no end', async () => {
    const firefox = stats(
      {
        id: 'p',
        type: 'candidate-pair',
        nominated: true,
        state: 'succeeded',
        localCandidateId: 'l',
        remoteCandidateId: 'r',
      },
      { id: 'l', type: 'local-candidate', candidateType: 'srflx', protocol: 'udp' },
      { id: 'r', type: 'remote-candidate', protocol: 'udp', address: '203.0.113.7', port: 1 },
    );
    assert.equal((await serverEnd(Promise.resolve(firefox)))?.protocol, 'udp');
    assert.equal(await serverEnd(Promise.resolve(stats())), null);
    assert.equal(await serverEnd(undefined), null);
  });

  const sent = (timestamp: number, bytesSent: number): Row => ({
    id: 'o',
    type: 'outbound-rtp',
    kind: 'video',
    timestamp,
    bytesSent,
    packetsSent: 1000,
  });
  const far: Row = {
    id: 'f',
    type: 'remote-inbound-rtp',
    kind: 'video',
    fractionLost: 0.1,
    roundTripTime: 0.2,
  };

  test('the browser’s own estimate goes before what was sent; without it, that counts', () => {
    const chromium = stats(
      { id: 't', type: 'transport', selectedCandidatePairId: 'p' },
      { id: 'p', type: 'candidate-pair', availableOutgoingBitrate: 900_000, currentRoundTripTime: 0.05 },
      sent(4000, 250_000),
      far,
    );
    assert.deepEqual(readLine(stats(sent(2000, 0)), chromium), { kbps: 900, rtt: 50, loss: 0.1 });
    assert.deepEqual(readLine(stats(sent(2000, 0)), stats(sent(4000, 250_000), far)), {
      kbps: 1000,
      rtt: 200,
      loss: 0.1,
    });
    assert.deepEqual(readLine(stats(), stats()), { kbps: null, rtt: null, loss: null });
  });
});
