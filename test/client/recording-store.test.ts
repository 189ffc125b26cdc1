/** The recording of a call in the browser: what the stream says, what is asked for, and what is done with answers that come late. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Recording, RecordingState } from '@care-elements/contract/recording.ts';
import { createRecordingStore } from '@care-elements/client/recording-store.ts';
import { fakeCare, refuse, type Answers } from '../../stories/fake-care.ts';
import { RECORDING_CONSENT as consent } from '../../stories/recording-facts.ts';

const idOf = (n: number) => `0190aaaa-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [VISIT, OTHER] = [idOf(1), idOf(2)];
const recordingIn = (state: RecordingState, recordingId = idOf(3)): Recording => ({
  ...{ recordingId, state, consentVersion: '1', stoppedBy: null, failure: null, file: null },
  ...{ askedAt: '2026-11-28T02:00:00.000Z', answeredAt: null, startedAt: null, endedAt: null },
});
const tick = () => new Promise((done) => setTimeout(done));

function open(latest: Recording | null, answers: Answers = {}) {
  const view = (one: Recording | null) => ({ recording: { consent, latest: one } });
  const care = fakeCare({
    live: {
      [`recording:${VISIT}`]: { recording: view(latest) },
      [`recording:${OTHER}`]: { recording: view(null) },
    },
    answers,
  });
  const store = createRecordingStore(care);
  return { care, store, push: (one: Recording) => care.push(`recording:${VISIT}`, 'recording', view(one)) };
}

test('follows a visit for as long as somebody looks, and the next one from its own beginning', async () => {
  const { store, push } = open(recordingIn('asked'));
  const [first, second] = [store.watch(VISIT), store.watch(VISIT)];
  await tick();
  assert.deepEqual([store.get().latest?.state, store.get().consent?.version], ['asked', '1']);
  first();
  push(recordingIn('on'));
  assert.equal(store.get().latest?.state, 'on', 'one still looks');
  const third = store.watch(OTHER);
  assert.deepEqual([store.get().visitId, store.get().latest], [OTHER, null]);
  push(recordingIn('stopping'));
  await tick();
  assert.equal(store.get().latest, null, 'what is said of the other visit is not ours');
  second();
  third();
  assert.deepEqual([store.get().visitId, store.get().consent], [null, null]);
});

test('an answer carries the version that was read, and is shown once the server has it', async () => {
  const asked: unknown[] = [];
  const { store } = open(recordingIn('asked'), {
    answerRecording: ({ body, params }) => (asked.push([params, body]), recordingIn('starting')),
  });
  store.watch(VISIT);
  await tick();
  const answering = store.answer(true);
  assert.deepEqual([store.get().busy, store.get().latest?.state], ['answer', 'asked'], 'not before');
  await store.answer(false);
  await answering;
  assert.deepEqual(asked, [
    [
      { visitId: VISIT, recordingId: idOf(3) },
      { agreed: true, version: '1' },
    ],
  ]);
  assert.deepEqual([store.get().busy, store.get().latest?.state], [null, 'starting']);
});

test('what the other side did first is no trouble; anything else is said until the next try', async () => {
  let answer: Recording | ReturnType<typeof refuse> = refuse('state-conflict');
  const { store } = open(recordingIn('on'), {
    stopRecording: () => {
      if (answer instanceof Error) throw answer;
      return answer as Recording;
    },
  });
  store.watch(VISIT);
  await tick();
  await store.stop();
  assert.equal(store.get().problem, null);
  answer = refuse('internal');
  await store.stop();
  assert.equal(store.get().problem?.code, 'internal');
  answer = recordingIn('stopping');
  await store.stop();
  assert.deepEqual([store.get().problem, store.get().latest?.state], [null, 'stopping']);
});

test('an answer about a visit that is gone is dropped', async () => {
  let answer: (recording: Recording) => void;
  const { store } = open(null, { askRecording: () => new Promise((done) => (answer = done)) });
  store.watch(VISIT);
  await tick();
  const asking = store.ask();
  await tick();
  store.watch(OTHER);
  answer!(recordingIn('asked'));
  await asking;
  assert.deepEqual([store.get().visitId, store.get().latest, store.get().busy], [OTHER, null, null]);
});

test('a file has an address of the Care server, or none', async () => {
  const { store, care } = open(recordingIn('stored'), {
    openRecording: { url: '/v1/film?ticket=1', expiresAt: '2026-11-28T04:00:00.000Z' },
    listRecordings: { recordings: [recordingIn('stored')] },
  });
  store.watch(VISIT);
  await tick();
  await store.list();
  assert.equal(store.get().all?.length, 1);
  assert.equal(await store.open(idOf(3)), 'https://care.example/v1/film?ticket=1');
  care.answers.openRecording = refuse('not-found');
  assert.equal(await store.open(idOf(3)), undefined);
});
