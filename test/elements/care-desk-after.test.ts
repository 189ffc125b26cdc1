/** After signing: a longer validity, asking a counter to give it back, and the sealed file, as the server has them and no other way. */
import type { DispensingRecord } from '@care-elements/contract/dispense.ts';
import { DispensingRecord as Shape } from '@care-elements/contract/dispense.ts';
import { Problem } from '@care-elements/client/problem.ts';
import '../../packages/elements/widgets/care-desk-after.ts';
import zh from '../../packages/elements/locales/zh-CN/rx-after.ts';
import { all, button, choose, clean, focused, one, says, settled, show, takeDown, textOf, type } from './care-desk-kit.ts'; // prettier-ignore
import { encounter, fakeDesk } from '../kit/desk-fakes.ts';
import { idOf, reviewRx } from '../kit/prescription-fakes.ts';
import { assert, equal, until } from '../kit/expect.ts';

const ID = idOf(1);
const both = (words: string) => ({ 'zh-CN': words, en: words });
const END = '2026-11-22T16:00:00.000Z';
const record = (change: Partial<DispensingRecord> = {}): DispensingRecord =>
  Shape.parse({
    ...{ prescriptionId: ID, state: 'approved', pharmacy: null, validUntil: END, lines: [], receipts: [] },
    ...{ voidRequest: null, extensions: [], ...change },
  });
const PHARMACY = {
  ...{ pharmacyId: idOf(71), name: both('康民药房'), address: both('某路'), phone: '0931-5550102' },
  ...{ hours: both('8-20'), own: false, pickup: true, delivers: true },
};
const ASKED: DispensingRecord['voidRequest'] = {
  ...{ requestId: idOf(72), state: 'open', reason: 'wrong-medicine', note: '' },
  ...{ at: '2026-11-22T03:00:00.000Z', refusal: null },
};

function world(now: DispensingRecord) {
  const state = { now };
  const { state: rxState, validUntil } = now;
  const rx = reviewRx({
    ...{ prescriptionId: ID, state: rxState, validUntil, signedAt: '2026-11-22T02:30:00.000Z' },
  });
  const care = fakeDesk({ current: encounter(), prescriptions: [rx] });
  care.answers[`GET /prescriptions/${ID}/dispensing`] = () => state.now;
  return { care, state };
}
const bodyOf = (care: ReturnType<typeof fakeDesk>, call: string) =>
  care.calls.find(([name]) => name === call)?.[1];

describe('care-desk, after signing', () => {
  afterEach(takeDown);

  it('extends with a coded reason, within three days, and shows what the server says', async () => {
    const { care, state } = world(record());
    care.answers[`POST /prescriptions/${ID}/extension`] = () =>
      (state.now = record({
        validUntil: '2026-11-24T16:00:00.000Z',
        extensions: [{ days: 3, reason: '配送延误', keyId: 'k', at: END, verdict: 'valid', validUntil: END }],
      }));
    await show(care);
    await says('care-desk-after', zh.extend);
    button(zh.extend).click();
    await until(() => all('#after-days').length, 'the form');
    await until(() => focused() === one('#after-days'), 'the focus in the form');
    equal(
      [...one<HTMLSelectElement>('#after-days').options].map((o) => o.value),
      ['2', '3'],
    );
    choose(one('#after-days'), '3');
    await says('[part~=sure]', '11 月 24 日 24:00');
    await clean();
    button(zh.extendNow).click();
    await settled();
    equal(care.count(`POST /prescriptions/${ID}/extension`), 0, 'without a reason');
    choose(one('#after-reason'), 'delivery-late');
    button(zh.extendNow).click();
    await says('[part~=extended]', '配送延误');
    equal(bodyOf(care, `POST /prescriptions/${ID}/extension`), { days: 3, reason: '配送延误' });
    equal(all('[part~=extend]').length, 0, 'three days are the most');
    await clean();
  });

  it('“other” needs words, and a refusal of the rules is said', async () => {
    const { care } = world(record());
    care.answers[`POST /prescriptions/${ID}/extension`] = () => {
      throw new Problem(422, { code: 'invalid-input' });
    };
    await show(care);
    await says('care-desk-after', zh.extend);
    button(zh.extend).click();
    await until(() => all('#after-reason').length, 'the form');
    choose(one('#after-reason'), 'other');
    button(zh.extendNow).click();
    await says('#after-wrong', zh.noteNeeded);
    type(one('#after-note'), '出差');
    button(zh.extendNow).click();
    await says('care-desk-after [role=alert], [role=alert]', zh.extendLong);
  });

  it('asks the counter that holds it, and follows its answer', async () => {
    const claimed = record({ state: 'claimed', pharmacy: PHARMACY });
    const { care, state } = world(claimed);
    care.answers[`POST /prescriptions/${ID}/void`] = () => {
      state.now = { ...claimed, voidRequest: ASKED };
      throw new Problem(409, { code: 'void-requested' });
    };
    await show(care);
    await says('[part~=held]', '康民药房');
    button(zh.askBack).click();
    await until(() => all('#after-reason').length, 'the form');
    choose(one('#after-reason'), 'wrong-medicine');
    button(zh.askNow).click();
    await says('[part~=request]', zh.waits);
    equal(bodyOf(care, `POST /prescriptions/${ID}/void`), { reason: 'wrong-medicine', note: '' });
    equal(all('[part~=ask-back]').length, 0, 'asked once');
    await clean();
    const refusal = { reason: 'with-courier' as const, note: '' };
    state.now = { ...claimed, voidRequest: { ...ASKED!, state: 'refused', refusal } };
    care.told();
    await says('[part~=request]', '药品已交给快递');
    assert(all('[part~=ask-back]').length === 1, 'it may be asked again');
  });

  it('downloads the sealed file under its number, and says when it cannot', async () => {
    const { care } = world(record({ state: 'dispensed' }));
    care.answers[`GET /prescriptions/${ID}/export`] = () => {
      throw new Problem(0, {});
    };
    await show(care);
    await says('care-rx-export', zh.save);
    button(zh.save).click();
    await says('care-rx-export', zh.saveFailed);
    care.answers[`GET /prescriptions/${ID}/export`] = () => ({ type: 'care-prescription-export/1' });
    let name = '';
    const real = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () {
      name = this.download;
    };
    try {
      button(zh.save).click();
      await says('care-rx-export', zh.saved);
    } finally {
      HTMLAnchorElement.prototype.click = real;
    }
    assert(name.endsWith('.json') && name.length > 10, `named ${name}`);
    assert(textOf(one('care-rx-export')).includes(zh.save), 'it stays');
  });
});
