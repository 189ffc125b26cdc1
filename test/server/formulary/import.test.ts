/** A hospital's own CSV file: both encodings, every refused line with its reason, nothing dropped in silence, and out again. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { csvOf, readCsv } from '../../../server/formulary/csv.ts';
import { starter } from '../../../server/formulary/starter.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';

const EXAMPLE = readFileSync(new URL('../../../docs/formulary-example.csv', import.meta.url));
const HEADER =
  'drug_id,name_zh,form,unit,pack_size,pack_container,route,ingredients,pregnancy,rx,source,confidence,adult_max_single';
const line = (id: string, change: Record<string, string> = {}) =>
  HEADER.split(',')
    .map((c) => change[c] ?? { ...GOOD, drug_id: id }[c])
    .join(',');
const GOOD: Record<string, string> = {
  ...{ name_zh: '阿莫西林胶囊', form: 'capsule', unit: 'capsule', pack_size: '24', pack_container: 'box' },
  ...{ route: 'oral', ingredients: '阿莫西林', pregnancy: 'usually_acceptable', rx: 'Rx', source: '说明书' },
  ...{ confidence: 'label', adult_max_single: '1 g' },
};
const file = (...lines: string[]) => Buffer.from([HEADER, ...lines].join('\r\n'));
const refusals = async (bytes: Buffer) =>
  (await readCsv(bytes)).refusals.map((r) => `${r.line} ${r.column} ${r.reason.en}`);
/** 阿莫西林胶囊, 阿莫西林, 说明书 in GBK, as a hospital's export has them. */
const GBK: Record<string, string> = {
  阿莫西林胶囊: 'b0a2c4aacef7c1d6bdbac4d2',
  阿莫西林: 'b0a2c4aacef7c1d6',
  说明书: 'cbb5c3f7cae9',
};
function gbk(text: string): Buffer {
  const words = Object.keys(GBK).sort((a, b) => b.length - a.length);
  return Buffer.concat(
    text
      .split(new RegExp(`(${words.join('|')})`))
      .map((part) => (GBK[part] ? Buffer.from(GBK[part], 'hex') : Buffer.from(part))),
  );
}

