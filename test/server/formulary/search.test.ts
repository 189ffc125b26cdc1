/** Which search finds which of 20,000 items, and in what order. How fast it is, `npm run bench -- formulary` measures. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { indexOf } from '../../../server/formulary/rows.ts';
import { manyDrugs } from '../../kit/many-drugs.ts';

const drugs = manyDrugs(20_000);
const index = indexOf(drugs);
const ids = (q: string, limit = 50) => index.search(q, limit).map(({ drugId }) => drugId);
/** The slow and plain way. */
const holding = (has: (drug: (typeof drugs)[number]) => boolean) =>
  drugs.filter(has).map(({ drugId }) => drugId);

describe('a search in 20,000 items', () => {
  it('has 20,000 different ones to look through', () => {
    assert.equal(index.byId.size, 20_000);
  });
  it('finds each of a sample by its whole Chinese name, English name, brand and ATC code', () => {
    for (let i = 0; i < drugs.length; i += 997) {
      const { drugId, name, brand, atc } = drugs[i]!;
      for (const q of [name['zh-CN'], name.en, brand!['zh-CN'], brand!.en.toUpperCase()])
        assert.equal(ids(q)[0], drugId, q);
      assert.ok(ids(atc!, 20_000).includes(drugId), atc!);
    }
  });
  it('finds by pinyin initials all that begin so, before those that only hold them', () => {
    const { initials } = drugs[4242]!;
    const q = initials.split(' ')[0]!.slice(0, 5);
    const begin = holding((d) => d.initials.split(' ').some((one) => one.startsWith(q)));
    const found = ids(q, 20_000);
    assert.ok(begin.length > 0);
    assert.deepEqual(new Set(found.slice(0, begin.length)), new Set(begin));
  });
  it('finds part of a Chinese name in all that hold it, the ones that begin with it first', () => {
    const q = drugs[77]!.name['zh-CN'].slice(0, 2);
    const found = ids(q, 20_000);
    assert.deepEqual(
      new Set(found),
      new Set(holding((d) => [d.name['zh-CN'], d.brand!['zh-CN']].some((n) => n.includes(q)))),
    );
    const first = found.findIndex((id) => {
      const d = index.byId.get(id)!;
      return ![d.name['zh-CN'], d.brand!['zh-CN']].some((n) => n.startsWith(q));
    });
    const rest = first < 0 ? [] : found.slice(first);
    for (const id of rest) {
      const d = index.byId.get(id)!;
      assert.ok(![d.name['zh-CN'], d.brand!['zh-CN']].some((n) => n.startsWith(q)), id);
    }
  });
  it('takes width, case and spaces as they come, and answers no more than asked', () => {
    const { drugId, name } = drugs[123]!;
    assert.equal(ids(`  ${name.en.toUpperCase()} `)[0], drugId);
    assert.equal(ids('ｊ０１', 7).length, 7);
    assert.deepEqual(ids('no such thing at all'), []);
    assert.deepEqual(ids(''), []);
  });
});
