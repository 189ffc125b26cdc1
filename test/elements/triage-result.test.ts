/** The result of an interview: the level, the reasons, the department, and the way on. */
import type { TriageResult } from '@care-elements/contract/triage.ts';
import { createVisitStore } from '@care-elements/client/visit-store.ts';
import {
  VISIT,
  DEPARTMENT,
  RESULT,
  made,
  realFetch,
  root,
  title,
  button,
  assert,
  equal,
  fake,
  until,
  clean,
} from './triage-page.ts';

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
    [1, '这种情况不能等，请立即求助'],
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
          .textContent!.includes('ⅠⅡⅢⅣ'[level - 1]!),
        'the level of four',
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
    assert(!text.includes('Reason 4'), 'three are enough');
  });

  it('takes a place in the department', async () => {
    const { element, posts } = await shown({});
    button(element, 'Wait for General practice').click();
    await until(() => posts.length === 1);
    equal(posts[0], { path: `/visits/${VISIT}/queue-entries`, body: { departmentId: DEPARTMENT } });
  });

  it('says so when nothing asked for faster help, and when no clinician has signed', async () => {
    const { element } = await shown({ reasons: [], level: 4, reviewed: true });
    const text = root(element).querySelector('.screen')!.textContent!;
    assert(text.includes('None of your answers'), text);
    assert(!text.includes('draft'), 'a signed one is no draft');
  });
});