describe('a CSV file', () => {
  it('is read in UTF-8 with and without a mark, and in GBK, to the same rows', async () => {
    const plain = file(line('amox-1'));
    const [one, two, three] = [
      await readCsv(plain),
      await readCsv(Buffer.concat([Buffer.from('\ufeff'), plain])),
      await readCsv(gbk(plain.toString())),
    ];
    assert.deepEqual([one.encoding, two.encoding, three.encoding], ['utf-8', 'utf-8', 'gb18030']);
    assert.equal(one.drugs[0]?.name['zh-CN'], '阿莫西林胶囊');
    assert.deepEqual(two.drugs, one.drugs);
    assert.deepEqual(three.drugs, one.drugs);
  });
  it('understands names of ingredients, and makes initials, English name and amounts of what is there', async () => {
    const [drug] = (await readCsv(file(line('amox-1')))).drugs;
    assert.deepEqual(
      [drug!.ingredients, drug!.initials, drug!.name.en, drug!.inn],
      [['amoxicillin'], 'amxljn', 'amoxicillin', 'amoxicillin'],
    );
    assert.deepEqual(drug!.adultMaxSingle, { value: '1', unit: 'g' });
    assert.equal(drug!.lactation, null);
  });
  it('takes Chinese headers, tabs and semicolons', async () => {
    const zh =
      '药品编码\t药品名称\t剂型\t计数单位\t包装数量\t包装\t给药途径\t成分\t妊娠\t处方类别\t来源\t可信度\t院内货架';
    const read = await readCsv(
      Buffer.from(
        `${zh}\namox-1\t阿莫西林胶囊\tcapsule\tcapsule\t24\tbox\toral\tamoxicillin\tcaution\tRx\t说明书\tlabel\tA3`,
      ),
    );
    assert.deepEqual([read.drugs.length, read.delimiter, read.unusedColumns], [1, '\t', ['院内货架']]);
    assert.equal(
      (await readCsv(Buffer.from(file(line('a-1')).toString().replaceAll(',', ';')))).drugs.length,
      1,
    );
  });
  it('says of every refused line which, where and why, in both languages', async () => {
    const bad = file(
      line('amox-1'),
      line('amox-2', { adult_max_single: '1 pinch' }),
      line('amox-3', { adult_max_single: 'one g' }),
      line('amox-1'),
      line('amox-4', { form: 'lozenge', pack_size: '-3' }),
      line('', { drug_id: '' }),
      line('Ä!', { drug_id: 'Ä!' }),
      line('amox-5', { adult_max_single: '1e3 mg' }),
      line('amox-6'),
    );
    const read = await readCsv(bad);
    assert.deepEqual(
      read.drugs.map(({ drugId }) => drugId),
      ['amox-1', 'amox-6'],
    );
    assert.deepEqual([read.lines, read.refused], [9, 7]);
    assert.equal(read.drugs.length + read.refused, read.lines);
    for (const { reason } of read.refusals) assert.match(reason['zh-CN'], /\p{Script=Han}/u);
    assert.deepEqual(
      (await refusals(bad)).map((r) => r.replace(/ it can be:.*/, '')),
      [
        '3 adult_max_single the unit “pinch” is not known',
        '4 adult_max_single write an amount and its unit, such as 500 mg',
        '5 drug_id the same as on line 2',
        '6 form not known;',
        '6 pack_size not a number above 0',
        '7 drug_id must not be empty',
        '8 drug_id lower case letters, digits and hyphens only, 2 to 96 of them',
        '9 adult_max_single the unit “e3 mg” is not known',
      ],
    );
  });
  it('counts the line where a record over several lines begins', async () => {
    const two = file(line('a-1', { name_zh: '"阿莫西林\n胶囊"' }), line('a-2', { form: 'x' }));
    assert.deepEqual(
      (await readCsv(two)).refusals.map(({ line: n }) => n),
      [4],
    );
  });
  it('warns of an ingredient that no check knows', async () => {
    const { warnings, drugs } = await readCsv(file(line('own-1', { ingredients: 'moonlight' })));
    assert.equal(drugs.length, 1);
    assert.deepEqual(
      warnings.map((w) => [w.line, w.column, w.value]),
      [[2, 'ingredients', 'moonlight']],
    );
  });
  it('is refused as a whole where it is no such table', async () => {
    const why = async (bytes: Buffer) => {
      try {
        await readCsv(bytes);
      } catch (error) {
        return (error as { extra: { errors: { code: string }[] } }).extra.errors[0]!.code;
      }
      return 'taken';
    };
    assert.equal(await why(Buffer.from('drug_id,name_zh\na-1,x')), 'columns');
    assert.equal(await why(Buffer.from('')), 'empty');
    assert.equal(await why(Buffer.from([0xff, 0xfe, 0x00, 0x41, 0xff])), 'encoding');
    assert.equal(await why(Buffer.from(`${HEADER}\n"open`)), 'not-csv');
    assert.equal(await why(file(...Array.from({ length: 20_001 }, (_, i) => line(`a-${i}`)))), 'too-many');
    assert.equal(await why(Buffer.alloc(10 * 1024 * 1024 + 1, 0x61)), 'too-large');
  });
  it('keeps the server busy with nothing that no formulary has', async () => {
    const code = async (bytes: Buffer) => {
      try {
        await readCsv(bytes);
      } catch (error) {
        return (error as { extra: { errors: { code: string }[] } }).extra.errors[0]!.code;
      }
      return 'taken';
    };
    assert.equal(
      await code(Buffer.from(`${HEADER}\n${',\n'.repeat(39_999)}`)),
      'taken',
      'as spreadsheets leave',
    );
    assert.equal(await code(Buffer.from(`${HEADER}\n${',\n'.repeat(40_000)}`)), 'too-many');
    assert.equal(
      await code(Buffer.from(`${HEADER}${',a'.repeat(501)}\n${line('a-1')}`)),
      'columns',
      'a wide head',
    );
    assert.equal(await code(file(line('a-1') + ','.repeat(501))), 'columns', 'a wide line');
    const began = performance.now();
    for (const [bytes, why] of [
      [','.repeat(9_000_000), 'columns'],
      [`${HEADER}\n${','.repeat(9_000_000)}`, 'columns'],
      [`${HEADER}\n${`${','.repeat(499)}\n`.repeat(18_000)}`, 'too-many'],
      ['\n'.repeat(9_000_000), 'too-many'],
      ['\r'.repeat(9_000_000), 'too-many'],
    ] as const)
      assert.equal(await code(Buffer.from(bytes)), why);
    assert.ok(performance.now() - began < 5000, `${performance.now() - began} ms`);
    const long = `"${'1'.repeat(30_000)}a\nb"`;
    assert.deepEqual(await refusals(file(line('a-1', { adult_max_single: long }))), [
      '2 adult_max_single longer than 64 characters',
    ]);
  });
  it('lets others have their turn while it reads a long one', async () => {
    for (const [what, bytes, rows] of [
      ['rows', file(...Array.from({ length: 1000 }, (_, i) => line(`item-${i}`))), 1000],
      // Nothing of it is looked at: all that it takes is the parser's.
      ['blank lines', Buffer.from(`${HEADER}\n${`${','.repeat(40)}\n`.repeat(30_000)}`), 0],
    ] as const) {
      let turns = 0;
      let reading = true;
      const turn = () => {
        turns++;
        if (reading) setImmediate(turn);
      };
      setImmediate(turn);
      assert.equal((await readCsv(bytes)).drugs.length, rows);
      reading = false;
      assert.ok(turns >= 10, `${turns} turns while it reads ${what}`);
    }
  });
  it('of the starter pack comes back as the same rows', async () => {
    const { drugs } = starter();
    const read = await readCsv(Buffer.from(csvOf(drugs)));
    assert.deepEqual(read.refusals, []);
    assert.deepEqual(read.drugs, drugs);
  });
  it('gives a spreadsheet nothing to run, and comes back unharmed', async () => {
    const [drug] = starter().drugs;
    for (const note of ['=HYPERLINK("http://x")', '+1', '-2', '@SUM(A1)', '＝1+1', '＋1', '－2', '＠x']) {
      const csv = csvOf([{ ...drug!, note }]);
      assert.ok(
        !new RegExp(`(^|[",])${note[0] === '+' ? '\\+' : note[0]}`, 'm').test(csv.split('\r\n')[1]!),
        note,
      );
      assert.equal((await readCsv(Buffer.from(csv))).drugs[0]?.note, note);
    }
  });
  it('as the example of the guide is taken whole', async () => {
    const read = await readCsv(EXAMPLE);
    assert.deepEqual([read.refusals, read.warnings], [[], []]);
    assert.ok(read.drugs.length >= 3);
  });
});

