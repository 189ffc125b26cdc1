/** Epidemic files as signed content: shown line by line, linted, and asked of patients only once they are signed. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { EPIDEMICS_DIR, parseEpidemic } from '../../../server/triage/epidemic-file.ts';
import { openEpidemics } from '../../../server/triage/epidemics.ts';
import { owners } from '../../kit/content.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';

const NAME = 'example-measles.json';
const FILE = JSON.parse(readFileSync(`${EPIDEMICS_DIR}${NAME}`, 'utf8'));

describe('epidemic files as signed content', () => {
  let t: TestApp;
  let o: Awaited<ReturnType<typeof owners>>;
  before(async () => {
    const list = () => [parseEpidemic(JSON.stringify(FILE), NAME)];
    t = await openTestApp({ demo: false, now: () => new Date('2026-06-10T04:00:00Z'), epidemics: { list } });
    o = await owners(t);
  });
  after(() => t.close());

  const path = (hash: string) => `/renhe/triage-content/epidemic/example-measles/${hash}`;
  const listed = async () =>
    (await o.list()).body.items.filter((i: { kind: string }) => i.kind === 'epidemic');

  it('stands in the list unsigned and is not served', async () => {
    const [item] = await listed();
    assert.deepEqual([item.contentId, item.served, item.review], ['example-measles', false, null]);
  });

  it('shows everything that counts as lines', async () => {
    const [{ hash }] = await listed();
    const { body } = await t.call('GET', path(hash), { token: o.medicalLead });
    const said = JSON.stringify(body.lines);
    for (const part of [FILE.title, FILE.why, FILE.advice[0], FILE.exposures[0].display])
      assert.ok(said.includes(JSON.stringify(part['zh-CN']).slice(1, -1)), part.en);
    for (const word of ['2026-01-01', '2027-12-31', '21', ...FILE.exposures[0].words.en])
      assert.ok(said.includes(word), word);
  });

  it('two files that differ anywhere differ in a line', async () => {
    const { readEpidemic } = await import('@care-elements/triage/reading-epidemic.ts');
    const lines = (change: object) =>
      JSON.stringify(readEpidemic({ ...FILE, ...change }, [], (code) => ({ 'zh-CN': code, en: code })));
    const text = { 'zh-CN': '改', en: 'changed' };
    for (const change of [
      ...[
        { title: text },
        { version: '9.9.9' },
        { from: '2026-02-01' },
        { until: '2027-01-01' },
        { incubation: 3 },
      ],
      ...[
        { areas: [{ code: 'a', display: text, from: '2026-01-01' }] },
        { exposures: [] },
        { complaints: ['cough'] },
      ],
      ...[
        { symptoms: { ge: ['temp', 38] } },
        { level: 3 },
        { why: text },
        { departments: [{ code: '03', weight: 1 }] },
      ],
      ...[{ advice: [text] }, { source: [{ src: 'K' }] }, { confidence: 'consensus-recall' }],
    ])
      assert.notEqual(lines(change), lines({}), JSON.stringify(change));
  });

  it('signed, it is served', async () => {
    const [{ hash, version }] = await listed();
    const signed = await t.call('POST', `${path(hash)}/sign`, {
      token: o.medicalLead,
      body: { contentId: 'example-measles', version, hash },
    });
    assert.equal(signed.status, 200, JSON.stringify(signed.body));
    const [item] = await listed();
    assert.equal(item.served, true);
    assert.equal(item.review.hash, hash);
  });

  it('an upload is linted in the same words as a protocol', async () => {
    const upload = (content: object) =>
      t.call('POST', '/renhe/triage-content/epidemic', { token: o.administrator, body: { content } });
    const good = await upload({ ...FILE, version: '0.2.0' });
    assert.equal(good.status, 201, JSON.stringify(good.body));
    for (const [change, pointer] of [
      [{ symptoms: { ge: ['no-such', 1] } }, '/content/symptoms'],
      [{ symptoms: { eq: ['rash-like', 'no-such'] } }, '/content/symptoms'],
      [{ departments: [{ code: '99', weight: 1 }] }, '/content/departments'],
      [{ complaints: ['no-such'] }, '/content/complaints'],
      [{ source: [{ src: 'NOWHERE' }] }, '/content/source'],
      [{ level: 1 }, '/content/level'],
      [{ until: '2025-01-01' }, '/content/until'],
      [{ emergency: undefined }, '/content/emergency'],
    ] as [object, string][]) {
      const { status, body } = await upload({ ...FILE, version: '0.3.0', ...change });
      assert.equal(status, 422, JSON.stringify(change));
      assert.equal(body.errors[0].pointer, pointer);
      assert.ok(body.errors[0].problem && body.errors[0].remedy);
      if (pointer === '/content/emergency')
        assert.match(body.errors[0].problem, /tell the ambulance\. Write/);
    }
  });

  it('the shelf of the server takes the files that come with it', () => {
    assert.ok(openEpidemics({ dir: EPIDEMICS_DIR, log: t.deps.log }).list().length >= 3);
  });
});
