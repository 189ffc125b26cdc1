/** What moved a patient's place, as the page can tell, and that only what it has seen counts. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { QueuePlace } from '@care-elements/contract/queue.ts';
import type { VisitView } from '@care-elements/contract/visit.ts';
import { createCare } from '@care-elements/client/care.ts';
import { createQueueStore, placeChange } from '@care-elements/client/queue-store.ts';
import { createStore } from '@care-elements/client/store.ts';
import { createVisitStore } from '@care-elements/client/visit-store.ts';

const place = (more: Partial<QueuePlace> = {}): QueuePlace => ({
  ...{ entryId: 'e1', state: 'waiting', ticket: 'A017', ahead: 3, waitMinutes: null, changed: null },
  department: { departmentId: 'd1', code: '03', name: { 'zh-CN': '内科', en: 'Medicine' }, open: true },
  ...{ joinedAt: '2026-01-01T00:00:00.000Z', calledAt: null, respondBy: null },
  ...more,
});
const called = place({ state: 'called', ahead: null });

const rows: [name: string, ...Parameters<typeof placeChange>, to: ReturnType<typeof placeChange>][] = [
  ['seen for the first time', undefined, place(), null, null],
  ['a place where there was none', null, place(), null, 'joined'],
  ['one less in front', place(), place({ ahead: 2 }), null, 'called-ahead'],
  ['one more in front', place(), place({ ahead: 4 }), 'called-ahead', 'urgent-ahead'],
  ['only the estimate moved', place(), place(), 'urgent-ahead', 'urgent-ahead'],
  [
    'after a missed call',
    place({ state: 'missed', ahead: null }),
    place({ entryId: 'e2' }),
    null,
    'requeued',
  ],
  ['long after one', place({ state: 'no_show', ahead: null }), place({ entryId: 'e2' }), null, 'requeued'],
  ['after leaving', place({ state: 'left', ahead: null }), place({ entryId: 'e2' }), null, 'joined'],
  ['called', place(), called, 'called-ahead', null],
  ['no place', place(), null, 'called-ahead', null],
  ['the server names it', place(), place({ ahead: 2, changed: 'left-ahead' }), null, 'left-ahead'],
  ['the server names it at once', undefined, place({ changed: 'requeued' }), null, 'requeued'],
];
describe('what moved a place', () => {
  for (const [name, before, now, last, to] of rows)
    test(name, () => assert.equal(placeChange(before, now, last), to));
});

test('a place after a missed call is asked for under a key of its own, whatever became of the first', async () => {
  const keys: string[] = [];
  const fetched = globalThis.fetch;
  globalThis.fetch = async (_, init) => {
    keys.push((init!.headers as Headers).get('Idempotency-Key')!);
    // It may have been done all the same.
    return new Response('{"code":"internal"}', { status: 500 });
  };
  const care = createCare('https://care.test', 'renhe', createStore(null));
  globalThis.fetch = fetched;
  care.live.on = () => () => {};
  const visit = care.use(createVisitStore);
  const { join } = care.use(createQueueStore);
  const view = (version: number, queue: QueuePlace | null) =>
    visit.accept({ visitId: 'v1', version, queue, triage: null } as unknown as VisitView);
  view(1, null);
  await join('d1');
  await join('d1');
  view(2, place({ state: 'missed', ahead: null }));
  await join('d1');
  assert.equal(keys[0], keys[1], 'the same again');
  assert.notEqual(keys[0], keys[2], 'another place');
});

test('the store follows the visit, and starts anew with another', () => {
  const care = createCare('https://care.test', 'renhe', createStore(null));
  care.live.on = () => () => {};
  const visit = care.use(createVisitStore);
  const { changed } = care.use(createQueueStore);
  const view = (version: number, queue: QueuePlace | null, visitId = 'v1') =>
    visit.accept({ visitId, version, queue, triage: null } as unknown as VisitView);
  view(1, place());
  assert.equal(changed.get(), null);
  view(2, place({ ahead: 2 }));
  assert.equal(changed.get(), 'called-ahead');
  view(3, place({ ahead: 5 }));
  assert.equal(changed.get(), 'urgent-ahead');
  view(3, place({ ahead: 5 }), 'v2');
  assert.equal(changed.get(), null);
});
