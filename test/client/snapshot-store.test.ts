/** A snapshot's store on a faked server: when a picture is taken, what happens to it when the answer is no longer yes, and resending. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Snapshot, SnapshotState, SnapshotView } from '@care-elements/contract/snapshot.ts';
import type { Care } from '@care-elements/client/care.ts';
import { Problem } from '@care-elements/client/problem.ts';
import { createSnapshotStore } from '@care-elements/client/snapshot-store.ts';

const CONSENT = { version: '7', text: { 'zh-CN': '…', en: '…' } };
const snapshotIn = (state: SnapshotState, more: Partial<Snapshot> = {}): Snapshot => ({
  ...{ snapshotId: 's1', state, purpose: 'rash', consentVersion: '7', picture: null },
  ...{ askedAt: '2026-11-28T02:00:00.000Z', answeredAt: null, ...more },
});
const conflict = new Problem(409, { code: 'state-conflict' });

function make({ answers = {} as Record<string, unknown>, uploads = [] as (number | 'cut')[] } = {}) {
  const posts: [string, unknown][] = [];
  const keys: string[] = [];
  let say!: (view: SnapshotView) => void;
  const care = {
    api: {
      base: 'http://server/v1/hospitals/renhe',
      async post(path: string, body: unknown) {
        posts.push([path.replace('/visits/v1/snapshots', ''), body]);
        const answer = answers[path.split('/').at(-1)!];
        if (answer instanceof Problem) throw answer;
        return answer;
      },
      get: async () => ({ snapshots: [] }),
    },
    live: {
      on(_topic: string, { snapshot }: { snapshot(data: { snapshot: SnapshotView }): void }) {
        say = (view) => snapshot({ snapshot: view });
        return () => {};
      },
    },
    session: { get: () => ({ token: 't' }) },
  } as unknown as Care;
  const fetch = async (_url: unknown, init: RequestInit) => {
    keys.push((init.headers as Record<string, string>)['Idempotency-Key']!);
    const next = uploads.shift() ?? 201;
    if (next === 'cut') throw new TypeError('network');
    return new Response(JSON.stringify(next === 201 ? { attachmentId: 'a1' } : { code: 'file-refused' }), {
      status: next,
    });
  };
  const store = createSnapshotStore(care, { fetch: fetch as never, sleep: async () => {} });
  store.watch('v1');
  const tell = (latest: Snapshot | null) => say({ consent: CONSENT, latest });
  return { store, posts, keys, tell };
}
const still = async () => new Blob(['jpeg']);

describe('a snapshot’s store', () => {
  test('takes nothing before the yes, and one picture after it', async () => {
    const t = make({ answers: { picture: snapshotIn('stored') } });
    let taken = 0;
    const count = async () => (taken++, still());
    for (const state of ['asked', 'refused', 'withdrawn'] as const) {
      t.tell(snapshotIn(state));
      await t.store.take(count);
    }
    assert.deepEqual([taken, t.posts], [0, []]);
    t.tell(snapshotIn('agreed'));
    await Promise.all([t.store.take(count), t.store.take(count)]);
    assert.equal(taken, 1);
    assert.deepEqual(t.posts, [['/s1/picture', { attachmentId: 'a1' }]]);
    assert.equal(t.store.get().latest!.state, 'stored');
  });

  test('a yes that is taken back while the picture is drawn: it does not leave the page', async () => {
    const t = make();
    t.tell(snapshotIn('agreed'));
    await t.store.take(async () => {
      t.tell(snapshotIn('withdrawn'));
      return still();
    });
    assert.deepEqual([t.keys, t.posts], [[], []]);
    assert.equal(t.store.get().latest!.state, 'withdrawn');
  });

  test('a line that breaks is tried again with the same key; a picture that can’t be stored is said', async () => {
    const t = make({ answers: { picture: snapshotIn('stored') }, uploads: ['cut', 'cut', 201] });
    t.tell(snapshotIn('agreed'));
    await t.store.take(still);
    assert.equal(t.keys.length, 3);
    assert.equal(new Set(t.keys).size, 1);
    assert.equal(t.store.get().latest!.state, 'stored');

    const refused = make({ answers: { fail: snapshotIn('failed') }, uploads: [422] });
    refused.tell(snapshotIn('agreed'));
    await refused.store.take(still);
    const dark = make({ answers: { fail: snapshotIn('failed') } });
    dark.tell(snapshotIn('agreed'));
    await dark.store.take(() => Promise.reject(new Error('there is no picture')));
    assert.deepEqual(dark.keys, []);
    for (const { posts, store } of [refused, dark]) {
      assert.equal(posts.at(-1)![0], '/s1/fail');
      assert.equal(store.get().latest!.state, 'failed');
    }
  });

  test('the patient answers the version that they read; what the other side did meanwhile is no failure', async () => {
    const t = make({ answers: { answer: snapshotIn('agreed'), withdraw: conflict } });
    t.tell(snapshotIn('asked'));
    await t.store.answer(true);
    assert.deepEqual(t.posts, [['/s1/answer', { agreed: true, version: '7' }]]);
    await t.store.withdraw();
    assert.equal(t.store.get().problem, null);
  });

  test('an answer that comes later than the stream does not turn it back', async () => {
    const t = make({ answers: { answer: snapshotIn('agreed') } });
    t.tell(snapshotIn('asked'));
    const answering = t.store.answer(true);
    t.tell(snapshotIn('stored'));
    await answering;
    assert.equal(t.store.get().latest!.state, 'stored');
  });
});
