/** The patient's shell on the real stores: registering, what is wrong, coming back, every state. */
import { deep } from '../../stories/act.ts';
import type { CareVisit } from '../../packages/elements/widgets/care-visit.ts';
import {
  VISIT,
  TRIAGE,
  view,
  place,
  world,
  made,
  mount,
  root,
  title,
  input,
  type,
  pick,
  go,
  turn,
  clean,
  who,
  consent,
  clear,
  paintedHeight,
} from './care-visit-kit.ts';
import { assert, equal, until } from '../kit/expect.ts';

describe('care-visit', () => {
  afterEach(clear);

  it('registers a grown-up: three pages, trimmed, with the version that was agreed to', async () => {
    const { care, posts } = world();
    const element = await mount(care);
    await consent(element);
    equal(input(element, 'consent').checked, false, 'consent is never ticked for you');
    pick(element, 'consent');
    await turn(element, () => go(element));
    equal(posts.length, 1);
    equal(posts[0]!.body, {
      language: 'zh-CN',
      patient: {
        ...{ name: '王秀兰', birthDate: '1954-03-08', sex: 'female', phone: '138 0013 8000' },
        allergies: { status: 'some', items: ['青霉素', '花生', '虾 蟹'] },
      },
      consent: { version: 'v7', agreed: true },
    });
    equal(title(element), '哪里不舒服？');
  });

  it('asks a child’s guardian, and nobody else’s', async () => {
    const { care, posts } = world();
    const element = await mount(care, 'en');
    await who(element, `${new Date().getFullYear() - 5}-01-01`);
    await until(() => title(element) === 'Which adult is with the child?');
    equal(
      [input(element, 'guardian/name').value, input(element, 'guardian/phone').value],
      ['', ''],
      'nothing of the child’s',
    );
    await clean(element);
    await until(() => input(element, 'guardian/name'), 'the guardian’s fields');
    type(element, 'guardian/name', 'Li');
    type(element, 'guardian/phone', '13900139000');
    pick(element, 'guardian/relation', 'parent');
    await turn(element, () => go(element));
    pick(element, 'allergies/status', 'none');
    await turn(element, () => go(element));
    pick(element, 'consent');
    await turn(element, () => go(element));
    const { patient } = posts[0]!.body as { patient: Record<string, unknown> };
    equal(patient['guardian'], { name: 'Li', phone: '13900139000', relation: 'parent' });
    equal(patient['allergies'], { status: 'none', items: [] });
  });

  it('forgets a guardian when the birth date turns out to be a grown-up’s', async () => {
    const { care, posts } = world();
    const element = await mount(care, 'en');
    await who(element, `${new Date().getFullYear() - 5}-01-01`);
    await until(() => input(element, 'guardian/name'), 'the guardian’s fields');
    type(element, 'guardian/name', 'Li');
    type(element, 'guardian/phone', '13900139000');
    pick(element, 'guardian/relation', 'parent');
    await turn(element, () => go(element));
    const back = () => root(element).querySelector<HTMLElement>('form > .link')!.click();
    await turn(element, back);
    equal(input(element, 'guardian/name').value, 'Li', 'what was typed is still there');
    await turn(element, back);
    equal(input(element, 'name').value, '王秀兰');
    type(element, 'birthDate', '1960-01-01');
    await turn(element, () => go(element));
    equal(title(element), 'Any allergies?');
    pick(element, 'allergies/status', 'unknown');
    await turn(element, () => go(element));
    pick(element, 'consent');
    await turn(element, () => go(element));
    equal('guardian' in (posts[0]!.body['patient'] as object), false);
  });

  for (const [lang, words] of [
    ['zh-CN', ['请填写姓名', '请填写出生日期', '请选择性别', '请填写电话号码']],
    ['en', ['Enter the name', 'Enter the date of birth', 'Choose the sex', 'Enter a phone number']],
  ] as const)
    it(`says what is missing, above and at its place, and leads there (${lang})`, async () => {
      const { care, posts } = world();
      const element = await mount(care, lang);
      await clean(element);
      go(element);
      await until(() => root(element).querySelector('.summary'));
      const links = [...root(element).querySelectorAll<HTMLElement>('.summary a')];
      equal(
        links.map((link) => link.textContent),
        words,
      );
      equal(root(element).activeElement?.className, 'summary', 'the summary has the focus');
      equal(input(element, 'name').getAttribute('aria-invalid'), 'true');
      equal(root(element).querySelector('#name-about')!.textContent, words[0]);
      links[3]!.click();
      equal(root(element).activeElement?.getAttribute('name'), 'phone');
      await clean(element);
      equal(posts.length, 0);
    });

  it('refuses a day to come, a phone without digits and a name of spaces', async () => {
    const { care } = world();
    const element = await mount(care, 'en');
    type(element, 'name', '   ');
    type(element, 'birthDate', `${new Date().getFullYear() + 1}-01-01`);
    pick(element, 'sex', 'male');
    type(element, 'phone', 'call me');
    go(element);
    await until(() => root(element).querySelector('.summary'));
    equal(
      [...root(element).querySelectorAll('.summary a')].map((link) => link.getAttribute('href')),
      ['#name', '#birthDate', '#phone'],
    );
    // There is something: that it is missing would be no help.
    equal(
      root(element).querySelector('#phone-about')!.textContent!.includes('does not look like a phone'),
      true,
    );
  });

  it('leads to the field that the server refuses', async () => {
    const { care, refuse } = world();
    const element = await mount(care, 'en');
    await consent(element);
    pick(element, 'consent');
    refuse.push({
      status: 422,
      code: 'invalid-input',
      errors: [{ pointer: '/patient/phone', code: 'x', message: '' }],
    });
    await turn(element, () => go(element));
    equal(title(element), 'Who is the visit for?');
    await until(() => root(element).querySelector('.summary a'));
    equal(root(element).querySelector('.summary a')!.getAttribute('href'), '#phone');
    equal(input(element, 'phone').value, '138 0013 8000', 'what was typed is still there');
  });

  it('keeps what was typed when a request fails, and says so', async () => {
    const { care, refuse, posts } = world();
    const element = await mount(care, 'en');
    await consent(element);
    pick(element, 'consent');
    refuse.push({ status: 500, code: 'internal' });
    go(element);
    await until(() => root(element).querySelector('.summary'));
    assert(
      root(element).querySelector('.summary')!.textContent!.includes('still here'),
      'it says that nothing is lost',
    );
    // Far above the button that was pressed: whoever pressed it is led there.
    await until(() => root(element).activeElement === root(element).querySelector('.summary'));
    await clean(element);
    await turn(element, () => go(element));
    equal(posts.length, 2);
  });

  it('changes its language on the spot, keeps what was typed, and enlarges', async () => {
    const { care } = world();
    const element = await mount(care);
    type(element, 'name', '王');
    const [language, elder] = root(element).querySelectorAll<HTMLElement>('header button');
    language!.click();
    await until(() => title(element) === 'Who is the visit for?');
    equal([element.lang, input(element, 'name').value], ['en', '王']);
    const tall = () => paintedHeight(element, '.act');
    const before = tall();
    elder!.click();
    await element.updateComplete;
    equal(elder!.getAttribute('aria-pressed'), 'true');
    const after = tall();
    assert(before >= 52 && after >= 60, `targets of ${before} and ${after} px`);
    equal((await mount(care)).elder, true, 'also after a reload');
    elder!.click();
    equal((await mount(care)).elder, false);
  });

  it('speaks Taiwan’s and Hong Kong’s Chinese beside each other, and changes on the spot', async () => {
    const { care } = world();
    const taiwan = await mount(care, 'zh-Hant');
    const hongkong = await mount(care, 'zh-HK');
    equal([title(taiwan), title(hongkong)], ['就診人是誰？', '就診人是誰？']);
    const hint = (element: Element) => root(element).querySelector('[id="phone-about"]')!.textContent;
    equal([hint(taiwan), hint(hongkong)], ['視訊不通時，醫生打這個電話', '視像不通時，醫生打這個電話']);
    equal(root(taiwan).querySelector('header b')!.textContent, '仁和医院', 'as the hospital wrote it');
    const language = root(taiwan).querySelector<HTMLElement>('header button')!;
    await turn(taiwan, () => language.click());
    equal(title(taiwan), 'Who is the visit for?');
    localStorage.removeItem('care:lang');
    await turn(taiwan, () => (taiwan.lang = 'zh-TW'));
    equal(title(taiwan), '就診人是誰？');
    await turn(taiwan, () => (taiwan.lang = 'de'));
    equal(title(taiwan), 'Who is the visit for?');
  });

  it('follows the page’s language when it has none of its own', async () => {
    const { care } = world();
    const before = document.documentElement.lang;
    const element = document.createElement('care-visit') as CareVisit;
    Object.assign(element, { care });
    made.push(element);
    document.documentElement.lang = 'zh';
    document.body.append(element);
    await until(() => title(element) === '就诊人是谁？');
    document.documentElement.lang = 'en';
    await until(() => title(element) === 'Who is the visit for?');
    document.documentElement.lang = before;
  });

  it('searches while the patient writes, and asks the questions of what they choose', async () => {
    const { care, asked } = world(view());
    const element = await mount(care, 'en');
    await until(() => root(element).querySelector('button.row'));
    await clean(element);
    const words = root(element).querySelector('textarea')!;
    words.value = 'hot head';
    words.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await until(() => asked.includes('/complaints?q=hot+head&age=70&sex=female'));
    root(element).querySelectorAll<HTMLElement>('button.row')[1]!.click();
    await until(() => root(element).querySelector('care-triage'));
    const triage = root(element).querySelector('care-triage') as HTMLElement & {
      protocolId: string;
      text: string;
    };
    equal([triage.protocolId, triage.text], ['cough', 'hot head']);
    await until(() => root(triage).querySelector('[part=options]'), 'the first question');
    root(triage).querySelector<HTMLElement>('button.link')!.click();
    await until(() => root(element).querySelector('textarea'));
  });

  it('what was typed before consent, and the chosen language, are there after a reload', async () => {
    const first = await mount(world().care);
    type(first, 'name', '王秀兰');
    pick(first, 'sex', 'female');
    input(first, 'name').dispatchEvent(new InputEvent('input', { bubbles: true }));
    root(first).querySelector<HTMLElement>('header button')!.click();
    await until(() => first.lang === 'en');
    first.remove();
    const element = document.createElement('care-visit') as CareVisit;
    Object.assign(element, { care: world().care });
    made.push(element);
    document.body.append(element);
    await until(() => title(element) === 'Who is the visit for?');
    equal([input(element, 'name').value, input(element, 'sex', 'female').checked], ['王秀兰', true]);
  });

  it('a daughter speaks for her father: she is asked who she is, and the questions know', async () => {
    const { care, posts } = world();
    const element = await mount(care, 'en');
    pick(element, 'by', 'other');
    await who(element);
    await until(() => title(element) === 'Who are you?');
    await clean(element);
    await until(() => input(element, 'guardian/name'), 'the guardian’s fields');
    type(element, 'guardian/name', 'Li');
    type(element, 'guardian/phone', '13900139000');
    pick(element, 'guardian/relation', 'child');
    await turn(element, () => go(element));
    pick(element, 'allergies/status', 'none');
    await turn(element, () => go(element));
    pick(element, 'consent');
    await turn(element, () => go(element));
    const { patient } = posts[0]!.body as { patient: Record<string, unknown> };
    equal(patient['guardian'], { name: 'Li', phone: '13900139000', relation: 'child' });
  });

  it('an impossible age is told beside its field, and nothing is lost', async () => {
    const { care, posts } = world();
    const element = await mount(care, 'en');
    for (const day of ['1805-01-01', `${new Date().getFullYear() + 1}-01-01`]) {
      type(element, 'name', 'Wang');
      type(element, 'birthDate', day);
      pick(element, 'sex', 'male');
      type(element, 'phone', '13800138000');
      go(element);
      await until(() => root(element).querySelector('#birthDate-about')?.textContent?.includes('130 years'));
      equal([input(element, 'name').value, input(element, 'birthDate').value], ['Wang', day]);
    }
    equal(posts.length, 0);
  });

  it('what was heard can be taken back, and goes with the complaint', async () => {
    const { care, asked, heard } = world(view());
    heard.push(
      { words: 'numb arm', redFlag: true, means: [] },
      { words: 'cough', redFlag: false, means: [] },
    );
    const element = await mount(care, 'en');
    await until(() => root(element).querySelector('button.row'));
    const words = root(element).querySelector('textarea')!;
    words.value = 'numb arm, cough';
    words.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await until(() => root(element).querySelector('[aria-describedby=heard-how]'));
    const urgent = () => root(element).querySelector('.screen > .act');
    assert(urgent()!.textContent!.includes('may be urgent'), 'a red flag leads straight on');
    await clean(element);
    root(element).querySelector<HTMLElement>('[aria-describedby=heard-how] button')!.click();
    await until(() => asked.some((path) => path.includes('without=numb+arm')));
    await until(() => !urgent());
    root(element).querySelector<HTMLElement>('button.row:has(svg)')!.click();
    await until(() => root(element).querySelector('care-triage'));
    equal((root(element).querySelector('care-triage') as unknown as { without: string[] }).without, [
      'numb arm',
    ]);
  });

  it('says so when the hospital can’t be reached, and comes back', async () => {
    const { care, down } = world();
    down.push(500);
    const element = await mount(care, 'en');
    await until(() => root(element).querySelector('[role=alert]'));
    await clean(element);
    root(element).querySelector<HTMLElement>('.act')!.click();
    await until(() => title(element) === 'Who is the visit for?');
  });

  const STATES: [string, object, string][] = [
    ['a result', { triage: TRIAGE }, 'See a doctor'],
    ['an emergency', { status: 'emergency', triage: { ...TRIAGE, level: 1, departments: [] } }, '120'],
    ['waiting', { triage: TRIAGE, queue: place('waiting') }, 'A017'],
    ['called', { triage: TRIAGE, queue: place('called') }, 'Your doctor is ready'],
    ['missed', { triage: TRIAGE, queue: place('missed') }, 'could not reach you'],
    ['too late', { triage: TRIAGE, queue: place('no_show') }, 'could not reach you'],
    ['having left the queue', { triage: TRIAGE, queue: place('left') }, 'See a doctor'],
    ['redirected', { triage: TRIAGE, queue: place('redirected') }, 'See a doctor'],
    ['in the consult', { triage: TRIAGE, queue: place('in_consult') }, 'Enter'],
    ['concluded', { status: 'concluded', triage: TRIAGE, queue: place('done') }, 'finished'],
    ['closed', { status: 'closed', triage: TRIAGE }, 'ended'],
    ['closed before triage', { status: 'closed' }, 'ended'],
  ];
  for (const [name, more, words] of STATES)
    it(`comes back to ${name}, with a way on`, async () => {
      const { care } = world(view({ version: 3, ...more }));
      const element = await mount(care, 'en');
      const all = () => [...deep(root(element))];
      await until(
        () => all().some((one) => one.localName !== 'style' && one.textContent!.includes(words)),
        words,
      );
      const actions = all().filter(
        (one) => one.matches('button, a[href]') && !one.closest('header') && one.checkVisibility(),
      );
      assert(actions.length > 0, 'something to press');
      await clean(element);
      // The button that led out of the call is gone: whoever pressed it goes on from the call.
      const call = all().find((one) => one.matches('care-consult:not([hidden])'));
      call?.dispatchEvent(new Event('care-consult-left'));
      if (call) equal((call.getRootNode() as ShadowRoot).activeElement === call, true, 'the focus');
    });

  it('turns to the doctor’s call as soon as the stream says so, and takes no focus from who types elsewhere', async () => {
    const { care, topics } = world(view({ triage: TRIAGE, queue: place('waiting') }));
    const element = await mount(care, 'en');
    const field = document.createElement('input');
    made.push(field);
    document.body.append(field);
    field.focus();
    await until(() => topics.has(`visit:${VISIT}`));
    topics.get(`visit:${VISIT}`)!.visit!({
      topic: `visit:${VISIT}`,
      visit: view({ version: 9, triage: TRIAGE, queue: place('called') }),
    });
    await until(() => root(element).querySelector('.care.called'));
    await until(() => [...deep(root(element))].some((one) => one.matches('[part=action]')));
    equal(document.activeElement === field, true);
  });

  it('starts anew when a finished visit is put away', async () => {
    const { care } = world(view({ version: 3, status: 'concluded', triage: TRIAGE, queue: place('done') }));
    const element = await mount(care, 'en');
    const button = () =>
      [...deep(root(element))].find(
        (one) => one.textContent!.trim() === 'Start a new visit' && one.matches('button'),
      );
    await until(button);
    button()!.click();
    await until(() => title(element) === 'Who is the visit for?');
    equal(care.session.get(), null);
  });
});
