/** What the patient's own words say is grave sets a floor under the level until an answer denies it; "not sure" is urgent; self-harm reaches a human. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { QuestionnaireResponse } from 'fhir/r4.js';
import pg from 'pg';
import { evaluate } from '@care-elements/triage/engine.ts';
import { judge } from '@care-elements/triage/outcome.ts';
import type { Answers, Asking, Question } from '@care-elements/triage/protocol.ts';
import { redFlagsUnasked } from '@care-elements/triage/understand/begin.ts';
import { departmentId, openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import { protocol, protocols } from '../../triage/interviews.ts';

/** Each beside a cold, which asks of none of them. */
const GRAVE: Record<string, string[]> = {
  male: [
    ...['流鼻涕，而且胸口像压了块大石头，冒冷汗', '感冒，今天吐了好多血'],
    ...[
      '感冒，突然炸裂样的头痛，从没这么痛过',
      '流鼻涕，刚被蛇咬了',
      '感冒，喝了农药',
      '流鼻涕，大便黑得像柏油',
    ],
    ...['流鼻涕，触电了', '流鼻涕，睾丸突然剧痛', '流鼻涕，一只眼睛突然看不见了', '感冒，手指被切断了'],
    ...['流鼻涕，会阴和下身麻木'],
    ...[
      'runny nose, and a crushing pain in my chest with a cold sweat',
      'runny nose and I am vomiting blood',
    ],
    ...['runny nose, just bitten by a snake'],
    ...['a cold and the worst headache of my life, like a thunderclap', 'a cold, I drank pesticide'],
    ...['runny nose, black tarry stools', 'a cold, I got an electric shock', 'a cold, I cut off my finger'],
    ...['runny nose, my testicle suddenly hurts badly', 'a cold, and numb between the legs'],
    ...[],
  ],
  female: [
    '流鼻涕，怀孕8个月，破水了，脐带掉出来了',
    'a cold, 34 weeks pregnant and the baby stopped moving',
  ],
};
/** A cold's own question of danger asks of these. */
const ASKED = [
  ...['流鼻涕，刚才嘴歪了，左边手脚没力气', '感冒，刚才抽搐了一次', '流鼻涕，嘴唇发紫，喘不上气'],
  ...['a cold, and my face is drooping and my arm is weak', 'a cold, and I just had a fit'],
];
const DENIED = [
  ...[
    '流鼻涕，没有胸痛，没有出冷汗',
    '感冒，没有吐血，大便不黑',
    '感冒，不想死，就是鼻子堵',
    '流鼻涕，我爸去年中风过',
  ],
  ...[
    'runny nose, no chest pain, no weakness',
    'a cold, never wanted to die',
    'just a cold, no blood anywhere',
  ],
];

