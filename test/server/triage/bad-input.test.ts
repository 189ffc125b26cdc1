/** Input that makes no sense, through the API: a clear problem or no harm, nothing lost, and never a lower level than without it. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openTestApp, PATIENT, type Answer, type TestApp } from '../../kit/open-test-app.ts';
import { owners, protocolFile } from '../../kit/content.ts';

const consent = { version: 'demo-1', agreed: true };
/** A cold with a fever of 39: routine. */
const ROUTINE = {
  ...{ danger: ['none'], 'cold-with': ['none'], temp: ['t39'], risk: ['none'], lasting: ['h24'] },
};

describe('bad input', () => {
  let t: TestApp;
  let hash: string;
  before(async () => {
    t = await openTestApp();
    hash = (await t.call('GET', '/renhe/protocols/cold')).body.hash;
  });
  after(() => t.close());

  const young = () => t.openVisit('renhe', { birthDate: '1990-05-01', sex: 'male' });
  type Visit = Awaited<ReturnType<typeof young>>;
  const send = (visit: Visit, change: object = {}) =>
    t.call('POST', `/renhe/visits/${visit.visitId}/triage`, {
      token: visit.token,
      body: { protocols: [{ id: 'cold', hash }], text: '流鼻涕', answers: ROUTINE, ...change },
    });
  const begin = (visit: Visit, change: object) =>
    t.call('POST', `/renhe/visits/${visit.visitId}/triage/questions`, {
      token: visit.token,
      body: { protocolId: 'cold', text: '流鼻涕', ...change },
    });
  const stored = async (visit: Visit) =>
    (await t.call('GET', `/renhe/visits/${visit.visitId}`, { token: visit.token })).body.triage;
  /** RFC 9457, with the place of what is wrong. */
  const isProblem = ({ status, body, headers }: Answer, expected: number, code: string, pointer?: string) => {
    assert.equal(status, expected, JSON.stringify(body));
    assert.match(headers.get('content-type')!, /^application\/problem\+json/);
    assert.equal(body.code, code);
    assert.ok(body.type && body.title && body.status === expected && body.requestId);
    if (pointer !== undefined) assert.equal(body.errors[0].pointer, pointer);
  };
  /** Refused, and what was there before is there still; the good answers still go through. */
  const refusedUnharmed = async (change: object, code: string, pointer?: string) => {
    const visit = await young();
    const first = await send(visit);
    assert.equal(first.status, 201, JSON.stringify(first.body));
    isProblem(await send(visit, change), code === 'protocol-outdated' ? 409 : 422, code, pointer);
    const kept = await stored(visit);
    assert.equal(kept.triageResultId, first.body.triage.triageResultId, 'the earlier result stands');
    assert.equal((await send(visit)).body.triage.level, 3);
  };

  describe('ages and birth dates', () => {
    for (const age of ['-1', '200', 'NaN', 'old', '', '1e9'])
      it(`an age of “${age}”`, async () => {
        isProblem(await t.call('GET', `/renhe/complaints?age=${age}`), 422, 'invalid-input', '/age');
        if (age)
          isProblem(await t.call('GET', `/renhe/protocols/cold?age=${age}`), 422, 'invalid-input', '/age');
      });

    const tomorrow = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
    for (const birthDate of [
      tomorrow,
      '2999-01-01',
      '1825-01-01',
      '2026-02-30',
      '01.05.1990',
      '',
      'x',
      19900501,
    ])
      it(`a birth date of ${birthDate}`, async () => {
        const answer = await t.call('POST', '/renhe/visits', {
          body: { patient: { ...PATIENT, birthDate }, language: 'en', consent },
        });
        isProblem(answer, 422, 'invalid-input', '/patient/birthDate');
      });
  });

  describe('words', () => {
    it('10,000 characters are refused, and the visit goes on', async () => {
      await refusedUnharmed({ text: '疼'.repeat(10_000) }, 'invalid-input', '/text');
      isProblem(await begin(await young(), { text: 'ache '.repeat(2_000) }), 422, 'invalid-input', '/text');
      isProblem(
        await t.call('GET', `/renhe/complaints?age=30&q=${'疼'.repeat(10_000)}`),
        422,
        'invalid-input',
        '/q',
      );
    });

    for (const [name, text] of Object.entries({
      'U+0000': '头\u0000疼',
      'a high half': '头疼\ud83d',
      'a low half': '\udc00头疼',
      'a control character': '头\u0007疼',
    }))
      it(`${name} is refused by name`, async () => {
        await refusedUnharmed({ text }, 'invalid-input', '/text');
        isProblem(await begin(await young(), { text }), 422, 'invalid-input', '/text');
      });

    const NOISE = {
      emoji: '🤒🤧👨‍👩‍👧',
      markup: '<b>流鼻涕</b><script>alert(1)</script>',
      'a formula': '=cmd|calc; DROP TABLE visits; -- ${7*7} {{7*7}}',
      'right-to-left marks': '\u202e流鼻涕\u202c\u200b',
      'letters that grow': 'ﷺ'.repeat(100),
      'combining marks': `a${'\u0301'.repeat(1_000)}`,
      nothing: '',
    };
    for (const [name, text] of Object.entries(NOISE))
      it(`${name} is kept as written and lowers nothing`, async () => {
        const visit = await young();
        const begun = await begin(visit, { text });
        assert.equal(begun.status, 200, JSON.stringify(begun.body));
        const { status, body } = await send(visit, { text });
        assert.equal(status, 201, JSON.stringify(body));
        assert.equal(body.triage.text, text.trim());
        assert.ok(body.triage.level <= 3);
        // Beside a red flag, too.
        const grave = await send(await young(), { text: `${text} 今天吐了好多血` });
        assert.equal(grave.body.triage.level, 1, name);
      });
  });

  describe('answers', () => {
    for (const [name, answers, pointer] of [
      ['an unknown linkId', { ...ROUTINE, nonsense: ['none'] }, '/answers/nonsense'],
      ['a linkId of the language', { ...ROUTINE, constructor: ['none'] }, '/answers/constructor'],
      ['a code that is no option', { ...ROUTINE, temp: ['warm'] }, '/answers/temp'],
      ['a contradiction', { ...ROUTINE, danger: ['none', 'blue'] }, '/answers/danger'],
      ['two where one is asked', { ...ROUTINE, temp: ['t36', 't39'] }, '/answers/temp'],
      ['none where one has to be chosen', { ...ROUTINE, temp: ['none'] }, '/answers/temp'],
      ['a text', { ...ROUTINE, temp: 't39' }, '/answers/temp'],
      ['a number', { ...ROUTINE, temp: 39 }, '/answers/temp'],
      ['null', { ...ROUTINE, temp: null }, '/answers/temp'],
      ['an object', { ...ROUTINE, temp: { code: 't39' } }, '/answers/temp'],
      ['a list of nothing', { ...ROUTINE, temp: [] }, '/answers/temp'],
      ['a list of numbers', { ...ROUTINE, temp: [39] }, '/answers/temp/0'],
      ['markup', { ...ROUTINE, temp: ['<img src=x onerror=alert(1)>'] }, '/answers/temp'],
      ['no answers', undefined, '/answers'],
      ['a list for answers', [], '/answers'],
      ['an interview that is not finished', { danger: ['none'] }, '/answers/cold-with'],
    ] as [string, unknown, string][])
      it(name, () => refusedUnharmed({ answers }, 'invalid-input', pointer));

    it('a thousand answers, and a thousand codes', async () => {
      const many = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`q${i}`, ['none']]));
      await refusedUnharmed({ answers: { ...ROUTINE, ...many } }, 'invalid-input', '/answers');
      const codes = Array.from({ length: 1000 }, () => 'blue');
      await refusedUnharmed({ answers: { ...ROUTINE, danger: codes } }, 'invalid-input', '/answers/danger');
    });

    it('what the browser claims of the level is not read', async () => {
      const { body } = await send(await young(), { level: 4, flags: [], reasons: [], facts: { age: 3 } });
      assert.equal(body.triage.level, 3);
    });
  });

  describe('measurements', () => {
    for (const [measures, pointer] of [
      [{ temp: -1 }, '/measures/temp'],
      [{ temp: 'hot' }, '/measures/temp'],
      [{ hr: 1e9 }, '/measures/hr'],
      [{ spo2: null }, '/measures/spo2'],
      [{ height: 180 }, '/measures'],
      [{ sbp: 80, dbp: 120 }, '/measures/dbp'],
    ] as [object, string][])
      it(JSON.stringify(measures), () => refusedUnharmed({ measures }, 'invalid-input', pointer));
  });

  describe('protocols', () => {
    it('an unknown one, one of another hash, one named twice, none, too many', async () => {
      const one = { id: 'cold', hash };
      const other = { id: 'cold', hash: 'f'.repeat(64) };
      await refusedUnharmed({ protocols: [{ id: 'nowhere', hash }] }, 'protocol-outdated');
      await refusedUnharmed({ protocols: [other] }, 'protocol-outdated');
      await refusedUnharmed({ protocols: [one, one] }, 'invalid-input', '/protocols/1');
      await refusedUnharmed({ protocols: [] }, 'invalid-input', '/protocols');
      await refusedUnharmed({ protocols: Array(9).fill(one) }, 'invalid-input', '/protocols');
      await refusedUnharmed({ protocols: [{ id: 'cold', hash: 'x' }] }, 'invalid-input', '/protocols/0/hash');
      await refusedUnharmed({ protocols: [{ id: 'epidemic', hash }, one] }, 'protocol-outdated');
    });

    it('a version that was retired: told which stands, nothing stored, and the answers go with it', async () => {
      const visit = await young();
      const o = await owners(t);
      const { body: draft } = await o.upload({ ...protocolFile('cold'), version: '9.0.0' });
      assert.ok(draft.hash, JSON.stringify(draft));
      const published = await o.publish('cold', draft.hash);
      assert.equal(published.status, 200, JSON.stringify(published.body));
      const refused = await send(visit);
      isProblem(refused, 409, 'protocol-outdated');
      assert.deepEqual(refused.body.current, { id: 'cold', hash: draft.hash });
      assert.equal(await stored(visit), null);
      const again = await send(visit, { protocols: [{ id: 'cold', hash: draft.hash }] });
      assert.deepEqual([again.status, again.body.triage.level], [201, 3]);
    });
  });
});
