/** The doctor takes from the shelf beside a draft, and keeps what is in the draft. */
import { draftRx, encounter, ENCOUNTER, fakeDesk } from '../kit/desk-fakes.ts';
import { shelfLine } from '../kit/shelf-fakes.ts';
import { all, clean, focused, one, press, says, show, takeDown, textOf, type } from './care-desk-kit.ts';
import { assert, equal, until } from '../kit/expect.ts';

describe('care-desk shelf', () => {
  afterEach(takeDown);
  const desk = () =>
    fakeDesk({
      current: encounter(),
      prescriptions: [draftRx({ encounterId: ENCOUNTER })],
      shelf: {
        favourites: [],
        recent: [shelfLine(1)],
        templates: [
          {
            ...{
              templateId: '00000000-0000-4000-8000-000000000009',
              name: '咽炎',
              diagnoses: [],
              own: false,
            },
            lines: [shelfLine(1), { ...shelfLine(0), standing: 'gone' as const }],
            ...{ shared: true, fits: true, ownerName: { 'zh-CN': '钱', en: 'Qian' } },
          },
        ],
        history: [],
      },
    });
  const open = async (care = desk()) => {
    await show(care);
    await until(() => all('details[part=shelf]').length, 'the shelf');
    one('details[part=shelf] summary').click();
    await until(() => all('[role=tabpanel] ul').length, 'what is on it');
    return care;
  };
  const saved = (care: ReturnType<typeof desk>) =>
    care.world.prescriptions[0]!.items.map(({ drugId }) => drugId);

  it('is read when it is opened, and not before', async () => {
    const care = desk();
    await show(care);
    await until(() => all('details[part=shelf]').length, 'the shelf');
    equal(care.count(`GET /encounters/${ENCOUNTER}/rx-shelf`), 0);
    one('details[part=shelf] summary').click();
    await until(() => care.count(`GET /encounters/${ENCOUNTER}/rx-shelf`) === 1, 'the read');
  });

  it('puts a recent line into the draft, which is saved as if it were typed', async () => {
    const care = await open();
    const before = saved(care);
    one('#tab-recent').click();
    await until(() => all('[part=line]').length, 'the line');
    one('[part=line]').click();
    await until(() => saved(care).length === before.length + 1, 'the save');
    equal(saved(care).at(-1), shelfLine(1).item.drugId);
    await says('[role=tabpanel]', '已放入 1 种药，请核对');
  });

  it('says which line of a template the formulary no longer holds, and leaves it out', async () => {
    const care = await open();
    const before = saved(care);
    one('#tab-templates').click();
    await until(() => all('[part=gone]').length, 'the line that is gone');
    assert(!one('[part=gone]').matches('button'), 'it cannot be pressed');
    one('[part=template] [part=all]').click();
    await until(() => saved(care).length === before.length + 1, 'the save');
    await says('[role=tabpanel]', `没有放入：${shelfLine(0).drug.name['zh-CN']}`);
  });

  it('keeps a line of the draft as a favourite, once, and lets it go after a second word', async () => {
    const care = await open();
    one('[part=keep]').click();
    await until(() => care.world.shelf.favourites.length === 1, 'the favourite');
    equal(care.world.shelf.favourites[0]!.line.item.drugId, saved(care)[0]);
    await until(() => !all('[part=keep]').length, 'nothing more to keep');
    const drop = () => one('[role=tabpanel] li > button:last-child');
    await until(() => drop().getAttribute('aria-label')?.startsWith('删除'), 'the way to delete');
    drop().click();
    await until(() => textOf(drop()).includes('确定删除'), 'the question');
    equal(care.world.shelf.favourites.length, 1);
    drop().click();
    await until(() => care.world.shelf.favourites.length === 0, 'the end of it');
  });

  it('saves the draft as a template with its diagnoses, to oneself unless asked', async () => {
    const care = await open();
    one('#tab-templates').click();
    await until(() => all('[part=save-template]').length, 'the form');
    type(one('#name'), '成人咽炎');
    one('[part=save-template]').click();
    await until(() => care.world.shelf.templates.some(({ name }) => name === '成人咽炎'), 'the template');
    const { diagnoses, shared, lines } = care.world.shelf.templates[0]!;
    equal([diagnoses.map(({ code }) => code), shared, lines.length], [['J02.9'], false, saved(care).length]);
  });

  it('goes from tab to tab with the arrows', async () => {
    await open();
    one('#tab-favourites').focus();
    press('ArrowLeft', focused()!);
    await until(() => focused()?.id === 'tab-history', 'the last');
    await says('[role=tabpanel]', '没有以前的处方');
    press('ArrowRight', focused()!);
    await until(() => focused()?.id === 'tab-favourites', 'the first again');
    equal(all('[role=tab][tabindex="0"]').length, 1);
  });

  it('has no faults that axe finds', async () => {
    await open();
    for (const tab of ['favourites', 'recent', 'templates', 'history']) {
      one(`#tab-${tab}`).click();
      await until(() => one(`#tab-${tab}`).getAttribute('aria-selected') === 'true', tab);
      await clean();
    }
  });
});