describe('the floor that words set', () => {
  let t: TestApp;
  let hash: string;
  before(async () => {
    t = await openTestApp();
    hash = (await t.call('GET', '/renhe/protocols/cold')).body.hash;
  });
  after(() => t.close());

  const young = (sex = 'male') => t.openVisit('renhe', { birthDate: '1990-05-01', sex });
  const send = (visit: { token: string; visitId: string }, body: object) =>
    t.call('POST', `/renhe/visits/${visit.visitId}/triage`, { token: visit.token, body });
  const CALM = { danger: ['none'], 'cold-with': ['none'], temp: ['t36'], risk: ['none'], lasting: ['h24'] };
  const cold = (text: string) => ({
    protocols: [{ id: 'cold', hash }],
    text,
    answers: CALM,
  });

  /** As the browser does: begins, answers what is asked, sends. */
  const whole = async (text: string, sex: string, choose: (q: Question, heard?: string[]) => string[]) => {
    const visit = await young(sex);
    const { body: begun } = await t.call('POST', `/renhe/visits/${visit.visitId}/triage/questions`, {
      token: visit.token,
      body: { protocolId: 'cold', text },
    });
    const answers: Answers = {};
    const asked: string[] = [];
    for (;;) {
      const { next } = evaluate(begun.protocols as Asking[], answers, { age: 36, sex }, begun.regions);
      const question = asked.length
        ? next
        : (begun.protocols as Asking[])
            .flatMap((p) => p.questions)
            .find((q) => q.linkId === begun.first.linkId);
      if (!question) break;
      asked.push(question.linkId);
      answers[question.linkId] = choose(question, begun.heard[question.linkId]);
    }
    const sent = await send(visit, {
      protocols: begun.protocols.map(({ id, hash }: { id: string; hash: string }) => ({ id, hash })),
      ...{ text, answers },
    });
    return { begun, asked, answers, sent };
  };
  const calm = ({ repeats, linkId, answerOption }: Question): string[] => {
    if (repeats) return ['none'];
    const mild: Record<string, string> = { pregnant: 'not-pregnant', lasting: 'h24', temp: 't36' };
    if (mild[linkId]) return [mild[linkId]];
    const values = answerOption.filter(({ value }) => value !== undefined);
    const least = [...values].sort((a, b) => a.value! - b.value!)[0];
    return [(least ?? answerOption.at(-1)!).code];
  };

  for (const [sex, texts] of Object.entries(GRAVE))
    for (const text of texts) {
      it(`${text}: counts where no question asks of it`, async () => {
        const { status, body } = await send(await young(sex), cold(text));
        assert.equal(status, 201, JSON.stringify(body));
        assert.equal(body.triage.level, 1);
        assert.ok(body.triage.reasons.length);
      });

      it(`${text}: confirmed as heard it is an emergency, asked first`, async () => {
        const { sent, asked } = await whole(text, sex, (q, heard) => heard ?? calm(q));
        assert.equal(sent.status, 201, JSON.stringify(sent.body));
        assert.equal(sent.body.triage.level, 1);
        // An unborn child's movements are asked of after how far along it is.
        assert.ok(asked.length <= (sex === 'female' ? 6 : 4), asked.join());
      });

      it(`${text}: denied by an answer it is lifted`, async () => {
        const { sent, begun } = await whole(text, sex, calm);
        assert.equal(sent.status, 201, JSON.stringify(sent.body));
        assert.ok(begun.protocols.length > 1, 'something asks of it');
        assert.ok(sent.body.triage.level > 1, JSON.stringify(sent.body.triage.reasons));
      });

      it(`${text}: not sure of it is urgent, and the reason is said`, async () => {
        const { sent } = await whole(text, sex, (q, heard) => (heard ? ['not-sure'] : calm(q)));
        assert.equal(sent.status, 201, JSON.stringify(sent.body));
        assert.ok(sent.body.triage.level <= 2);
        assert.ok(sent.body.triage.reasons.some((r: { unsure: boolean }) => r.unsure));
      });
    }

  it('what nobody asked stands apart from what was asked: heard in the words', async () => {
    const text = '流鼻涕，刚被蛇咬了';
    const visit = await young();
    const { body } = await send(visit, cold(text));
    const told: { linkId: string; heard?: boolean }[] = body.triage.answers;
    const links = (heard: boolean) => told.filter((a) => !!a.heard === heard).map((a) => a.linkId);
    assert.deepEqual(links(false).sort(), Object.keys(CALM).sort());
    assert.deepEqual(links(true), ['bite-by']);
    const path = `/renhe/visits/${visit.visitId}/fhir/QuestionnaireResponse`;
    const { body: bundle } = await t.call('GET', path, { token: visit.token });
    const marked = bundle.entry.flatMap(({ resource }: { resource: QuestionnaireResponse }) =>
      resource.item!.flatMap(({ linkId, answer }) => answer!.map((a) => [linkId, a.extension?.[0]])),
    );
    const heard = { url: 'urn:care-elements:fhir:heard-in-words', valueBoolean: true };
    for (const [linkId, mark] of marked)
      assert.deepEqual(mark, linkId === 'bite-by' ? heard : undefined, linkId);
    assert.ok(marked.some(([linkId]: [string]) => linkId === 'bite-by'));

    // Asked of and confirmed, it is an answer like any other.
    const { sent } = await whole(text, 'male', (q, said) => said ?? calm(q));
    assert.ok(sent.body.triage.answers.every((a: { heard?: boolean }) => !a.heard));
  });

  for (const text of ASKED)
    it(`${text}: asked of, first, and settled by the answer`, async () => {
      const yes = await whole(text, 'male', (q, heard) => heard ?? calm(q));
      assert.equal(yes.sent.body.triage.level, 1);
      assert.ok(yes.asked.length <= 2, yes.asked.join());
      const no = await whole(text, 'male', calm);
      assert.equal(no.sent.status, 201, JSON.stringify(no.sent.body));
      assert.ok(no.sent.body.triage.level > 1, JSON.stringify(no.sent.body.triage.reasons));
    });

  for (const text of ['感冒，我不想活了，想自杀', 'a cold, and I want to kill myself'])
    it(`${text}: flagged for a human whether asked of or not`, async () => {
      const yes = await whole(text, 'male', (q, heard) => heard ?? calm(q));
      const unasked = await send(await young(), cold(text));
      for (const { triage } of [yes.sent.body, unasked.body]) {
        assert.ok(triage.level <= 2);
        assert.deepEqual(triage.flags, ['self-harm']);
        assert.equal(triage.crisisLine, '12356');
      }
    });

  for (const text of DENIED)
    it(`${text}: sets no floor`, async () => {
      const { body } = await send(await young(), cold(text));
      assert.ok(body.triage.level > 2, JSON.stringify(body.triage?.reasons ?? body));
    });

  it('a question that is not for this age or sex denies nothing', () => {
    const asked = [protocol('pregnancy')];
    for (const [text, age] of [
      ['孩子抽搐，叫不醒', 3],
      ['my toddler is having a fit and will not wake', 3],
    ] as const)
      assert.ok(redFlagsUnasked(text, { age, sex: 'female' }, protocols, asked).length, text);
  });
});

