/** The doctor records what medicines depend on, beside the order that is checked against it. */
import { draftRx, encounter, ENCOUNTER, fakeDesk } from '../kit/desk-fakes.ts';
import { all, choose, clean, focused, one, press, says, show, takeDown, type } from './care-desk-kit.ts';
import { assert, equal, until } from '../kit/expect.ts';

describe('care-desk facts', () => {
  afterEach(takeDown);
  const desk = (sex: 'male' | 'female' = 'female') => {
    const rx = draftRx({ encounterId: ENCOUNTER });
    return fakeDesk({
      current: encounter(),
      prescriptions: [{ ...rx, patient: { ...rx.patient, sex, ageYears: 30 } }],
    });
  };
  const form = () => until(() => all('details[part=facts]').length, 'the form');

  it('are open until something is recorded, saved by themselves, and short when closed', async () => {
    const care = desk();
    await show(care);
    await form();
    assert(one<HTMLDetailsElement>('details[part=facts]').open, 'open while nothing is recorded');
    type(one('#weightKg'), '62.5');
    type(one('#egfr'), '55');
    choose(one('#liver'), 'mild');
    choose(one('#pregnancy'), 'yes');
    await until(() => all('#pregnancyWeeks').length, 'the weeks');
    type(one('#pregnancyWeeks'), '12');
    choose(one('#breastfeeding'), 'no');
    await until(() => care.world.facts.facts.pregnancyWeeks === 12, 'the save');
    const { facts } = care.world.facts;
    equal([facts.weightKg, facts.egfr, facts.liver, facts.breastfeeding], ['62.5', 55, 'mild', 'no']);
    assert(/^\d{4}-\d\d-\d\d$/.test(facts.weighedOn!), 'the day is noted with the weight');
    await says('[part=summary]', '怀孕 12 周 · eGFR 55 · 轻度肝病');
  });

  it('say at the field what no person can have, and do not send it', async () => {
    const care = desk();
    await show(care);
    await form();
    type(one('#egfr'), '900');
    await says('#egfr-wrong', '1 到 200');
    equal(one('#egfr').getAttribute('aria-invalid'), 'true');
    equal(care.world.facts.facts.egfr, null);
  });

  it('take a medicine in the patient’s words, by keyboard alone', async () => {
    const care = desk();
    await show(care);
    await form();
    choose(one('#taking'), 'some');
    await until(() => all('care-desk-facts').length && all('.wide care-desk-search').length, 'the search');
    const search = one('.wide care-desk-search');
    await until(() => search.shadowRoot?.querySelector('input'), 'its field');
    const input = search.shadowRoot!.querySelector('input')!;
    input.focus();
    type(input, '降压药');
    await until(() => search.shadowRoot!.querySelectorAll('[role=option]').length === 2, 'both');
    press('ArrowUp', input);
    press('Enter', input);
    await until(() => care.world.facts.facts.medicines.items.length, 'the save');
    equal(care.world.facts.facts.medicines.items, [{ drugId: null, text: '降压药' }]);
    assert(focused(), 'the focus is kept');
  });

  it('ask no man whether he is pregnant', async () => {
    await show(desk('male'));
    await form();
    equal([all('#pregnancy').length, all('#breastfeeding').length], [0, 0]);
  });

  it('let a person choose when another window was faster', async () => {
    const care = desk();
    await show(care);
    await form();
    care.world.facts = { ...care.world.facts, rowVersion: 3, facts: { ...care.world.facts.facts, egfr: 30 } };
    type(one('#egfr'), '70');
    await says('care-desk-facts', 'eGFR 30');
    (one('care-desk-facts') as HTMLElement)
      .shadowRoot!.querySelector<HTMLButtonElement>('.band .act')!
      .click();
    await until(() => care.world.facts.facts.egfr === 70, 'ours');
  });

  it('has no faults that axe finds', async () => {
    await show(desk());
    await form();
    await clean();
  });
});
