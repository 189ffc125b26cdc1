/** The pharmacy's store on a fake server: who may come in, the live list, decisions, and coming second. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Prescription } from '@care-elements/contract/prescription.ts';
import type { OpenReview, ReviewLease, ReviewList } from '@care-elements/contract/review.ts';
import { createPharmacyStore } from '@care-elements/client/pharmacy-store.ts';
import { Problem } from '@care-elements/client/problem.ts';
import { fakeCare, hospital, idOf, people, reviewRx, type Answers } from '../kit/prescription-fakes.ts';
import { checklistFor, entryOf } from '../kit/review-fakes.ts';

const ID = idOf(1);
const OTHER = idOf(7);
const GAO = { ...people.gao, role: 'pharmacist', departments: [] };
const RX = reviewRx();
const decided = (decision: 'approved' | 'returned', pharmacist = people.gao): Prescription =>
  reviewRx({
    state: decision,
    review: {
      decision,
      pharmacist,
      reason: decision === 'returned' ? 'dose' : null,
      note: '',
      at: RX.savedAt,
    },
  });
const refuse = (status: number, code: string, current?: unknown) => () => {
  throw new Problem(status, { code, current });
};
const list = (...ids: string[]): ReviewList => ({
  prescriptions: ids.map((id) => entryOf({ ...RX, prescriptionId: id })),
  next: null,
  counts: { waiting: ids.length, held: 0, asked: 0 },
  waits: { longMin: 10, veryLongMin: 30 },
});
const WALK = { walked: ['legality', 'form', 'suitability'] as const, ticked: ['renal'] };
const LEASE: ReviewLease = {
  ...{ leaseId: idOf(90), pharmacist: people.gao, since: RX.savedAt, until: RX.savedAt, askedAt: null },
};
const inHand = (prescription: Prescription, change: Partial<OpenReview> = {}): OpenReview => ({
  prescription,
  checklist: checklistFor(prescription),
  lease: LEASE,
  bar: prescription.state === 'pending_review' ? null : 'over',
  ...change,
});

function make(answers: Answers = {}, token: { token: string } | null = { token: 't' }) {
  const care = fakeCare(
    {
      'GET ': hospital,
      'GET /sessions/current': GAO,
      'GET /prescriptions/reviews': list(ID, OTHER),
      ...Object.fromEntries(
        [RX, reviewRx({ prescriptionId: OTHER })].flatMap((rx) => [
          [`GET /prescriptions/${rx.prescriptionId}/review`, inHand(rx)],
          [`POST /prescriptions/${rx.prescriptionId}/review`, inHand(rx)],
          [`DELETE /prescriptions/${rx.prescriptionId}/review/lease`, undefined],
        ]),
      ),
      ...answers,
    },
    token,
  );
  return { care, store: createPharmacyStore(care) };
}
const asked = (care: ReturnType<typeof make>['care'], name: string) =>
  care.calls.filter(([call]) => call === name).map(([, body]) => body);
/** Lets what is under way finish. */
const settle = () => new Promise((done) => setTimeout(done));

test('without a token it asks to sign in, and reads nothing of any patient', async () => {
  const { care, store } = make({}, null);
  await store.load();
  assert.equal(store.get().phase, 'signed-out');
  assert.deepEqual(
    care.calls.map(([name]) => name),
    ['GET '],
  );
});

test('a doctor’s account is turned away and its token ended', async () => {
  const doctor = { ...people.zhao, role: 'doctor', departments: [] };
  const { care, store } = make(
    {
      'POST /sessions': { token: 'x', expiresAt: RX.savedAt, clinician: doctor },
      'DELETE /sessions/current': undefined,
    },
    null,
  );
  await store.load();
  assert.equal(await store.signIn('zhao', 'p'), false);
  assert.equal(store.get().problem?.problem.code, 'wrong-role');
  assert.equal(care.session.get(), null);
  assert.equal(asked(care, 'DELETE /sessions/current').length, 1);
  assert.equal(store.get().waiting, null);
});

test('a pharmacist signs in and sees what waits', async () => {
  const { care, store } = make(
    { 'POST /sessions': { token: 'x', expiresAt: RX.savedAt, clinician: GAO } },
    null,
  );
  await store.load();
  assert.equal(await store.signIn('gao', 'p'), true);
  assert.equal(store.get().phase, 'ready');
  assert.equal(care.session.get()?.token, 'x');
  assert.deepEqual(
    store.get().waiting?.map((rx) => rx.prescriptionId),
    [ID, OTHER],
  );
});

