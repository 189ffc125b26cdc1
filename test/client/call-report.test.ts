import assert from 'node:assert/strict';
import test from 'node:test';
import { CallReport as Body } from '@care-elements/contract/timeline.ts';
import { createCallReport, type CallFact } from '@care-elements/client/call-report.ts';
import { createCare } from '@care-elements/client/care.ts';
import { createStore } from '@care-elements/client/store.ts';
import type { Session } from '@care-elements/client/session.ts';

function make(answers: (number | 'cut')[] = []) {
  let now = 0;
  const sent: { body: Body; init: RequestInit; url: string }[] = [];
  const timers: (() => void)[] = [];
  const care = createCare('https://care.example', 'renhe', createStore<Session | null>({ token: 't' }));
  const report = createCallReport(care, 'v1', {
    async fetch(url, init) {
      sent.push({ url: String(url), init: init!, body: Body.parse(JSON.parse(String(init!.body))) });
      const answer = answers.shift() ?? 200;
      if (answer === 'cut') throw new TypeError('network');
      return new Response('{}', { status: answer });
    },
    clock: () => now,
    setTimeout: (fn) => timers.push(fn),
    clearTimeout: () => {},
  });
  return { report, sent, timers, pass: (ms: number) => (now += ms) };
}
const rung: CallFact = { kind: 'rung', from: 'video', to: 'audio', cause: 'network' };

test('gathers, and sends once, with each event’s age', async () => {
  const { report, sent, timers, pass } = make();
  report.reportCall([rung]);
  pass(4000);
  report.reportCall([{ kind: 'device', device: 'camera', trouble: 'ended' }]);
  assert.equal(sent.length, 0);
  assert.equal(timers.length, 1);
  pass(6000);
  await report.flush();
  assert.equal(sent.length, 1);
  assert.equal(sent[0]!.url, 'https://care.example/v1/hospitals/renhe/visits/v1/call-events');
  assert.deepEqual(
    sent[0]!.body.events.map(({ agoMs }) => agoMs),
    [10_000, 6000],
  );
  assert.equal(new Headers(sent[0]!.init.headers).get('authorization'), 'Bearer t');
});

test('what was not taken goes again under the same ids; what was refused for good does not', async () => {
  const { report, sent } = make(['cut', 503, 200, 422]);
  report.reportCall([rung]);
  for (let i = 0; i < 4; i++) await report.flush();
  assert.equal(sent.length, 3);
  assert.equal(new Set(sent.map(({ body }) => body.events[0]!.eventId)).size, 1);
  assert.equal(new Set(sent.map(({ init }) => new Headers(init.headers).get('idempotency-key'))).size, 3);
  report.reportCall([rung]);
  await report.flush();
  await report.flush();
  assert.equal(sent.length, 4);
});

test('holds so much and no more: samples give way, in batches that the route takes', async () => {
  const { report, sent } = make();
  report.reportCall([rung]);
  for (let i = 0; i < 400; i++) report.reportCall([{ kind: 'quality', fps: i % 30 }]);
  await report.flush();
  const all = sent.flatMap(({ body }) => body.events);
  assert.equal(all.length, 200);
  assert.equal(all[0]!.fact.kind, 'rung');
  assert.ok(sent.every(({ body }) => body.events.length <= 50));
});

test('odd figures are cut to their range, figures that are none are left out', async () => {
  const { report, sent } = make();
  report.reportCall([{ kind: 'quality', lossIn: 1.4, rttMs: NaN, kbpsIn: -3, fps: 19.98765 }]);
  report.reportCall([{ kind: 'reconnected', afterMs: 12.6 }]);
  await report.close();
  assert.deepEqual(
    sent[0]!.body.events.map(({ fact }) => fact),
    [
      { kind: 'quality', lossIn: 1, kbpsIn: 0, fps: 19.988 },
      { kind: 'reconnected', afterMs: 13 },
    ],
  );
  assert.equal(sent[0]!.init.keepalive, true);
  report.reportCall([rung]);
  await report.flush();
  assert.equal(sent.length, 1, 'nothing after the end');
});
