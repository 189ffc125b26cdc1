/** One call view and several visits, several views and one call: who is let go of when the page changes what stands where. */
import type { ConsultStore } from '@care-elements/client/consult-store.ts';
import type { CareConsult } from '../../packages/elements/widgets/care-consult.ts';
import { equal } from '../kit/expect.ts';
import { clear, CONNECTED, fakeStore, put, stand, VISIT } from './care-consult-kit.ts';

const OTHER = '0190aaaa-0000-7000-8000-000000000002';
const task = () => new Promise((done) => setTimeout(done, 20));
const view = (consult: ConsultStore, visit: string, more = {}) =>
  Object.assign(document.createElement('care-consult') as CareConsult, { consult, visit, ...more });

describe('care-consult for one visit after another', () => {
  afterEach(clear);

  it('leaves the call of the visit before, and goes ahead for the new one', async () => {
    const { element, asked, warmed, attached } = await put(CONNECTED);
    element.visit = OTHER;
    await element.updateComplete;
    equal(asked, [['leave']]);
    equal(warmed, [VISIT, OTHER]);
    equal(attached.length, 0, 'nobody’s picture is shown as the other visit’s');
  });

  it('before the click there is only a room to go out of', async () => {
    const { element, asked } = await put({});
    element.visit = OTHER;
    await element.updateComplete;
    equal(asked, [['cool']]);
  });

  it('enters the new one where the page’s own button was the click', async () => {
    const { element, asked } = await put(CONNECTED);
    element.autojoin = true;
    await element.updateComplete;
    asked.length = 0;
    Object.assign(element, { visit: OTHER, entry: 'e2' });
    await element.updateComplete;
    equal(asked, [['leave'], ['enter', { visitId: OTHER, role: 'patient', entryId: 'e2' }]]);
  });

  it('given another visit and taken out at once, it leaves the first and holds on to nothing', async () => {
    const { element, asked, attached, level, show } = await put(CONNECTED);
    element.visit = OTHER;
    element.remove();
    await task();
    equal(asked[0], ['leave']);
    level.set(0.9);
    await show({ ...CONNECTED, visitId: OTHER });
    equal(attached.length, 0, 'attached after removal');
    equal(element.style.getPropertyValue('--_level'), '', 'what it still hears');
  });

  it('taken out and put in again in one task, it goes on, with picture, sound and level', async () => {
    const { element, asked, attached, level } = await put(CONNECTED);
    element.remove();
    document.body.append(element);
    await task();
    equal(asked, []);
    equal(attached.length, 3);
    level.set(0.5);
    equal(element.style.getPropertyValue('--_level'), '0.50');
  });

  it('taken out, given another visit and put in again in one task: the first call is left', async () => {
    const { element, asked, warmed } = await put(CONNECTED);
    element.remove();
    element.visit = OTHER;
    document.body.append(element);
    await task();
    equal(asked, [['leave']]);
    equal(warmed, [VISIT, OTHER]);
  });
});

describe('another care-consult in the place of one', () => {
  afterEach(clear);

  it('of the same visit has the call', async () => {
    const { element, asked, attached, store } = await put(CONNECTED);
    element.remove();
    const next = await stand(view(store, VISIT));
    await task();
    equal(asked, []);
    equal(attached.length, 3);
    next.remove();
    await task();
    equal(asked, [['leave']]);
  });

  it('of another visit does not: the first call is left', async () => {
    const { element, asked, store } = await put(CONNECTED);
    element.remove();
    await stand(view(store, OTHER));
    await task();
    equal(asked, [['leave']]);
  });

  it('has what went ahead for it', async () => {
    const fake = fakeStore();
    const first = await stand(view(fake.store, VISIT));
    first.remove();
    await stand(view(fake.store, OTHER));
    await task();
    equal(fake.warmed, [VISIT, OTHER]);
    equal(fake.asked, []);
  });
});
