/** Epidemic files: what counts on which day, what is asked, and what words say of travel and contact. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Epidemic as Shape } from '@care-elements/contract/triage.epidemic.ts';
import { judgeWords } from '@care-elements/triage/batch.ts';
import { evaluate } from '@care-elements/triage/engine.ts';
import { beside, daysBefore, outbreakOf, windowOf, type Epidemic } from '@care-elements/triage/epidemic.ts';
import { judge } from '@care-elements/triage/outcome.ts';
import { daysAgo, heardStays } from '@care-elements/triage/understand/stays.ts';
import { EPIDEMICS_DIR } from '../../server/triage/epidemic-file.ts';
import { protocol, protocols } from './interviews.ts';

const both = (text: string) => ({ 'zh-CN': text, en: text });
const file = (change: Partial<Epidemic> = {}): Epidemic => ({
  ...{ id: 'test-flu', version: '1.0.0', title: both('t'), from: '2026-03-01', until: '2026-03-31' },
  incubation: 10,
  areas: [
    { code: 'a-land', display: { 'zh-CN': '甲国', en: 'Aland' }, from: '2026-03-01', until: '2026-03-20' },
  ],
  exposures: [
    {
      code: 'sick',
      display: both('met someone ill'),
      words: { 'zh-CN': ['密接'], en: ['contact * new flu'] },
    },
  ],
  symptoms: { ge: ['temp', 37.3] },
  ...{ complaints: ['breathless'], level: 2, why: both('why'), departments: [{ code: '16', weight: 10 }] },
  ...{
    advice: [both('stay apart')],
    emergency: [both('tell them')],
    source: [{ src: 'K' }],
    confidence: 'consensus-recall',
    review: null,
  },
  ...change,
});
const cough = protocol('cough');
const on = (day: string, change: Partial<Epidemic> = {}, asked = [cough]) =>
  outbreakOf([file(change)], day, asked, protocols);
const codes = (outbreak: ReturnType<typeof on>) =>
  outbreak?.protocol.questions.at(-1)!.answerOption.map(({ code }) => code);

describe('an epidemic file', () => {
  it('the files that come with the product have the shape, and are drafts and examples', () => {
    const names = readdirSync(EPIDEMICS_DIR).filter((name) => name.endsWith('.json'));
    assert.ok(names.length >= 3);
    for (const name of names) {
      const epidemic = Shape.parse(JSON.parse(readFileSync(`${EPIDEMICS_DIR}${name}`, 'utf8')));
      assert.equal(epidemic.review, null);
      assert.match(epidemic.title['zh-CN'], /^示例/);
    }
  });

  it('refuses what ends before it begins, two of one code, an unknown key, an operator of its own', () => {
    const bad = (change: object) => !Shape.safeParse({ ...file(), ...change }).success;
    assert.ok(!bad({}));
    assert.ok(bad({ until: '2026-02-01' }));
    assert.ok(bad({ areas: [{ code: 'sick', display: both('x'), from: '2026-03-01' }] }));
    assert.ok(bad({ areas: [], exposures: [] }));
    assert.ok(bad({ extra: 1 }));
    assert.ok(bad({ symptoms: { eval: 'x' } }));
    assert.ok(bad({ from: '2026-02-30' }));
    assert.ok(bad({ emergency: undefined }), 'whoever comes has to be warned');
    assert.ok(bad({ emergency: [] }));
  });

  it('an area counts between its dates, and as long after as the incubation lasts', () => {
    assert.equal(codes(on('2026-02-28')), undefined);
    assert.deepEqual(codes(on('2026-03-01')), ['a-land:10d', 'sick']);
    assert.deepEqual(codes(on('2026-03-20')), ['a-land:10d', 'sick']);
    // Who left on the last day, ten days ago, can still fall ill.
    assert.deepEqual(codes(on('2026-03-30')), ['a-land:10d', 'sick']);
    assert.deepEqual(codes(on('2026-03-31')), ['sick']);
    assert.deepEqual(codes(on('2026-04-10')), ['sick']);
    assert.equal(codes(on('2026-04-11')), undefined);
  });

  it('says in the option which days are meant', () => {
    const said = (day: string) => on(day)!.protocol.questions.at(-1)!.answerOption[0]!.display;
    assert.deepEqual(said('2026-03-15'), { 'zh-CN': '10 天内去过甲国', en: 'In Aland in the last 10 days' });
    assert.deepEqual(said('2026-03-05'), { 'zh-CN': '3月1日以来去过甲国', en: 'In Aland since 1 March' });
    assert.equal(said('2026-03-25').en, 'In Aland between 15 March and 20 March');
  });

  it('any window lies within the dates and the incubation', () => {
    const day = fc
      .date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
      .map((at) => at.toISOString().slice(0, 10));
    fc.assert(
      fc.property(
        day,
        day,
        day,
        day,
        day,
        fc.integer({ min: 1, max: 60 }),
        (a, b, c, d, today, incubation) => {
          const [from, until] = [a, b].sort() as [string, string];
          const [start, end] = [c, d].sort() as [string, string];
          const window = windowOf({ from, until, incubation }, { from: start, until: end }, today);
          const counts = (at: string) =>
            at >= from &&
            at <= until &&
            at >= start &&
            at <= end &&
            at <= today &&
            at >= daysBefore(today, incubation);
          if (window) assert.ok(counts(window.first) && counts(window.last));
          else assert.ok(![from, until, start, end, today, daysBefore(today, incubation)].some(counts));
        },
      ),
    );
  });
});

describe('what it asks', () => {
  const day = '2026-03-15';
  const next = (knows: Record<string, string[]>, asked = [cough]) => {
    const answers: Record<string, string[]> = {};
    const outbreak = on(day, {}, asked)!;
    const { regions } = outbreak;
    const all = beside(outbreak, outbreak.protocol, asked);
    const facts = { age: 30, sex: 'male' };
    const links: string[] = [];
    for (;;) {
      const { next } = evaluate(all, answers, facts, regions);
      if (!next) return { links, judged: judge(all, answers, facts, regions) };
      links.push(next.linkId);
      answers[next.linkId] = knows[next.linkId] ?? (next.repeats ? ['none'] : ['not-sure']);
    }
  };

  it('asks of travel and contact when there is a fever, and not without', () => {
    assert.ok(next({ temp: ['t38'] }).links.includes('exposure'));
    assert.ok(!next({ temp: ['t36'] }).links.includes('exposure'));
    // Not before the temperature is known, either.
    const { links } = next({ temp: ['t38'] });
    assert.ok(links.indexOf('temp') >= 0 && links.indexOf('exposure') > links.indexOf('temp'), links.join());
  });

  it('an area or a contact with fever sets the flag, and nothing then sends the patient out', () => {
    for (const answer of ['a-land:10d', 'sick']) {
      const { judged } = next({ temp: ['t38'], exposure: [answer] });
      assert.deepEqual([judged.level, judged.flags], [2, ['epidemic']]);
      assert.deepEqual(judged.advice, [both('stay apart')]);
      assert.ok(judged.callAgainIf.length > 0);
      assert.deepEqual(judged.flagged, [both('why')]);
    }
    assert.deepEqual(next({ temp: ['t38'] }).judged.flags, []);
  });

  it('an area of yesterday’s list, gone today, no longer counts', () => {
    const facts = { age: 30, sex: 'male' };
    const answers = { temp: ['t38'], exposure: ['a-land:10d'] };
    const { protocol } = on(day)!;
    assert.deepEqual(judge([protocol, cough], answers, facts, { 'test-flu': [] }).flags, []);
  });

  it('asks nothing twice: the question of the fever protocol takes the areas in', () => {
    const fever = protocol('fever');
    const { links } = next({ temp: ['t38'] }, [fever]);
    assert.equal(links.filter((link) => link === 'exposure').length, 1);
    const offered = codes(on(day, {}, [fever]))!;
    assert.ok(offered.includes('tropics') && offered.includes('a-land:10d'));
  });

  it('where the file names the complaint, it brings the question of fever along', () => {
    const breathless = protocol('breathless');
    assert.ok(!breathless.questions.some(({ linkId }) => linkId === 'temp'));
    assert.ok(next({}, [breathless]).links.includes('temp'));
    assert.deepEqual(next({ temp: ['t39'], exposure: ['sick'] }, [breathless]).judged.flags, ['epidemic']);
    const back = protocol('back-pain');
    assert.ok(!next({}, [back]).links.includes('temp'));
  });

  it('the same files, day and protocols make the same to the letter; the order of two files does not matter for what is offered', () => {
    assert.deepEqual(on(day), on(day));
    const two = [file(), file({ id: 'other', exposures: [] })];
    const outbreak = outbreakOf(two, day, [cough], protocols)!;
    assert.deepEqual(outbreak.regions, { 'test-flu': ['a-land:10d'], other: ['a-land:10d'] });
    assert.deepEqual(codes(outbreak), ['a-land:10d', 'sick']);
    assert.equal(outbreak.protocol.rules.length, 2);
  });
});

describe('isolation instead of coming in', () => {
  it('in an emergency it is the file that says what to tell the ambulance, and nobody is told to stay at home', () => {
    const outbreak = on('2026-03-10')!;
    const all = beside(outbreak, outbreak.protocol, [cough]);
    const told = (danger: string) =>
      judge(
        all,
        { danger: [danger], temp: ['t39'], exposure: ['sick'] },
        { age: 40, sex: 'female' },
        outbreak.regions,
      ).advice.map(({ en }) => en);
    assert.ok(told('cannot-speak').includes('tell them'));
    assert.ok(!told('cannot-speak').includes('stay apart'));
    assert.deepEqual(told('none'), ['stay apart']);
  });

  it('what a protocol says of an epidemic in an emergency stands in the protocol', () => {
    const fever = protocol('fever');
    const told = (one: typeof fever) =>
      judge([one], { danger: ['blue'], temp: ['t39'], exposure: ['tropics'] }, { age: 40, sex: 'male' }, {});
    const changed = { ...fever, advice: { ...fever.advice, 'say-catching': both('tell them') } };
    assert.ok(told(changed).advice.some(({ en }) => en === 'tell them'));
    assert.equal(told(fever).level, 1);
  });

  it('whatever protocol flags an epidemic says what to do apart, and no advice of a level', () => {
    const flagging = protocols.flatMap((p) =>
      p.rules.filter((r) => r.flags?.includes('epidemic')).map((r) => [p, r] as const),
    );
    assert.ok(flagging.length >= 8);
    for (const [p, rule] of flagging) {
      const own = (rule.advice ?? []).map((key) => p.advice[key]!);
      assert.ok(
        own.some((text) => text['zh-CN'].includes('先不要自己来')),
        rule.id,
      );
    }
  });
});

describe('words of travel and contact', () => {
  const { said } = on('2026-03-15')!;
  const heard = (text: string) => [...heardStays(text, said).keys()];

  it('hears the area within the incubation, denied and long past ones left out', () => {
    for (const text of [
      '三天前从甲国回来，发烧',
      '发烧，刚从甲国回来',
      'fever, back from Aland two days ago',
      'I live in Aland',
    ])
      assert.deepEqual(heard(text), ['a-land:10d'], text);
    for (const text of [
      ...['没去过甲国', '两个月前去过甲国', '去年去过甲国', 'I have not been in Aland'],
      ...['I was in Aland three weeks ago', 'back from Alandia', 'last year I was in Aland'],
    ])
      assert.deepEqual(heard(text), [], text);
  });

  it('hears a contact', () => {
    assert.deepEqual(heard('我是密接，发烧了'), ['sick']);
    assert.deepEqual(heard('不是密接'), []);
    assert.deepEqual(heard('contact with someone who has the new flu'), ['sick']);
  });

  it('reads how long ago', () => {
    const times = {
      三天前: 3,
      两周前: 14,
      'a week ago': 7,
      'two months ago': 60,
      yesterday: 1,
      刚刚: 0,
      发烧: 0,
    };
    for (const [text, days] of Object.entries(times)) assert.equal(daysAgo(text), days, text);
  });

  it('is quick on any text', () => {
    fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => heard(text).length <= 2));
    assert.deepEqual(heard('contact '.repeat(500)), []);
  });

  it('a batch of words takes the files of the day', () => {
    const judged = (text: string, day = '2026-03-15') =>
      judgeWords(text, { age: 30 }, protocols, { files: [file()], day });
    for (const text of [
      '发烧38.5度，三天前从甲国回来',
      'fever of 38.5, came back from Aland three days ago',
      '我是密接，今天烧到38.2',
    ]) {
      const { level, flags, rules } = judged(text);
      assert.ok(level <= 2 && flags.includes('epidemic') && rules.includes('epidemic.test-flu'), text);
    }
    assert.ok(!judged('发烧38.5度，三天前从甲国回来', '2026-06-01').rules.includes('epidemic.test-flu'));
    assert.ok(!judged('咳嗽两天，不发烧，三天前从甲国回来').rules.includes('epidemic.test-flu'));
    assert.ok(!judged('发烧38.5度，没出过门').flags.includes('epidemic'));
  });
});