describe('importing', () => {
  let t: TestApp;
  let admin: string;
  before(async () => {
    t = await openTestApp();
    admin = await t.tokenOf('renhe', 'fang', 'administrator');
  });
  after(() => t.close());
  const preview = (bytes: Buffer, token = admin) =>
    t.call('POST', '/renhe/formulary/import/preview', { token, body: { file: bytes.toString('base64') } });
  const take = (bytes: Buffer, fileHash: string, leaveOut: number) =>
    t.call('POST', '/renhe/formulary/import', {
      token: admin,
      body: { file: bytes.toString('base64'), fileHash, leaveOut, note: 'Our own list' },
    });

  it('shows first, takes only what was shown, and leaves lines out only when their number is confirmed', async () => {
    const bytes = file(line('amox-1'), line('amox-2', { unit: 'pinch' }), line('amox-3'));
    const shown = await preview(bytes);
    assert.equal(shown.status, 200, JSON.stringify(shown.body));
    const { fileHash, accepted, refused, counts, refusedList, first } = shown.body;
    assert.deepEqual([accepted, refused, first.length], [2, 1, 2]);
    assert.deepEqual(counts, { added: 2, removed: starter().drugs.length, changed: 0, same: 0 });
    assert.deepEqual(
      refusedList.map((r: { line: number; column: string }) => [r.line, r.column]),
      [[3, 'unit']],
    );
    assert.equal((await take(bytes, fileHash, 0)).body.code, 'version-conflict');
    assert.equal((await take(file(line('amox-9')), fileHash, 0)).body.code, 'version-conflict');
    const taken = await take(bytes, fileHash, 1);
    assert.equal(taken.status, 201, JSON.stringify(taken.body));
    const { newest } = taken.body;
    assert.deepEqual(
      [newest.version, newest.origin, newest.drugs, newest.review, newest.note],
      [1, 'import', 2, null, 'Our own list'],
    );
    const doctor = await t.tokenOf('renhe', 'zhao');
    const found = await t.call('GET', '/renhe/formulary?q=amxl', { token: doctor });
    assert.deepEqual(
      found.body.drugs.map((d: { drugId: string }) => d.drugId),
      ['amox-1', 'amox-3'],
    );
  });
  it('again with one row more and one gone: the next version, and the older one stays as it was', async () => {
    const bytes = file(line('amox-1'), line('amox-3', { pack_size: '12' }), line('amox-4'));
    const { fileHash, counts } = (await preview(bytes)).body;
    assert.deepEqual(counts, { added: 1, removed: 0, changed: 1, same: 1 });
    assert.equal((await take(bytes, fileHash, 0)).body.newest.version, 2);
    const ids = async (version: number) =>
      (await t.call('GET', `/renhe/formulary/versions/${version}/rows`, { token: admin })).body.rows.map(
        (d: { drugId: string; pack: { size: string } }) => `${d.drugId} ${d.pack.size}`,
      );
    assert.deepEqual(await ids(1), ['amox-1 24', 'amox-3 24']);
    assert.deepEqual(await ids(2), ['amox-1 24', 'amox-3 12', 'amox-4 24']);
    const { csv, fileName } = (await t.call('GET', '/renhe/formulary/versions/2/export', { token: admin }))
      .body;
    assert.equal(fileName, 'formulary-renhe-v2.csv');
    assert.deepEqual((await preview(Buffer.from(csv))).body.counts, {
      added: 0,
      removed: 0,
      changed: 0,
      same: 3,
    });
  });
  it('is not for a pharmacist without the lead, and a file that is none says why', async () => {
    const he = await t.tokenOf('renhe', 'he', 'pharmacist');
    assert.equal((await preview(file(), he)).body.code, 'not-entitled');
    const refused = await preview(Buffer.from('hello'));
    assert.deepEqual(
      [refused.status, refused.body.code, refused.body.errors[0].code],
      [422, 'file-refused', 'columns'],
    );
  });
  it('takes 20,000 rows', async () => {
    const bytes = file(...Array.from({ length: 20_000 }, (_, i) => line(`item-${i}`)));
    const shown = await preview(bytes);
    assert.deepEqual([shown.status, shown.body.accepted], [200, 20_000]);
    const taken = await take(bytes, shown.body.fileHash, 0);
    assert.deepEqual([taken.status, taken.body.newest.drugs], [201, 20_000]);
  });
});
