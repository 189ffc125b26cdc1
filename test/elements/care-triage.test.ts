/** The interview: what is asked, said, kept and sent. */
import { createStore } from '@care-elements/client/store.ts';
import { createTriageStore } from '@care-elements/client/triage-store.ts';
import type { Session } from '@care-elements/client/session.ts';
import type { Kept } from '@care-elements/client/visit-store.ts';
import {
  VISIT,
  RESULT,
  made,
  realFetch,
  root,
  title,
  rows,
  labels,
  button,
  answersIn,
  resultOf,
  fake,
  mount,
  press,
  tick,
  finish,
  pressLast,
} from './triage-page.ts';
import { clean } from '../kit/axe.ts';
import { assert, equal, until } from '../kit/expect.ts';

describe('care-triage', () => {
  afterEach(() => {
    made.splice(0).forEach((element) => element.remove());
    window.fetch = realFetch;
  });

  for (const [lang, question, none, unsure] of [
    ['en', 'Is any of these happening right now?', 'None of these', 'I’m not sure'],
    ['zh-CN', '现在有下面任何一种情况吗？', '以上都没有', '不确定'],
  ] as const)
    it(`asks one question, with “not sure” last and the way back first (${lang})`, async () => {
      const element = await mount((await fake()).care, { lang });
      equal(title(element), question);
      equal(labels(element).slice(-2), [none, unsure]);
      assert(
        root(element).querySelector('button')!.textContent!.trim() === (lang === 'en' ? 'Back' : '返回'),
        'back is first',
      );
      assert(root(element).querySelector('a')!.getAttribute('href') === 'tel:120', 'the number to call');
      assert(root(element).querySelector('.muted')!.textContent!.trim().length > 10, 'why we ask');
      equal(root(element).querySelectorAll('h1').length, 1);
      await clean(element);
    });

  it('in Arabic: the question’s English stands in a line of its own direction', async () => {
    const element = await mount((await fake()).care, { lang: 'ar' });
    const help = root(element).querySelector<HTMLElement>('.muted[lang="en"][dir="ltr"]')!;
    const ours = help.querySelector<HTMLElement>('[lang="ar"]')!;
    const { direction, display } = getComputedStyle(ours);
    equal([getComputedStyle(help).direction, direction, display], ['ltr', 'rtl', 'block']);
    const english = help.textContent!.replace(ours.textContent!, '');
    assert(/[a-z]\.\s*$/.test(english) && !/\p{Script=Arabic}/u.test(english), english);
    await clean(element);
  });

  it('shows an answer as taken before what follows is there', async () => {
    const { care } = await fake();
    const element = await mount(care);
    const { linkId } = care.use(createTriageStore).get().question!;
    button(element, 'I’m not sure').click();
    const { question, before } = care.use(createTriageStore).get();
    equal([question!.linkId, before], [linkId, ['not-sure']]);
    await until(() => care.use(createTriageStore).get().question?.linkId !== linkId);
  });

  it('answers on tap, reads the next question from its title, and says how much can still come', async () => {
    const element = await mount((await fake()).care);
    const left = () => Number(/\d+/.exec(root(element).querySelector('.note')!.textContent!)?.[0] ?? 1);
    let before = left();
    for (const label of ['None of these', 'None of these', '36–37.2 °C, no fever']) {
      await press(element, label);
      assert(root(element).activeElement?.tagName === 'H1', 'the title has the focus');
      assert(left() < before, `${left()} questions to go after ${before}`);
      before = left();
    }
    await clean(element);
  });

  it('several answers: ticks, then Continue; “none” can’t stand beside a tick', async () => {
    const { care, posts } = await fake();
    const element = await mount(care);
    await press(element, 'None of these');
    assert(!button(element, 'Continue'), 'nothing to continue with yet');
    await tick(element, 'Short of breath');
    await tick(element, 'Chest pain');
    await tick(element, 'Chest pain');
    assert(!button(element, 'None of these'), 'none is gone');
    equal(labels(element).at(-1), 'I’m not sure about the others');
    await clean(element);
    await pressLast(element, 'Continue');
    equal(answersIn(posts[0]!)['cold-with'], ['breathless']);
  });

  it('unsure about the others keeps what was ticked', async () => {
    const { care, posts } = await fake();
    const element = await mount(care);
    await press(element, 'None of these');
    await tick(element, 'Short of breath');
    await pressLast(element, 'I’m not sure about the others');
    equal(answersIn(posts[0]!)['cold-with'], ['breathless', 'not-sure']);
  });

  it('sends the answers when nothing is left to ask, and shows the server’s result', async () => {
    const { care, posts, session } = await fake();
    const element = await mount(care, { text: 'runny nose' });
    await finish(element);
    equal(posts.length, 1);
    equal(posts[0]!.path, `/visits/${VISIT}/triage`);
    equal(posts[0]!.body, {
      protocols: [{ id: 'cold', hash: 'f'.repeat(64) }],
      text: 'runny nose',
      answers: { danger: ['none'], 'cold-with': ['none'], temp: ['t36'], lasting: ['h24'] },
    });
    equal(session.get()!['triage'], undefined, 'nothing is kept of a finished interview');
    equal(title(resultOf(element)), 'See a doctor in the coming days');
  });

  it('an emergency answer stops at once', async () => {
    const { care, posts } = await fake({}, { ...RESULT, level: 1, departments: [] });
    const element = await mount(care);
    await tick(element, 'Struggling for breath, unable to finish a sentence');
    button(element, 'Continue').click();
    await until(() => !!resultOf(element)?.shadowRoot?.querySelector('h1'));
    equal(answersIn(posts[0]!), { danger: ['cannot-speak'] });
    const call = root(resultOf(element)).querySelector('a')!;
    equal([call.getAttribute('href'), call.textContent!.trim()], ['tel:120', 'Call 120']);
    assert(root(resultOf(element)).querySelector('a, button') === call, 'the call comes first');
    equal(
      root(resultOf(element)).querySelectorAll('button').length,
      1,
      'beside it only the quiet correction',
    );
    await clean(resultOf(element));
  });

  it('goes back with the old answer marked, and a change asks anew', async () => {
    const element = await mount((await fake()).care);
    await press(element, 'None of these');
    await press(element, 'None of these');
    await press(element, '38–38.9 °C');
    await press(element, 'Back');
    const marked = rows(element).filter((row) => row.getAttribute('aria-pressed') === 'true');
    equal(
      marked.map((row) => row.textContent!.trim()),
      ['38–38.9 °C'],
    );
    await press(element, 'Back');
    await press(element, 'Back');
    equal(title(element), 'Is any of these happening right now?');
    let left = false;
    element.addEventListener('care-triage-back', () => (left = true));
    button(element, 'Back').click();
    assert(left, 'back from the first question leaves');
  });

  it('what the words say stands chosen; it counts when it is confirmed, and another answer takes its place', async () => {
    for (const [label, code] of [
      ['Continue', 't38'],
      ['36–37.2 °C, no fever', 't36'],
    ] as const) {
      const { care, session } = await fake({}, RESULT, undefined, { heard: { temp: ['t38'] } });
      const element = await mount(care);
      await press(element, 'None of these');
      await press(element, 'None of these');
      equal(labels(element).at(-1), 'I’m not sure');
      await press(element, label);
      const { answers, order } = session.get()!['triage'] as Kept;
      equal([answers['temp'], order.at(-1)], [[code], 'temp']);
    }
  });

  it('a reload goes on where it was', async () => {
    const first = await fake();
    const one = await mount(first.care, { text: 'my words' });
    await press(one, 'None of these');
    await press(one, 'None of these');
    const asked = title(one);
    one.remove();
    const second = await fake({}, RESULT, createStore<Session | null>(structuredClone(first.session.get())));
    const two = await mount(second.care);
    equal(title(two), asked);
    await press(two, '36–37.2 °C, no fever');
    await pressLast(two, '1 to 2 days');
    equal((second.posts[0]!.body as Record<string, unknown>)['text'], 'my words');
  });

  it('a failed send says so, keeps the answers, and tries again', async () => {
    const { care, posts, refuse } = await fake();
    const element = await mount(care);
    await press(element, 'None of these');
    await press(element, 'None of these');
    await press(element, '36–37.2 °C, no fever');
    refuse.push({ status: 500, code: 'internal' });
    button(element, '1 to 2 days').click();
    await until(() => !!root(element).querySelector('[role=alert]'));
    // A phone needs no network of ours: whoever answered that they can't breathe still reads whom to call.
    assert(root(element).querySelector('a[href="tel:120"]'), 'the emergency number stays');
    await clean(element);
    await pressLast(element, 'Try again');
    equal(posts.length, 2);
    equal(posts[0]!.body, posts[1]!.body);
  });

  it('an answer that the server can’t take is asked again, alone, with why; the others stay', async () => {
    const { care, posts, refuse } = await fake();
    const element = await mount(care);
    await press(element, 'None of these');
    await press(element, 'None of these');
    await press(element, '36–37.2 °C, no fever');
    const errors = [{ pointer: '/answers/temp', code: 'not-an-answer', message: '' }];
    refuse.push({ status: 422, code: 'invalid-input', errors } as never);
    button(element, '1 to 2 days').click();
    await until(() => /temperature/.test(title(element)));
    assert(root(element).textContent!.includes('contradicts itself'), 'says why it comes again');
    await clean(element);
    await pressLast(element, '37.3–37.9 °C');
    equal(posts.length, 2);
    const { temp, ...others } = answersIn(posts[1]!);
    const { temp: _, ...before } = answersIn(posts[0]!);
    equal([temp, others], [['t37'], before]);
  });

  it('a protocol that is gone meanwhile is loaded anew, and the answers stay', async () => {
    const { care, posts, refuse } = await fake();
    const element = await mount(care);
    await press(element, 'None of these');
    await press(element, 'None of these');
    await press(element, '36–37.2 °C, no fever');
    refuse.push({ status: 409, code: 'protocol-outdated' });
    button(element, '1 to 2 days').click();
    await until(() => !!root(element).querySelector('[role=alert]'));
    await pressLast(element, 'Try again');
    equal(posts.length, 2);
  });

  it('asks last for what was measured at home, in one screen that is skipped in one tap', async () => {
    const measures = [
      { name: 'temp' as const },
      { name: 'hr' as const, heard: 96 },
      { name: 'spo2' as const },
    ];
    const { care, posts } = await fake({}, RESULT, undefined, { measures });
    const element = await mount(care);
    const numbers = () => root(element).querySelector('care-triage-measures');
    await press(element, 'None of these');
    await press(element, 'None of these');
    await press(element, '36–37.2 °C, no fever');
    assert(
      root(element).querySelector('.note')!.textContent!.includes('2'),
      'the screen of numbers is counted',
    );
    button(element, '1 to 2 days').click();
    await until(() => !!numbers()?.shadowRoot?.querySelector('input'));
    const page = root(numbers()!);
    const names = () => [...page.querySelectorAll('input')].map(({ name, value }) => [name, value]);
    equal(
      names(),
      [
        ['hr', '96'],
        ['spo2', ''],
      ],
      'the temperature was asked already; what was written is there',
    );
    equal(page.activeElement?.localName, 'h1', 'the title has the focus');
    await clean(numbers()!);
    page.querySelector<HTMLInputElement>('[name=spo2]')!.value = '9.5';
    button(numbers()!, 'See the result').click();
    await until(() => !!page.querySelector('.wrong'));
    assert(page.textContent!.includes('from 50 to 100'), 'what is possible, in words');
    equal([page.activeElement?.getAttribute('name'), posts.length], ['spo2', 0]);
    await clean(numbers()!);
    page.querySelector<HTMLInputElement>('[name=spo2]')!.value = '９５';
    button(numbers()!, 'See the result').click();
    await until(() => !!resultOf(element));
    equal((posts[0]!.body as { measures: object }).measures, { hr: 96, spo2: 95 });
  });

  it('says what a number was probably meant as, and sends none when skipped', async () => {
    const measures = [{ name: 'glucose' as const }, { name: 'sbp' as const }, { name: 'dbp' as const }];
    const { care, posts } = await fake({}, RESULT, undefined, { measures });
    const element = await mount(care);
    await press(element, 'None of these');
    await press(element, 'None of these');
    await press(element, '36–37.2 °C, no fever');
    button(element, '1 to 2 days').click();
    await until(
      () => !!root(element).querySelector('care-triage-measures')?.shadowRoot?.querySelector('input'),
    );
    const numbers = root(element).querySelector('care-triage-measures')!;
    for (const [name, value] of [
      ['glucose', '126'],
      ['sbp', '80'],
      ['dbp', '120'],
    ])
      root(numbers).querySelector<HTMLInputElement>(`[name=${name}]`)!.value = value!;
    button(numbers, 'See the result').click();
    await until(() => !!root(numbers).querySelector('.wrong'));
    const said = root(numbers).textContent!;
    assert(said.includes('In mmol/L it is 7') && said.includes('below the upper one'), said);
    button(numbers, 'Nothing measured, skip').click();
    await until(() => !!resultOf(element));
    equal('measures' in posts[0]!.body, false);
  });

  it('does not ask again what was measured and written; °F are taken, and said in °C', async () => {
    const measures = [{ name: 'temp' as const, heard: 36.4, taken: true as const }, { name: 'hr' as const }];
    const { care, posts } = await fake({}, RESULT, undefined, { measures });
    const element = await mount(care);
    await press(element, 'None of these');
    await press(element, 'None of these');
    button(element, '1 to 2 days').click();
    const numbers = () => root(element).querySelector('care-triage-measures');
    await until(() => !!numbers()?.shadowRoot?.querySelector('input'));
    const temp = root(numbers()!).querySelector<HTMLInputElement>('[name=temp]')!;
    equal(temp.value, '36.4', 'seen once more before the result');
    temp.value = '98.6';
    temp.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await until(() => root(numbers()!).textContent!.includes('Taken as °F: 37 °C'));
    button(numbers()!, 'See the result').click();
    await until(() => !!resultOf(element));
    const { answers, measures: sent } = posts[0]!.body as { answers: object; measures: object };
    equal([sent, 'temp' in answers], [{ temp: 37 }, false]);
  });

  it('what was written counts where the screen of numbers is skipped, and is asked where it is emptied', async () => {
    const measures = [{ name: 'temp' as const, heard: 36.4, taken: true as const }];
    for (const emptied of [false, true]) {
      const { care, posts } = await fake({}, RESULT, undefined, { measures });
      const element = await mount(care);
      await press(element, 'None of these');
      await press(element, 'None of these');
      button(element, '1 to 2 days').click();
      const numbers = () => root(element).querySelector('care-triage-measures');
      await until(() => !!numbers()?.shadowRoot?.querySelector('input'));
      if (emptied) root(numbers()!).querySelector<HTMLInputElement>('[name=temp]')!.value = '';
      button(numbers()!, emptied ? 'See the result' : 'Nothing measured, skip').click();
      if (emptied) {
        await until(() => labels(element).includes('36–37.2 °C, no fever'));
        await pressLast(element, '36–37.2 °C, no fever');
      }
      await until(() => !!resultOf(element));
      equal('measures' in posts[0]!.body, !emptied);
    }
  });

  it('an emergency asks for no numbers', async () => {
    const { care } = await fake({}, { ...RESULT, level: 1, departments: [] }, undefined, {
      measures: [{ name: 'hr' }],
    });
    const element = await mount(care);
    await tick(element, 'Struggling for breath, unable to finish a sentence');
    button(element, 'Continue').click();
    await until(() => !!resultOf(element));
  });

  it('a guardian is asked about the child', async () => {
    const guardian = { name: 'Li', phone: '1', relation: 'parent' };
    const child = await fake({ age: 8, ageYears: 8, guardian });
    const element = await mount(child.care, { lang: 'zh-CN', protocol: 'sore-throat' });
    for (const label of ['以上都没有', '以上都没有', '38–38.9 ℃', '喝得和平时差不多，小便正常'])
      await press(element, label);
    equal(title(element), '孩子有下面的情况吗？');
    const self = await fake({ age: 40, ageYears: 40 });
    const other = await mount(self.care, { lang: 'zh-CN', protocol: 'sore-throat' });
    for (const label of ['以上都没有', '以上都没有', '38–38.9 ℃', '喝得和平时差不多，小便正常'])
      await press(other, label);
    equal(title(other), '您有下面的情况吗？');
  });
});
