/** The counter with hands on it: who sees which place, a scanner that types anywhere, exact parts, what is sent. */
import '../../packages/elements/widgets/care-pharmacy.ts';
import { find, press, type } from '../../stories/act.ts';
import { claim, counter, counterPerson, FULFILMENT_ID, parcel, row } from '../../stories/counter-facts.ts';
import { WORLDS } from '../../stories/facts.ts';
import { fakeCare, type Answers } from '../../stories/fake-care.ts';
import { reviewList } from '../../stories/review-facts.ts';
import { equal, until } from '../kit/expect.ts';

const world = WORLDS['zh-CN'];

/** What was sent, by route. */
let sent: [string, unknown][] = [];
function put(
  answers: Answers = {},
  who = counterPerson(world),
  session: { token: string } | null = { token: 't' },
) {
  sessionStorage.clear();
  sent = [];
  const keep =
    <T>(id: string, answer: T) =>
    ({ body }: { body: unknown }) => (sent.push([id, body]), answer);
  const care = fakeCare({
    session,
    answers: {
      getHospital: world.hospital,
      getSession: who,
      listReviews: reviewList([]),
      getCounter: counter(world, [row(world)]),
      claimPrescription: keep('claim', { ...claim(world), secret: 's' }),
      getClaim: () =>
        claim(world, sent.some(([id]) => id === 'dispense') ? 'partially_dispensed' : 'claimed'),
      dispense: keep('dispense', claim(world, 'partially_dispensed')),
      declineClaim: keep('decline', undefined),
      handToCourier: keep('courier', parcel(world, 'handed_to_courier')),
      deleteSession: undefined,
      ...answers,
    } as Answers,
  });
  const element = document.createElement('care-pharmacy');
  Object.assign(element, { lang: 'zh-CN', care });
  document.body.append(element);
  return { element, care };
}
afterEach(() => document.querySelectorAll('care-pharmacy').forEach((one) => one.remove()));

it('a partner’s staff see the counter alone; a pharmacist has both places, and reviews first', async () => {
  const { element } = put();
  await find(element, '#code');
  equal(element.shadowRoot!.querySelectorAll('[data-place]').length, 0, 'places');
  element.remove();
  const second = put({}, world.pharmacist).element;
  await find(second, '[data-place=review][aria-current=page]');
  equal(!!second.shadowRoot!.querySelector('care-pharmacy-counter'), false, 'the counter');
  await press(second, '[data-place=counter]');
  await find(second, '#code');
});

it('what a scanner types into nothing goes into the code', async () => {
  const { element } = put();
  const code = await find(element, '#code');
  document.dispatchEvent(new KeyboardEvent('keydown', { key: '7', bubbles: true }));
  equal((code.getRootNode() as ShadowRoot).activeElement === code, false, 'a key of the page');
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '7', bubbles: true, composed: true }));
  equal((code.getRootNode() as ShadowRoot).activeElement === code, true, 'a key on nothing');
});

it('takes one that a patient chose, gives half an opened pack of one line and nothing of another, with its batch', async () => {
  const { element } = put();
  await press(element, '.entry');
  await find(element, '.hand-over');
  equal(sent[0], ['claim', { fulfilmentId: FULFILMENT_ID }], 'the claim');
  equal(((await find(element, '#now-1')) as HTMLInputElement).value, '2', 'the whole rest, in packs');
  await type(element, '#now-1', '0.5');
  await press(element, '#hand-over');
  equal((await find(element, '#wrong-1')).textContent, '只能填整数', 'half a pack');
  await type(element, '#now-1', '24');
  ((await find(element, '#unit-1')) as HTMLSelectElement).value = 'capsule';
  (await find(element, '#unit-1')).dispatchEvent(new Event('change'));
  await type(element, '#lot-1', ' B7 ');
  await type(element, '#now-2', '');
  await type(element, '#now-3', '7');
  ((await find(element, '#unit-3')) as HTMLSelectElement).value = 'tablet';
  (await find(element, '#unit-3')).dispatchEvent(new Event('change'));
  await press(element, '#hand-over');
  await find(element, '[part=receipt]');
  equal(
    sent[1],
    [
      'dispense',
      {
        secret: 's',
        lines: [
          { line: 1, drugId: 'drug-1', given: { value: '24', unit: 'capsule' }, lot: 'B7' },
          { line: 3, drugId: 'drug-3', given: { value: '7', unit: 'tablet' }, lot: null },
        ],
      },
    ],
    'the hand-over',
  );
  // 24 of 48 are left, and stand there for the next part.
  equal(((await find(element, '#now-1')) as HTMLInputElement).value, '1', 'what is left');
});

const focused = () => {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
};

for (const width of [1280, 390])
  it(`the focus is never left on what is gone or hidden, at ${width} px`, async () => {
    const { element } = put();
    element.style.cssText = `display: block; width: ${width}px`;
    const entry = await find(element, '.entry');
    entry.focus();
    entry.click();
    await find(element, '.hand-over');
    await until(() => focused()?.matches(width < 860 ? '.sheet' : '.entry'), 'the hand goes on');
  });

it('who signs in at the counter has the hand at the code', async () => {
  const { element } = put(
    { createSession: { token: 't', expiresAt: '2099-01-01T00:00:00.000Z', clinician: counterPerson(world) } },
    undefined,
    null,
  );
  await type(element, '[name=username]', 'mei');
  await type(element, '[name=password]', 'care-demo');
  (await find(element, '[name=password]')).focus();
  await press(element, 'form .act');
  await find(element, '#code');
  await until(() => focused()?.id === 'code', 'the hand at the code');
});

it('sends nothing that is more than the rest, no number, or nothing at all', async () => {
  const { element } = put();
  await press(element, '.entry');
  await type(element, '#now-1', '3');
  await press(element, '#hand-over');
  await find(element, '#wrong-1', '2 盒');
  for (const line of [1, 2, 3]) await type(element, `#now-${line}`, '');
  await press(element, '#hand-over');
  await find(element, '.hand-over .wrong', '至少');
  equal(sent.length, 1, 'the claim alone was sent');
});

it('gives back with a coded reason, and “other” wants words', async () => {
  const { element } = put();
  await press(element, '.entry');
  await press(element, '#decline');
  await press(element, '.why [value=other]');
  await press(element, '.why .act');
  await find(element, '#note-about.wrong');
  await type(element, '.why [name=note]', '停电');
  await press(element, '.why .act');
  await find(element, '.said-now .green');
  equal(sent[1], ['decline', { secret: 's', reason: 'other', note: '停电' }], 'the reason');
});

it('signing out puts the counter away, and another’s session starts anew', async () => {
  const { element, care } = put();
  await press(element, '.entry');
  await find(element, '.hand-over');
  equal(
    Object.values(sessionStorage).some((kept) => `${kept}`.includes('"s"')),
    true,
    'the secret is kept',
  );
  care.session.set(null);
  await find(element, 'form.sign-in');
  equal(
    Object.values(sessionStorage).some((kept) => `${kept}`.includes('"s"')),
    false,
    'the secret is gone',
  );
});
