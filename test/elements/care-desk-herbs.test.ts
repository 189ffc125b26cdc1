/** A sheet of herbs written by keyboard at the desk: what is typed is what is saved, and herbs and medicines never share a search. */
import { HERB_FORMULARY } from '../../stories/herbs-facts.ts';
import { draftRx, encounter, ENCOUNTER, fakeDesk } from '../kit/desk-fakes.ts';
import { all, choose, clean, focused, one, press, says, show, takeDown, type } from './care-desk-kit.ts';
import { assert, equal, until } from '../kit/expect.ts';

describe('care-desk with a sheet of herbs', () => {
  afterEach(takeDown);
  const search = () => {
    const [box] = all('care-desk-search').filter(
      (el) =>
        (el as HTMLElement & { hint: string }).hint.includes('拼音首字母') && el.closest('care-desk-herbs'),
    );
    return box!.shadowRoot!.querySelector('input')!;
  };
  const empty = async () => {
    const care = fakeDesk({
      current: encounter(),
      prescriptions: [draftRx({ encounterId: ENCOUNTER, items: [] })],
      drugs: HERB_FORMULARY,
    });
    const kinds: unknown[] = [];
    const { get } = care.api;
    Object.assign(care.api, {
      get: ((path, options) => {
        if (path === '/formulary' && options?.query?.['q']) kinds.push(options.query['kind']);
        return get(path, options);
      }) satisfies typeof get,
    });
    await show(care);
    await until(() => all('[part=herb-sheet] input').length, 'the choice of a sheet');
    one('[part=herb-sheet] input').click();
    await until(() => all('[part=sheet]').length, 'the sheet');
    return { care, kinds };
  };
  const pick = async (q: string, name: string) => {
    const before = all('.herb').length;
    await until(search, 'the search');
    type(search(), q);
    await until(() => all('[role=option]').some((el) => el.textContent.includes(name)), name);
    press('Enter', search());
    await until(() => all('.herb').length > before && focused()?.id.endsWith('-dose'), 'the grams');
  };

  it('is written herb by herb, then the sheet, and saved as typed', async () => {
    const { care, kinds } = await empty();
    await pick('jyh', '金银花');
    type(focused() as HTMLElement, '１５');
    press('Enter', focused()!);
    await until(() => focused() === search(), 'back at the search');
    choose(one('.herb select'), 'late');
    type(one('#packets'), '7');
    choose(one('#pace'), 'one');
    choose(one('#method'), 'decoct');
    type(one('#volumeMl'), '400');
    type(one('#portions'), '2');
    choose(one('#warmth'), 'warm');
    await says('[part=directions]', '共 7 剂，每日 1 剂，水煎 400 ml，分 2 次温服');
    await says('[part=sum]', '共 1 味，每剂 15 g');
    await until(() => care.world.prescriptions[0]!.herbal?.warmth === 'warm', 'the save');
    const { items, herbal } = care.world.prescriptions[0]!;
    equal(
      items.map(({ drugId, dose, handling }) => [drugId, dose?.value, handling]),
      [[HERB_FORMULARY[0]!.drugId, '15', 'late']],
    );
    const { packets, pace, method, volumeMl, portions, meal } = herbal!;
    equal([packets, pace, method, volumeMl, portions, meal], [7, 'one', 'decoct', 400, 2, null]);
    equal(kinds, ['herbs']);
    await clean();
  });

  it('is chosen while it is empty, and not left with herbs on it', async () => {
    await empty();
    await pick('jyh', '金银花');
    await until(() => !all('[part=herb-sheet] input').length, 'no way back');
    one('.herb button').click();
    await until(() => all('[part=herb-sheet] input').length, 'the choice again');
    one('[part=herb-sheet] input').click();
    await until(() => all('.rows-rx').length, 'an ordinary prescription');
    assert(!all('care-desk-herbs').length, 'no sheet');
  });
});
