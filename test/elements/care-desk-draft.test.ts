/** Two windows on one draft: the second is told, and nothing of either is lost. */
import { ITEMS } from '../kit/prescription-fakes.ts';
import { draftRx, encounter, ENCOUNTER, fakeDesk } from '../kit/desk-fakes.ts';
import { all, button, one, says, show, takeDown, type } from './care-desk-kit.ts';
import { assert, equal, until } from '../kit/expect.ts';

describe('care-desk draft in two windows', () => {
  afterEach(takeDown);
  const behind = async () => {
    const care = fakeDesk({
      current: encounter(),
      prescriptions: [draftRx({ encounterId: ENCOUNTER })],
    });
    await show(care);
    await until(() => all('.row-rx .dose input').length, 'the line');
    const [rx] = care.world.prescriptions;
    // The other window saves meanwhile.
    care.world.prescriptions = [{ ...rx!, rowVersion: 5, items: [{ ...ITEMS[2]!, line: 1 }] }];
    type(one('.row-rx .days input'), '5');
    await says('care-desk-rx', ITEMS[2]!.drug.name['zh-CN']);
    return care;
  };

  it('shows both, and saves neither until a person has chosen', async () => {
    const care = await behind();
    await says('.finding.amber[role=alert]', ITEMS[0]!.drug.name['zh-CN']);
    equal(
      care.world.prescriptions[0]!.items.map(({ drugId }) => drugId),
      [ITEMS[2]!.drugId],
    );
  });

  it('mine goes over theirs only when it is chosen', async () => {
    const care = await behind();
    button('保留这里写的').click();
    await until(() => care.world.prescriptions[0]!.items[0]!.days === 5, 'the save');
    equal(care.world.prescriptions[0]!.items[0]!.drugId, ITEMS[0]!.drugId);
    assert(!all('.finding.amber[role=alert]').length, 'the question is gone');
  });
});
