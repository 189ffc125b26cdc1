import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { pinyinInitials } from '../../../server/terminology/pinyin.ts';
import { icd10Code, searchIcd10 } from '../../../server/terminology/service.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';

const file = JSON.parse(
  readFileSync(new URL('../../../server/terminology/data/icd10.json', import.meta.url), 'utf8'),
) as {
  about: { source: string; licence: string };
  codes: { code: string; name: { 'zh-CN': string; en: string }; initials: string }[];
};
const codes = (q: string, limit = 10) => searchIcd10(q, limit).codes.map((c) => c.code);

describe('the ICD-10 subset', () => {
  it('names its source and licence, and has well-formed unique rows', () => {
    assert.match(file.about.source, /World Health Organization/);
    assert.match(file.about.licence, /copyright of WHO/);
    assert.ok(file.codes.length >= 250, `${file.codes.length}`);
    assert.equal(new Set(file.codes.map((c) => c.code)).size, file.codes.length);
    for (const row of file.codes) {
      assert.match(row.code, /^[A-Z]\d\d(\.\d)?$/);
      assert.match(row.name['zh-CN'], /\p{Script=Han}/u);
      assert.match(row.name.en, /^[\p{Lu}]/u, row.name.en);
      assert.equal(
        row.initials.split(' ')[0],
        pinyinInitials(row.name['zh-CN']),
        `${row.code}: run scripts/initials.ts`,
      );
    }
  });
  it('is found by code with and without its dot, Chinese, English, initials', () => {
    for (const q of ['J06.9', 'j069', '上呼吸道感染', 'upper respiratory', 'jxshxdgr'])
      assert.equal(codes(q)[0], 'J06.9', q);
    assert.equal(codes('高血压')[0], 'I10');
    assert.ok(codes('meniere').includes('H81.0'), 'accents do not matter');
    assert.deepEqual([codes('qmz')[0], codes('xmz')[0]], ['L50.9', 'L50.9'], 'both readings of 荨');
  });
  it('answers a code’s block, and nothing for nothing', () => {
    assert.ok(codes('J45', 50).every((c) => c.startsWith('J45')));
    assert.deepEqual(
      [codes(''), codes('   '), codes('zzzz'), codes('💊'), codes('%'), codes('.')],
      [[], [], [], [], [], []],
    );
    assert.equal(codes('a', 3).length, 3);
  });
  it('knows a code', () => {
    assert.equal(icd10Code('R51')?.name.en, 'Headache');
    assert.equal(icd10Code('X99'), undefined);
  });
});

describe('GET terminology/icd10', () => {
  let t: TestApp;
  before(async () => void (t = await openTestApp()));
  after(() => t.close());
  it('is for doctors, and checks its query', async () => {
    const token = await t.tokenOf('renhe', 'zhao');
    const { status, body } = await t.call(
      'GET',
      `/renhe/terminology/icd10?q=${encodeURIComponent('感冒')}&limit=2`,
      { token },
    );
    assert.equal(status, 200);
    assert.deepEqual(body.codes[0], {
      code: 'J00',
      name: { 'zh-CN': '急性鼻咽炎（普通感冒）', en: 'Common cold' },
    });
    assert.equal(body.codes.length, 2);
    assert.equal(
      (await t.call('GET', '/renhe/terminology/icd10?q=a&limit=0', { token })).body.code,
      'invalid-input',
    );
    assert.equal((await t.call('GET', '/renhe/terminology/icd10', { token })).body.code, 'invalid-input');
    const pharmacist = await t.tokenOf('renhe', 'gao', 'pharmacist');
    assert.equal((await t.call('GET', '/renhe/terminology/icd10?q=a', { token: pharmacist })).status, 403);
  });
});
