/** The result of an interview: the level, the reasons, the department, and the way on. */
import { gradeOf } from '@care-elements/triage/grades.ts';
import type { TriageResult } from '@care-elements/contract/triage.ts';
import type { Care } from '@care-elements/client/care.ts';
import { createVisitStore } from '@care-elements/client/visit-store.ts';
import { VISIT, DEPARTMENT, RESULT, made, realFetch, root, title, button, fake } from './triage-page.ts';
import { clean } from '../kit/axe.ts';
import { assert, equal, until } from '../kit/expect.ts';

describe('care-triage-result', () => {
  afterEach(() => {
    made.splice(0).forEach((element) => element.remove());
    window.fetch = realFetch;
  });
  async function shown(result: Partial<TriageResult>, lang = 'en') {
    const { care, posts } = await fake();
    const view = care.use(createVisitStore).get().view!;
    care.use(createVisitStore).accept({ ...view, version: 2, triage: { ...RESULT, ...result } });
    const element = document.createElement('care-triage-result');
    Object.assign(element, { care, lang });
    made.push(element);
    document.body.append(element);
    await until(() => title(element) !== '');
    return { element, posts };
  }

  for (const [level, words] of [
    [1, '请马上打急救电话'],
    [2, '今天就需要看医生'],
    [3, '建议这几天看医生'],
    [4, '可以先在家照护'],
  ] as const)
    it(`level ${level}: band, words and number, in both languages, clean`, async () => {
      const { element } = await shown({ level, departments: level === 1 ? [] : RESULT.departments }, 'zh-CN');
      equal(title(element), words);
      assert(root(element).querySelector('[part=level] svg'), 'an icon beside the words');
      assert(
        root(element)
          .querySelector('[part=level]')!
          .textContent!.includes(` ${gradeOf(level)} `),
        'China’s grade',
      );
      await clean(element);
      const { element: english } = await shown({ level, departments: level === 1 ? [] : RESULT.departments });
      assert(/^[A-Z]/.test(title(english)), title(english));
      await clean(english);
    });

  it('gives three reasons, the department and what it stands for, advice, and when to come back', async () => {
    const { element } = await shown({});
    const text = root(element).querySelector('.screen')!.textContent!;
    for (const said of [
      'Reason 1',
      'Reason 3',
      'General practice',
      'ENT',
      'Rest',
      'It gets worse',
      'not a diagnosis',
      'draft',
    ])
      assert(text.includes(said), `“${said}” is missing`);
    const more = root(element).querySelector('details')!;
    assert(!more.open && more.textContent!.includes('Reason 4'), 'the others on demand');
    equal(text.split('Reason').length - 1, 4, 'none is said twice');
  });

  it('says what wants each department: a rule’s reason, or the complaint', async () => {
    const [first, second] = RESULT.departments;
    const departments = [
      { ...first!, reason: { 'zh-CN': '耳朵流脓', en: 'Discharge from the ear' }, ruleId: 'ear.discharge' },
      { ...second!, reason: { 'zh-CN': '发热（14 岁以上）', en: 'Fever (14 and over)' }, ruleId: null },
    ];
    const { element } = await shown({ departments });
    const text = root(element).querySelector<HTMLElement>('.screen')!.innerText;
    assert(text.includes('Because of: Discharge from the ear.'), text);
    assert(text.includes('Because of: Fever.'), text);
    const { element: chinese } = await shown({ departments }, 'zh-CN');
    const said = root(chinese).querySelector('[part=department]')!.textContent!;
    assert(said.includes('因为：耳朵流脓。'), said);
  });

  it('says why not the department that fits best', async () => {
    const [first] = RESULT.departments;
    const note = {
      'zh-CN': '耳鼻喉科现在不开诊，今天 8:00 开诊。',
      en: 'ENT is closed now and opens today at 8:00.',
    };
    for (const lang of ['zh-CN', 'en'] as const) {
      const { element } = await shown({ departments: [{ ...first!, note }] }, lang);
      const text = root(element).querySelector('[part=department]')!.textContent!;
      assert(text.includes(note[lang]) && !/本院线上没有|does not have it/.test(text), text);
      const screen = root(element).querySelector<HTMLElement>('.screen')!.innerText;
      assert(!/[。；？] (?=\S)/.test(screen), `no space after a Chinese stop: ${screen}`);
    }
  });

  it('takes a place in the department: for video, or where the browser has none in writing, which it says', async () => {
    const calls = 'RTCPeerConnection' in globalThis;
    const { element, posts } = await shown({});
    equal(!!root(element).querySelector('[part=no-video]'), !calls);
    button(element, 'Wait for General practice').click();
    await until(() => posts.length === 1);
    equal(posts[0], {
      path: `/visits/${VISIT}/queue-entries`,
      body: { departmentId: DEPARTMENT, mode: calls ? 'video' : 'text' },
    });
  });

  it('self-harm: a human to call stands first, in both languages', async () => {
    for (const [lang, words] of [
      ['zh-CN', '拨打心理援助热线 12356'],
      ['en', 'Call the crisis line, 12356'],
    ] as const) {
      const { element } = await shown({ level: 2, flags: ['self-harm'], crisisLine: '12356' }, lang);
      const first = root(element).querySelector('a, button')!;
      equal([first.getAttribute('href'), first.textContent!.trim()], ['tel:12356', words]);
      await clean(element);
    }
    const { element } = await shown({ level: 1, flags: ['self-harm'], crisisLine: '12356', departments: [] });
    equal(
      [...root(element).querySelectorAll('a')].map((a) => a.getAttribute('href')),
      ['tel:120', 'tel:12356'],
    );
  });

  it('what may be catching is kept apart before anything else', async () => {
    const { element } = await shown({ flags: ['epidemic'] }, 'zh-CN');
    assert(root(element).querySelector('.band.amber')!.textContent!.includes('不要自己来医院'), 'apart');
    const { element: grave } = await shown({ level: 1, flags: ['epidemic'], departments: [] }, 'zh-CN');
    assert(!root(grave).textContent!.includes('不要自己来医院'), 'nobody stays at home in an emergency');
    await clean(element);
  });

  it('never says more than a direction, and says so', async () => {
    const { element } = await shown({ level: 4 }, 'zh-CN');
    assert(root(element).textContent!.includes('不是诊断'), 'no diagnosis');
  });

  it('a wrong tap is corrected: the answers are asked again, and the old result does not come back by itself', async () => {
    const { element } = await shown({});
    const { care } = element as unknown as { care: Care };
    button(element, 'Made a mistake? Change an answer').click();
    const store = care.use(createVisitStore);
    equal(store.get().view!.triage, null);
    const { triage, ...view } = store.get().view!;
    equal(triage, null);
    store.accept({ ...view, version: 3, triage: RESULT });
    equal(store.get().view!.triage, null, 'the result that was set aside, pushed again');
    store.accept({ ...view, version: 4, triage: { ...RESULT, triageResultId: DEPARTMENT } });
    equal(store.get().view!.triage!.triageResultId, DEPARTMENT, 'a new one is shown');
  });

  it('after an emergency it asks first, says what stands, and begins a new visit', async () => {
    const { element, posts } = await shown({ level: 1, departments: [] });
    button(element, 'Made a mistake? Change an answer').click();
    await until(() => !!root(element).querySelector('.sure'));
    assert(root(element).activeElement?.classList.contains('sure'), 'the question has the focus');
    assert(root(element).querySelector('.sure')!.textContent!.includes('that stands'), 'the alarm stays');
    await clean(element);
    button(element, 'Leave it as it is').click();
    await until(() => !root(element).querySelector('.sure'));
    equal(posts.length, 0);
    button(element, 'Made a mistake? Change an answer').click();
    await until(() => !!root(element).querySelector('.sure'));
    button(element, 'Answer again').click();
    await until(() => posts.length === 1);
    equal(posts[0]!.path, '/visits');
  });

  it('says so when nothing asked for faster help, and when no clinician has signed', async () => {
    const { element } = await shown({ reasons: [], level: 4, reviewed: true });
    const text = root(element).querySelector('.screen')!.textContent!;
    assert(text.includes('None of your answers'), text);
    assert(!text.includes('draft'), 'a signed one is no draft');
  });
});