test('the list is read again when the stream says so, and a slow older answer does not overtake', async () => {
  const { care, store } = make();
  await store.load();
  let slow: (value: unknown) => void = () => {};
  care.answers['GET /prescriptions/reviews'] = () => new Promise((done) => (slow = done));
  care.push('reviews', 'reviews', { at: '2026-11-22T03:00:00.000Z' });
  await settle();
  care.answers['GET /prescriptions/reviews'] = list(OTHER);
  care.push('reviews', 'reviews', { at: '2026-11-22T03:00:01.000Z' });
  await settle();
  slow(list(ID, OTHER));
  await settle();
  assert.deepEqual(
    store.get().waiting?.map((rx) => rx.prescriptionId),
    [OTHER],
  );
});

test('the open prescription is read again when it leaves the list under our eyes', async () => {
  const { care, store } = make();
  await store.load();
  await store.open(ID);
  care.answers['GET /prescriptions/reviews'] = list(OTHER);
  care.answers[`GET /prescriptions/${ID}/review`] = inHand(decided('approved', people.he));
  care.push('reviews', 'reviews', { at: RX.savedAt });
  await settle();
  assert.equal(store.get().open?.review?.pharmacist.clinicianId, people.he.clinicianId);
});

test('opening another drops the first one’s late answer', async () => {
  const { care, store } = make();
  await store.load();
  let slow: (value: unknown) => void = () => {};
  care.answers[`POST /prescriptions/${ID}/review`] = () => new Promise((done) => (slow = done));
  const first = store.open(ID);
  await store.open(OTHER);
  slow(inHand(RX));
  await first;
  assert.equal(store.get().openId, OTHER);
  assert.equal(store.get().open?.prescriptionId, OTHER);
  // What the late answer took in hand is given back.
  assert.equal(asked(care, `DELETE /prescriptions/${ID}/review/lease`).length, 1);
});

test('a pass names what was shown, once, and the list is read again', async () => {
  const { care, store } = make({ [`POST /prescriptions/${ID}/approve`]: decided('approved') });
  await store.load();
  await store.open(ID);
  const both = await Promise.all([store.approve(WALK), store.approve(WALK)]);
  assert.deepEqual(both, [true, false]);
  await settle();
  assert.deepEqual(asked(care, `POST /prescriptions/${ID}/approve`), [
    { rxHash: RX.rxHash, alertSetHash: RX.checks.alertSetHash, ...WALK },
  ]);
  assert.equal(store.get().open?.state, 'approved');
  assert.equal(asked(care, 'GET /prescriptions/reviews').length, 2);
  // What is decided is not decided again.
  assert.equal(await store.approve(WALK), false);
  assert.equal(asked(care, `POST /prescriptions/${ID}/approve`).length, 1);
});

test('a return carries its coded reason and remark', async () => {
  const { care, store } = make({ [`POST /prescriptions/${ID}/return`]: decided('returned') });
  await store.load();
  await store.open(ID);
  assert.equal(await store.refuse('return', 'dose', '请减半', WALK), true);
  assert.deepEqual(asked(care, `POST /prescriptions/${ID}/return`), [
    { rxHash: RX.rxHash, alertSetHash: RX.checks.alertSetHash, reason: 'dose', note: '请减半', ...WALK },
  ]);
});

test('who comes second sees who decided, and what', async () => {
  const { care, store } = make({ [`POST /prescriptions/${ID}/approve`]: refuse(409, 'already-decided') });
  await store.load();
  await store.open(ID);
  care.answers[`GET /prescriptions/${ID}/review`] = inHand(decided('returned', people.he));
  assert.equal(await store.approve(WALK), false);
  const { open, problem } = store.get();
  assert.equal(problem?.problem.code, 'already-decided');
  assert.equal(open?.state, 'returned');
  assert.equal(open?.review?.pharmacist.name.en, 'He Lixin');
});

test('changed checks are shown before anything is decided on them', async () => {
  const { care, store } = make({ [`POST /prescriptions/${ID}/approve`]: refuse(409, 'version-conflict') });
  await store.load();
  await store.open(ID);
  const checks = { ...RX.checks, alertSetHash: 'c'.repeat(64) };
  care.answers[`GET /prescriptions/${ID}/review`] = inHand(reviewRx({ checks }));
  assert.equal(await store.approve(WALK), false);
  assert.equal(store.get().open?.checks.alertSetHash, 'c'.repeat(64));
  care.answers[`POST /prescriptions/${ID}/approve`] = decided('approved');
  assert.equal(await store.approve(WALK), true);
  assert.equal(
    (asked(care, `POST /prescriptions/${ID}/approve`)[1] as { alertSetHash: string }).alertSetHash,
    'c'.repeat(64),
  );
});

