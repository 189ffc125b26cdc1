/** A sheet of herbs as typed, and what is sent of it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  gramsOf,
  NEW_SHEET,
  sentSheet,
  sheetDraftOf,
  wholeWithin,
} from '@care-elements/client/herbal-draft.ts';
import { draftOf, itemOf, rowFor, sentRx, type RxDraft } from '@care-elements/client/rx-draft.ts';
import { saysTheSame } from '@care-elements/client/same-text.ts';
import { HERB_FORMULARY, HERB_ITEMS, SHEET } from '../../stories/herbs-facts.ts';
import { draftRx } from '../kit/desk-fakes.ts';

describe('a sheet of herbs as it is typed', () => {
  it('fills in nothing for the doctor', () => {
    assert.deepEqual(new Set(Object.values(sentSheet(NEW_SHEET))), new Set([null]));
    const { dose, handling, days, frequency } = itemOf(rowFor(HERB_FORMULARY[4]!, 'r'));
    assert.deepEqual([dose, handling, days, frequency], [null, null, null, null]);
  });
  it('takes whole numbers within bounds, of either width', () => {
    assert.deepEqual(
      ['7', '７', ' 7 ', '0', '43', '7.5', '-1', ''].map((typed) => wholeWithin(typed, 1, 42)),
      [7, 7, 7, null, null, null, null, null],
    );
  });
  it('is the same after it was saved and read again', () => {
    const { days: _, directions: __, ...input } = SHEET;
    assert.deepEqual(sentSheet(sheetDraftOf(SHEET)), input);
    const draft = draftOf(draftRx({ items: HERB_ITEMS, herbal: SHEET }), () => 'u');
    assert.deepEqual(sentRx(draft).herbal, input);
    assert.deepEqual(
      sentRx(draft).items.map(({ dose, handling }) => [dose?.value, handling]),
      HERB_ITEMS.map(({ dose, handling }) => [dose?.value, handling ?? null]),
    );
  });
  it('is sent only where there is one', () => {
    const plain: RxDraft = draftOf(draftRx(), () => 'u');
    assert.equal('herbal' in sentRx(plain), false);
    assert.ok(sentRx(plain).items.every((item) => !('handling' in item)));
  });
  it('adds grams exactly, and counts what is not written for nothing', () => {
    assert.equal(gramsOf(['0.1', '0.2', null, '4.5']), '4.8');
  });
  it('is compared with what is about to be signed', () => {
    const shown = draftRx({ items: HERB_ITEMS, herbal: SHEET });
    const said = structuredClone({ ...shown });
    assert.equal(saysTheSame(said as never, shown), true);
    assert.equal(saysTheSame({ ...said, herbal: { ...SHEET, packets: 8 } }, shown), false);
    assert.equal(saysTheSame({ ...said, herbal: undefined }, shown), false);
  });
});
