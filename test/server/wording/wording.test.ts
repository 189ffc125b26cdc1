/** A hospital's own words: checked before they are kept, shown to everybody, kept by caches under their number, each change in the trail. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Problem } from '@care-elements/contract/problems.ts';
import {
  LONGEST_SENTENCE,
  MOST_SENTENCES,
  type OwnSentence,
  type WordingKey,
} from '@care-elements/contract/wording.ts';
import { blanksIn } from '../../../scripts/wording.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';

type Wording = { version: number; sentences: { language: string; key: string; sentence: string }[] };

describe('a hospital’s own words', () => {
  let t: TestApp;
  let token: string;
  before(async () => {
    t = await openTestApp();
    token = await t.tokenOf('renhe', 'fang', 'administrator');
  });
  after(() => t.close());
  const set = (key: string, sentence: string | null, language = 'en', by = token) =>
    t.call('PUT', '/renhe/wording', { token: by, body: { language, key, sentence } });
  const shown = async (hospital = 'renhe', query = '') =>
    (await t.call('GET', `/${hospital}/wording${query}`)).body as Wording;
  const named = async () => ((await t.call('GET', '/renhe')).body as { wording?: number }).wording;

  it('are named by the configuration while there are any, for this hospital alone; null takes ours again', async () => {
    assert.equal(await named(), undefined);
    assert.equal((await set('queue.title', '  Your turn at {department}  ')).status, 200);
    assert.equal((await set('queue.title', '您在{department}排队', 'zh-CN')).status, 200);
    assert.equal(await named(), 2);
    const all = await shown();
    assert.deepEqual(all.sentences, [
      { language: 'en', key: 'queue.title', sentence: 'Your turn at {department}', blanks: ['department'] },
      { language: 'zh-CN', key: 'queue.title', sentence: '您在{department}排队', blanks: ['department'] },
    ]);
    assert.deepEqual((await shown('lakeside')).sentences, []);
    // The same again is no change.
    assert.equal((await set('queue.title', 'Your turn at {department}')).status, 200);
    assert.equal(await named(), 2);
    await set('queue.title', null, 'zh-CN');
    await set('queue.title', null);
    await set('queue.title', null);
    assert.equal(await named(), undefined);
    const trail = await t.deps.db.tenant('renhe', (tx) =>
      tx.execute(`SELECT resource_id, actor_role FROM audit_entries WHERE action = 'wording.set'`),
    );
    assert.deepEqual(
      trail.rows.map((row) => `${row['actor_role'] as string} ${row['resource_id'] as string}`).sort(),
      ['en', 'en', 'zh-CN', 'zh-CN'].map((language) => `administrator ${language} queue.title`),
    );
  });

  it('are listed for an administrator: what can be said, what was said, by whom and when, and what no longer fits', async () => {
    const read = async (path: string) => (await t.call('GET', `/renhe/wording/${path}`, { token })).body;
    const { keys } = (await read('keys')) as { keys: WordingKey[] };
    const of = (key: string) => keys.find((one) => one.key === key);
    assert.deepEqual(of('queue.title'), { key: 'queue.title', blanks: ['department'], safety: false });
    for (const key of ['first.consentAgree', 'triage-result.call', 'prescription.warnings.whole'])
      assert.equal(of(key)?.safety, true, key);
    assert.equal(of('first.demo'), undefined);
    await set('queue.stay', 'Wait on');
    await t.deps.db.tenant('renhe', (tx) =>
      tx.execute(`UPDATE hospital_sentences SET sentence = 'no {blank}' WHERE key = 'queue.stay'`),
    );
    await set('queue.ticket', '您的号', 'zh-CN');
    const { sentences } = (await read('own')) as { sentences: OwnSentence[] };
    const setBy = { 'zh-CN': '方琳', en: 'Fang Lin' };
    assert.deepEqual(
      sentences.map(({ setAt, ...rest }) => (assert.match(setAt, /^\d{4}-.*Z$/), rest)),
      [
        { language: 'en', key: 'queue.stay', sentence: 'no {blank}', fits: false, setBy },
        { language: 'zh-CN', key: 'queue.ticket', sentence: '您的号', fits: true, setBy },
      ],
    );
    await set('queue.stay', null);
    await set('queue.ticket', null, 'zh-CN');
    assert.deepEqual(await read('own'), { sentences: [] });
  });

  it('are not overwritten by who has not seen them', async () => {
    const put = (sentence: string | null, instead?: string | null) =>
      t.call('PUT', '/renhe/wording', {
        token,
        body: { language: 'en', key: 'queue.stay', sentence, instead },
      });
    assert.equal((await put('Wait on', null)).status, 200);
    const late = await put('Go on waiting', null);
    assert.deepEqual(
      [late.status, (late.body as Problem).code, (late.body as Problem).current],
      [409, 'version-conflict', 'Wait on'],
    );
    assert.equal((await put(null, 'Go on waiting')).status, 409);
    assert.deepEqual(
      (await shown()).sentences.map(({ sentence }) => sentence),
      ['Wait on'],
    );
    // Who says the same has nothing to hear of.
    assert.equal((await put('Wait on', null)).status, 200);
    assert.equal((await put('Go on waiting', 'Wait on')).status, 200);
    assert.equal((await put(null, 'Go on waiting')).status, 200);
  });

  it('may be kept for good under their number, and under no other', async () => {
    await set('queue.ticket', 'Your place');
    const { version } = await shown();
    const cache = async (query: string) => {
      const answer = await t.app.request(`/v1/hospitals/renhe/wording${query}`);
      return answer.headers.get('cache-control');
    };
    assert.match((await cache(`?version=${version}`))!, /immutable/);
    for (const query of ['', `?version=${version - 1}`, `?version=${version + 1}`])
      assert.equal(await cache(query), 'no-store', query);
  });

  it('are refused where they are no sentence of ours, lose a blank or are more than text', async () => {
    const { version } = await shown();
    for (const [key, sentence] of [
      ['queue.nothing', 'x'],
      ['toString', 'x'],
      ['first.demo', 'All of this is real.'],
      ['triage-result.noDiagnosis', 'This is a diagnosis.'],
      ['queue.ticket', ''],
      ['queue.ticket', ' \t '],
      ['queue.ticket', '\u00ad \u3164\u200d'],
      ['queue.ticket', 'x'.repeat(LONGEST_SENTENCE + 1)],
      ['queue.ticket', '<img src=x onerror=alert(1)>'],
      ['queue.ticket', 'a &lt;b'],
      ['queue.ticket', 'turned \u202e around'],
      ['queue.ticket', 'two\nlines'],
      ['queue.ticket', 'two\u2028lines'],
      ['queue.ticket', 'a {blank} of its own'],
      ['queue.ticket', 'a brace { alone'],
      ['queue.title', 'Waiting'],
      ['queue.title', 'Waiting for {department}, {name}'],
      ['triage-result.call', 'Call somebody'],
    ] as const)
      assert.equal((await set(key, sentence)).status, 422, `${key}: ${sentence}`);
    assert.equal((await set('queue.ticket', 'x', 'fr')).status, 422);
    assert.equal((await shown()).version, version);
  });

  it('are at most so many', async () => {
    const { sentences } = await shown();
    await t.deps.db.tenant('renhe', (tx) =>
      tx.execute(`UPDATE hospitals SET wording_count = ${MOST_SENTENCES} WHERE hospital_id = 'renhe'`),
    );
    assert.equal((await set('queue.next', 'You come next')).status, 409);
    // One that is there can still be changed.
    assert.equal((await set('queue.ticket', 'Your figure')).status, 200);
    await t.deps.db.tenant('renhe', (tx) =>
      tx.execute(`UPDATE hospitals SET wording_count = ${sentences.length} WHERE hospital_id = 'renhe'`),
    );
  });

  it('that no longer fit the original are not shown', async () => {
    await t.deps.db.tenant('renhe', (tx) =>
      tx.execute(`UPDATE hospital_sentences SET sentence = 'lost {blank}' WHERE key = 'queue.ticket'`),
    );
    assert.deepEqual((await shown()).sentences, []);
  });

  it('have blanks that are read from the original', () => {
    assert.deepEqual(
      blanksIn((n) => (+n! > 1 ? `${n} left` : 'One left')),
      ['n'],
    );
    assert.equal(
      blanksIn((all) => (all as unknown as string[]).join()),
      null,
    );
  });
});