test('a dead connection decides nothing and keeps the prescription open', async () => {
  const { store } = make({ [`POST /prescriptions/${ID}/approve`]: refuse(0, 'network') });
  await store.load();
  await store.open(ID);
  assert.equal(await store.approve(WALK), false);
  const { open, problem, phase } = store.get();
  assert.equal(open?.state, 'pending_review');
  assert.equal(problem?.action, 'approve');
  assert.equal(phase, 'ready');
});

test('a session that has ended puts every patient away', async () => {
  const { care, store } = make();
  await store.load();
  await store.open(ID);
  care.answers['GET /prescriptions/reviews'] = refuse(401, 'token-expired');
  care.push('reviews', 'reviews', { at: RX.savedAt });
  await settle();
  const { phase, open, waiting, clinician, problem } = store.get();
  assert.deepEqual(
    { phase, open, waiting, clinician },
    { phase: 'signed-out', open: null, waiting: null, clinician: null },
  );
  assert.equal(problem?.problem.code, 'token-expired');
  assert.equal(care.session.get(), null);
});

test('signing out ends the token on the server and forgets what was read', async () => {
  const { care, store } = make({ 'DELETE /sessions/current': undefined });
  await store.load();
  await store.open(ID);
  await store.signOut();
  assert.equal(asked(care, 'DELETE /sessions/current').length, 1);
  assert.equal(store.get().phase, 'signed-out');
  assert.equal(store.get().open, null);
});

test('what is in hand beats once a minute; a lease that has ended is shown as it stands', async (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const { care, store } = make();
  care.answers[`PUT /prescriptions/${ID}/review/lease`] = LEASE;
  await store.load();
  await store.open(ID);
  const beats = () => asked(care, `PUT /prescriptions/${ID}/review/lease`);
  t.mock.timers.tick(59_000);
  assert.equal(beats().length, 0);
  t.mock.timers.tick(1000);
  assert.deepEqual(beats(), [{ leaseId: LEASE.leaseId }]);
  await settle();
  care.answers[`PUT /prescriptions/${ID}/review/lease`] = refuse(0, 'network');
  t.mock.timers.tick(60_000);
  await settle();
  assert.equal(store.get().bar, null);
  care.answers[`PUT /prescriptions/${ID}/review/lease`] = refuse(409, 'review-not-held');
  const lease = { ...LEASE, leaseId: idOf(91), pharmacist: people.he };
  care.answers[`GET /prescriptions/${ID}/review`] = inHand(RX, { lease, bar: 'held' });
  t.mock.timers.tick(60_000);
  await settle();
  assert.equal(store.get().bar, 'held');
  assert.equal(store.get().lease?.pharmacist.name.en, 'He Lixin');
  assert.equal(await store.approve(WALK), false);
  t.mock.timers.tick(600_000);
  assert.equal(beats().length, 3);
});

test('the next one is the server’s to choose; what was open is put away by it', async () => {
  const { care, store } = make({
    'POST /prescriptions/reviews/next': { review: inHand(reviewRx({ prescriptionId: OTHER })) },
  });
  await store.load();
  await store.open(ID);
  assert.equal(await store.next(), true);
  assert.equal(store.get().openId, OTHER);
  assert.deepEqual(asked(care, 'POST /prescriptions/reviews/next'), [{ besides: ID }]);
  care.answers['POST /prescriptions/reviews/next'] = { review: null };
  assert.equal(await store.next(), false);
  assert.deepEqual([store.get().openId, store.get().open], [null, null]);
});

test('a long list is read page by page, as far as somebody asked to see', async () => {
  const { care, store } = make();
  const pages = [{ ...list(ID), next: ID }, list(OTHER)];
  let read = 0;
  care.answers['GET /prescriptions/reviews'] = () => pages[read++ % 2];
  await store.load();
  assert.deepEqual([store.get().waiting?.length, store.get().more], [1, true]);
  read = 0;
  await store.showMore();
  assert.deepEqual([store.get().waiting?.length, store.get().more], [2, false]);
});

test('a choice by hand goes before the next one that is still on its way, which is given back', async () => {
  const { care, store } = make();
  await store.load();
  let slow: (value: unknown) => void = () => {};
  care.answers['POST /prescriptions/reviews/next'] = () => new Promise((done) => (slow = done));
  const next = store.next();
  await store.open(ID);
  slow({ review: inHand(reviewRx({ prescriptionId: OTHER })) });
  assert.equal(await next, false);
  await settle();
  assert.equal(store.get().openId, ID);
  assert.equal(asked(care, `DELETE /prescriptions/${OTHER}/review/lease`).length, 1);
});
