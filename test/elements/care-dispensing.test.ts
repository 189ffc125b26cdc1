/** The patient's choice of a pharmacy, on the fake server of the stories. */
import '../../packages/elements/widgets/care-dispensing.ts';
import type { CareDispensing } from '../../packages/elements/widgets/care-dispensing.ts';
import '../../packages/elements/widgets/care-prescription.ts';
import en from '../../packages/elements/locales/en/dispensing.ts';
import rxWords from '../../packages/elements/locales/en/prescription.ts';
import { dispensing, parcel, pharmacies } from '../../stories/counter-facts.ts';
import { WORLDS } from '../../stories/facts.ts';
import { fakeCare } from '../../stories/fake-care.ts';
import { patientRx } from '../../stories/rx-facts.ts';
import { concluded, SESSION, VISIT_ID } from '../../stories/visit-facts.ts';
import { equal, until } from '../kit/expect.ts';

async function put() {
  const world = WORLDS.en;
  const element = document.createElement('care-dispensing') as CareDispensing;
  const view = concluded(world, {
    prescription: patientRx(world, 'approved'),
    dispensing: dispensing(world),
  });
  const care = fakeCare({
    hospitalId: world.hospital.hospitalId,
    session: SESSION,
    answers: { listPharmacies: { pharmacies: pharmacies(world) } },
  });
  Object.assign(element, { lang: 'en', view, at: world.hospital, care });
  document.body.replaceChildren(element);
  const find = <T extends HTMLElement>(selector: string) =>
    until(() => element.shadowRoot!.querySelector<T>(selector), selector);
  return { world, element, find };
}

describe('care-dispensing', () => {
  it('what was missing is no longer said to be, once it is there', async () => {
    const { world, element, find } = await put();
    const wrong = () => element.shadowRoot!.querySelector('.wrong')?.textContent;
    (await find('#choose')).click();
    await find('[name=pharmacy]');
    (await find('[part=choose]')).click();
    await until(() => wrong() === en.missing['pharmacy'], 'what is missing');
    (await find(`[value="${pharmacies(world)[1]!.pharmacyId}"]`)).click();
    await until(() => !wrong(), 'the choice is made');

    (await find('[name=way][value=delivery]')).click();
    const address = await find<HTMLTextAreaElement>('[name=address]');
    (await find('[part=choose]')).click();
    await until(() => wrong() === en.missing['address'], 'the address is missing');
    address.value = '8 Lake Road';
    address.dispatchEvent(new Event('change', { bubbles: true }));
    await until(() => !wrong(), 'the address is there');
  });

  it('who has it brought is not told to collect it', async () => {
    const world = WORLDS.en;
    const view = concluded(world, {
      prescription: patientRx(world, 'approved'),
      dispensing: dispensing(world, { fulfilment: parcel(world, 'chosen') }),
    });
    const element = document.createElement('care-prescription') as HTMLElement & { care: unknown };
    element.lang = 'en';
    element.care = fakeCare({
      hospitalId: world.hospital.hospitalId,
      session: SESSION,
      answers: { getHospital: world.hospital, getVisit: view },
      live: { [`visit:${VISIT_ID}`]: { visit: { visit: view } } },
    });
    document.body.replaceChildren(element);
    const top = await until(() => element.shadowRoot?.querySelector('.top'), 'the prescription');
    equal(top.querySelector('h1')!.textContent, rxWords.toYou.title);
    equal([...top.querySelectorAll('li')].at(-1)?.textContent?.trim().includes(rxWords.toYou.step), true);
    // Where the parcel is comes before the code for the counter.
    const order = [...element.shadowRoot!.querySelectorAll('care-dispensing, .qr')].map(
      (one) => one.localName,
    );
    equal(order.join(' '), 'care-dispensing div');
  });
});