describe('not sure', () => {
  it('of any red flag is at least urgent, with that reason said', () => {
    for (const p of protocols)
      for (const question of p.questions) {
        const reads = p.rules.filter(
          ({ level, when }) => level === 1 && 'eq' in when && when.eq[0] === question.linkId,
        );
        // What waits for another answer is asked after it.
        const waits = question.enableWhen?.some(({ question }) => question !== 'age' && question !== 'sex');
        if (!reads.length || waits) continue;
        const [from, below] = p.who.age ?? [0, 200];
        for (const age of [from, Math.min(4, below - 0.01), 30, 80].filter((a) => a >= from && a < below))
          for (const sex of ['female', 'male']) {
            const facts = { age, sex };
            const { level, reasons, answers } = judge([p], { [question.linkId]: ['not-sure'] }, facts, {});
            if (!answers[question.linkId]) continue;
            assert.ok(level <= 2, `${p.id} ${question.linkId}`);
            assert.ok(
              level === 1 || reasons.some(({ unsure, why }) => unsure && why['zh-CN'].startsWith('不能确定')),
              `${p.id} ${question.linkId}`,
            );
          }
      }
  });
});

describe('self-harm', () => {
  const HARM = /(?:^|[-.])(?:self-harm|self-cut|on-purpose|suicid)/;
  it('every answer that speaks of it is flagged, never routine, and says whom to call', () => {
    let seen = 0;
    for (const p of protocols)
      for (const rule of p.rules) {
        const speaks =
          'eq' in rule.when &&
          (HARM.test(rule.when.eq[1]) || ['phq-harm', 'harm-now'].includes(rule.when.eq[0]));
        if (!speaks) continue;
        seen++;
        assert.ok(rule.flags?.includes('self-harm'), `${p.id} ${rule.id} has no flag`);
        assert.ok(rule.level <= 2, `${p.id} ${rule.id} is level ${rule.level}`);
      }
    assert.ok(seen > 12, `${seen}`);
  });

  let t: TestApp;
  before(async () => {
    t = await openTestApp();
  });
  after(() => t.close());

  const answer = async (id: string, answers: Answers, hospital = 'renhe', text = '心情不好') => {
    const visit = await t.openVisit(hospital, { birthDate: '1990-05-01', sex: 'male' });
    const { body: asked } = await t.call('GET', `/${hospital}/protocols/${id}`);
    const all: Answers = {};
    for (let next; (next = evaluate([asked as Asking], all, { age: 36, sex: 'male' }).next);)
      all[next.linkId] = answers[next.linkId] ?? [next.repeats ? 'none' : next.answerOption[0]!.code];
    const sent = await t.call('POST', `/${hospital}/visits/${visit.visitId}/triage`, {
      token: visit.token,
      body: { protocols: [{ id, hash: asked.hash }], text, answers: all },
    });
    assert.equal(sent.status, 201, JSON.stringify(sent.body));
    return { visit, triage: sent.body.triage };
  };
  const alarmsAt = async (code: string, visitId: string) => {
    const token = await t.tokenOf('renhe', { '02': 'sun', '07': 'lin', '13': 'zhou' }[code]!);
    const { body } = await t.call('GET', `/renhe/departments/${departmentId('renhe', code)}/queue`, {
      token,
    });
    return { token, alarms: body.alarms.filter((a: { visitId: string }) => a.visitId === visitId) };
  };

  for (const often of ['several', 'half', 'daily', 'not-sure'])
    it(`PHQ-9 item 9 “${often}”: flagged, the crisis line, an alarm at every desk`, async () => {
      const { visit, triage } = await answer('phq-9', { 'phq-harm': [often] });
      assert.ok(triage.level <= 2);
      assert.deepEqual(triage.flags, ['self-harm']);
      assert.equal(triage.crisisLine, '12356');
      assert.ok(triage.advice.some((a: { 'zh-CN': string }) => a['zh-CN'].includes('12356')));
      for (const code of ['02', '07', '13']) {
        const { alarms } = await alarmsAt(code, visit.visitId);
        assert.equal(alarms.length, 1, code);
        assert.deepEqual(alarms[0].flags, ['self-harm']);
      }
      const { token, alarms } = await alarmsAt('13', visit.visitId);
      const taken = await t.call('POST', `/renhe/alarms/${alarms[0].alarmId}/acknowledge`, { token });
      assert.equal(taken.status, 200, 'whoever sits at a desk may take it over');
    });

  it('PHQ-9 without it: no flag', async () => {
    const { triage } = await answer('phq-9', {});
    assert.deepEqual([triage.flags, triage.crisisLine ?? null], [[], null]);
  });

  it('GAD-7 does not ask of it, and hears it in the words', async () => {
    for (const text of ['很焦虑，不想活了，想自杀', 'so anxious that I want to kill myself']) {
      const { triage } = await answer('gad-7', {}, 'renhe', text);
      assert.ok(triage.level <= 2);
      assert.deepEqual(triage.flags, ['self-harm']);
    }
    assert.deepEqual((await answer('gad-7', {}, 'renhe', '很焦虑，没有想过自杀')).triage.flags, []);
  });

  it('the line is the hospital’s own, else its country’s', async () => {
    const english = await answer('phq-9', { 'phq-harm': ['several'] }, 'lakeside', 'feeling low');
    assert.equal(english.triage.crisisLine, '988');
    assert.ok(english.triage.advice.some((a: { en: string }) => a.en.includes('the crisis line 988')));
    const client = new pg.Client({ connectionString: t.superuserUrl });
    await client.connect();
    await client.query(`UPDATE hospitals SET crisis_line = '555-0199' WHERE hospital_id = 'lakeside'`);
    await client.end();
    const own = await answer('phq-9', { 'phq-harm': ['several'] }, 'lakeside', 'feeling low');
    assert.equal(own.triage.crisisLine, '555-0199');
    assert.equal((await t.call('GET', '/lakeside')).body.crisisLine, '555-0199');
  });
});
