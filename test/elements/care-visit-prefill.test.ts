/** What the page around a visit fills into the registration: in the fields, to be confirmed; typed words go before it. */
import { clean, clear, go, input, mount, root, title, turn, type, world } from './care-visit-kit.ts';
import { equal, until } from '../kit/expect.ts';

const KNOWN = { name: '王秀英', birthDate: '1956-03-01', sex: 'female', phone: '138 0000 0000' } as const;
const fields = (element: Element) => ({
  name: input(element, 'name').value,
  birthDate: input(element, 'birthDate').value,
  sex: root(element).querySelector<HTMLInputElement>('[name=sex]:checked')?.value,
  phone: input(element, 'phone').value,
});
const note = (element: Element) => root(element).querySelector('form > [role=status]')?.textContent;

describe('care-visit, filled in by its page', () => {
  const said = console.error;
  afterEach(() => {
    clear();
    console.error = said;
  });

  it('shows what the page knows in its fields, says so, and registers nobody before the patient has gone on', async () => {
    const { care, posts } = world();
    const element = await mount(care);
    element.setAttribute('prefill', JSON.stringify(KNOWN));
    await until(() => note(element), 'the note');
    equal(fields(element), KNOWN);
    equal(note(element), '部分信息已由本网站填好，请核对。');
    await clean(element);
    equal(posts, []);
    await turn(element, () => go(element));
    equal(title(element), '有没有过敏？');
    equal(note(element), undefined);
  });

  it('fills in who speaks for the patient and what they must not be given, each page with the note', async () => {
    const { care, posts } = world();
    const element = await mount(care);
    element.prefill = {
      ...{ ...KNOWN, by: 'other' },
      guardian: { name: '王建国', phone: '139 0013 9000', relation: 'child' },
      allergies: { status: 'some', items: ['青霉素', 'sulfa drugs'] },
    };
    await until(() => note(element), 'the note');
    await turn(element, () => go(element));
    await until(() => input(element, 'guardian/name')?.value === '王建国', 'the guardian');
    equal(input(element, 'guardian/phone').value, '139 0013 9000');
    equal(input(element, 'guardian/relation', 'child').checked, true);
    equal(note(element), '部分信息已由本网站填好，请核对。');
    await clean(element);
    await turn(element, () => go(element));
    equal(title(element), '有没有过敏？');
    equal(input(element, 'allergies/status', 'some').checked, true);
    equal(input(element, 'allergies/items').value, '青霉素, sulfa drugs');
    equal(note(element), '部分信息已由本网站填好，请核对。');
    await turn(element, () => go(element));
    equal(note(element), undefined, 'nothing of the consent is the page’s');
    input(element, 'consent').click();
    go(element);
    await until(() => posts[0], 'registered');
    const { guardian, allergies } = posts[0]!.body['patient'] as Record<string, unknown>;
    equal(guardian, { name: '王建国', phone: '139 0013 9000', relation: 'child' });
    equal(allergies, { status: 'some', items: ['青霉素', 'sulfa drugs'] });
  });

  it('leaves it to the patient to say that there is no allergy', async () => {
    const told: string[] = [];
    console.error = (...words) => void told.push(words.join(' '));
    const element = await mount(world().care);
    element.prefill = { ...KNOWN, allergies: { status: 'none', items: [] } } as never;
    await until(() => note(element), 'the note');
    await turn(element, () => go(element));
    equal(title(element), '有没有过敏？');
    equal(root(element).querySelector('[name="allergies/status"]:checked'), null);
    equal(note(element), undefined);
    equal(
      told.map((one) => /“([\w/]+)”/.exec(one)?.[1]),
      ['allergies/status', 'allergies/items'],
    );
  });

  it('leaves what was typed, and what the page says anew takes the place of what it said before', async () => {
    const element = await mount(world().care);
    type(element, 'phone', '139 1111 1111');
    input(element, 'phone').dispatchEvent(new Event('input', { bubbles: true }));
    element.prefill = KNOWN;
    await until(() => input(element, 'name').value === KNOWN.name, 'the name');
    element.prefill = { ...KNOWN, name: '李强', sex: 'male' };
    await until(() => input(element, 'name').value === '李强', 'the other name');
    equal(fields(element), { ...KNOWN, name: '李强', sex: 'male', phone: '139 1111 1111' });
  });

  it('takes nothing that no field can hold, and tells the console', async () => {
    const told: string[] = [];
    console.error = (...words) => void told.push(words.join(' '));
    const element = await mount(world().care);
    element.prefill = { name: '王秀英', sex: 'F', consent: 'on', birthDate: '01/03/1956' } as never;
    await until(() => input(element, 'name').value, 'the name');
    equal(fields(element), { name: '王秀英', birthDate: '', sex: undefined, phone: '' });
    equal(
      told.map((one) => /“(\w+)”/.exec(one)?.[1]),
      ['sex', 'consent', 'birthDate'],
    );
    element.prefill = 'name=王秀英';
    await until(() => told[3]?.includes('JSON'), 'told that it is no JSON');
  });
});
