/** A sheet of herbs against the checks and the law, as a doctor would write it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { item, run, said, SHEET, takes, type Change, type Given } from './checks-kit.ts';

type Herb = [id: string, grams: string, handling?: Change['handling']];
const sheet = async (herbs: Herb[], more: Given = {}): Promise<Given> => ({
  items: await Promise.all(
    herbs.map(([id, value, handling]) =>
      item(`piece-${id}`, { dose: { value, unit: 'g' }, frequency: 'qd', handling }),
    ),
  ),
  herbal: SHEET,
  ...more,
});
const loud = async (given: Given) =>
  (await said(given)).filter((one) => !/ (unable_to_check|info) /.test(one));

/** 四君子汤. */
const FOUR: Herb[] = [
  ['dangshen', '15'],
  ['baizhu', '10'],
  ['fuling', '15'],
  ['zhigancao', '6'],
];

describe('a sheet of herbs', () => {
  it('of a plain formula is signable, and says what nobody could look at', async () => {
    const { findings, signable } = await run(await sheet(FOUR));
    assert.equal(signable, true);
    assert.deepEqual(
      findings.filter(({ severity }) => severity !== 'unable_to_check').map(({ check }) => check),
      [],
    );
    assert.ok(findings.some(({ check }) => check === 'no-data'));
  });

  it('may hold more than five herbs, and nothing that is none', async () => {
    const many = await sheet([...FOUR, ['huangqi', '15'], ['danggui', '10'], ['chenpi', '6']]);
    assert.deepEqual(await loud(many), []);
    const mixed = {
      ...many,
      items: [...many.items!, await item('amlodipine-tablet-5mg', { frequency: 'qd' })],
    };
    const found = await loud(mixed);
    assert.ok(found.includes('cn.rx.items block -'), found.join());
    assert.ok(found.includes('herb-sheet block 8'), found.join());
  });

  it('is asked for its packets, pace, method and portions', async () => {
    const open = { packets: null, pace: null, method: null, portions: null };
    const { findings, signable } = await run(await sheet(FOUR, { herbal: { ...SHEET, ...open } }));
    assert.equal(signable, false);
    const [found] = findings.filter(({ check }) => check === 'herb-sheet');
    assert.match(found!.what['zh-CN'], /剂数、每日剂数、煎法、分几次服/);
  });

  it('keeps 十八反 and 十九畏 apart: between herbs, after processing, and with what is taken', async () => {
    for (const [a, b] of [
      ['zhigancao', 'haizao'],
      ['fupian', 'fabanxia'],
      ['fupian', 'zhebeimu'],
      ['zhichuanwu', 'gualou'],
      ['dingxiang', 'yujin'],
    ] as const) {
      const { findings } = await run(
        await sheet([
          [a, '3', 'first'],
          [b, '9'],
        ]),
      );
      const found = findings.find(({ check }) => check === 'incompatible-herbs');
      assert.equal(found?.severity, 'block', `${a} ${b}`);
      assert.equal(found.overridable, true);
    }
    const beside = await run(await sheet([['fupian', '6', 'first']], { taken: await takes('川贝枇杷膏') }));
    assert.equal(beside.findings.filter(({ check }) => check === 'incompatible-herbs').length, 1);
    const harmless = await loud(
      await sheet([
        ['gancao', '6'],
        ['kuxingren', '10', 'late'],
      ]),
    );
    assert.deepEqual(harmless, []);
  });

  it('counts a day by its packets: two a day double it, one in two days halves it', async () => {
    const dose = async (grams: string, pace: 'one' | 'two' | 'half') =>
      (await run(await sheet([['xixin', grams]], { herbal: { ...SHEET, pace } }))).findings.find(
        ({ check }) => check === 'herb-dose',
      );
    assert.equal(await dose('3', 'one'), undefined);
    assert.equal((await dose('3', 'two'))?.severity, 'block');
    assert.match((await dose('1.6', 'two'))!.what.en, /3\.2 g a day; usually at most 3 g/);
    assert.equal(await dose('6', 'half'), undefined);
    assert.equal((await dose('0.9', 'one'))?.severity, 'info');
  });

  it('beyond the usual is signed only with a reason', async () => {
    const given = await sheet([['huangqi', '60']]);
    const { findings } = await run(given);
    const { key } = findings.find(({ check }) => check === 'herb-dose')!;
    const overrides = [{ key, reason: 'benefit-outweighs' as const, text: '' }];
    assert.equal((await run(given)).signable, false);
    assert.equal((await run({ ...given, overrides })).signable, true);
  });

  it('with a toxic medicine is stopped by the law, and no reason lifts it', async () => {
    for (const id of ['shengbanxia', 'shengchuanwu', 'xionghuang']) {
      const { findings, signable } = await run(await sheet([[id, '0.1']]));
      assert.equal(signable, false);
      const found = findings.find(({ step, severity }) => step === 'legality' && severity === 'block');
      assert.equal(found?.overridable, false, id);
    }
  });

  it('in pregnancy stops what is forbidden, and warns of what is given with care', async () => {
    const patient = { sex: 'female', ageYears: 30, pregnancy: 'yes' } as const;
    const found = await loud(
      await sheet(
        [
          ['ezhu', '6'],
          ['honghua', '3'],
          ['baizhu', '9'],
        ],
        { patient },
      ),
    );
    assert.deepEqual(found, ['pregnancy block 1', 'pregnancy warn 2']);
  });

  it('finds the same herb twice, whatever was done to it', async () => {
    assert.deepEqual(
      await loud(
        await sheet([
          ['gancao', '3'],
          ['zhigancao', '3'],
        ]),
      ),
      ['duplicate block 2'],
    );
    assert.deepEqual(
      await loud(
        await sheet([
          ['shudihuang', '12'],
          ['shengdihuang', '12'],
        ]),
      ),
      [],
    );
  });

  it('understands an allergy to a herb', async () => {
    const { understandAllergy } = await import('../../../server/formulary/allergens.ts');
    const allergies = { status: 'some' as const, stated: [understandAllergy('吃当归会起疹子')] };
    const found = await loud(
      await sheet(
        [
          ['danggui', '10'],
          ['huangqi', '15'],
        ],
        { patient: { allergies } },
      ),
    );
    assert.deepEqual(found, ['allergy block 1']);
  });

  it('of more than seven days is asked for its reason once', async () => {
    const given = await sheet(FOUR);
    const items = given.items!.map((one) => ({ ...one, days: 14 }));
    const { findings } = await run({ ...given, items, herbal: { ...SHEET, packets: 14 } });
    const days = findings.filter(({ check }) => check === 'cn.rx.days');
    assert.equal(days.length, 1);
    assert.equal(days[0]!.line, null);
    assert.match(days[0]!.what['zh-CN'], /^中药饮片开了 14 天/);
    const reasoned = await run({ ...given, items, longReason: '慢性胃炎，病情稳定' });
    assert.equal(reasoned.signable, true);
  });
});
