/** The interview and its result on the real stores, against a server of a few lines: what is asked, said, kept and sent. */
import type { AxeResults } from 'axe-core';
// It has no exports in a browser: it puts itself on the window.
import 'axe-core';
import type { TriageResult } from '@care-elements/contract/triage.ts';
import type { VisitView } from '@care-elements/contract/visit.ts';
import { createCare, type Care } from '@care-elements/client/care.ts';
import type { Session } from '@care-elements/client/session.ts';
import { createStore, type Store } from '@care-elements/client/store.ts';
import { createVisitStore } from '@care-elements/client/visit-store.ts';
import type { Protocol } from '@care-elements/triage/protocol.ts';
import { speakQuestion, type Voice } from '@care-elements/triage/speak.ts';
import '../../packages/elements/widgets/care-triage.ts';
import '../../packages/elements/widgets/triage-result.ts';
import type { CareTriage } from '../../packages/elements/widgets/care-triage.ts';

const VISIT = '0190aaaa-0000-7000-8000-000000000001';
const DEPARTMENT = '0190aaaa-0000-7000-8000-00000000000d';
const HOSPITAL = { hospitalId: 'renhe', emergencyNumber: '120', phone: '010', departments: [], childAge: 14 };
const both = (zh: string, en: string) => ({ 'zh-CN': zh, en });

function assert(truth: unknown, message: string): asserts truth {
  if (!truth) throw new Error(message);
}
function equal(actual: unknown, expected: unknown, what = 'value') {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${what}: ${a} is not ${b}`);
}
const RESULT: TriageResult = {
  triageResultId: VISIT,
  level: 3,
  departments: [
    {
      departmentId: DEPARTMENT,
      name: both('全科医学科', 'General practice'),
      insteadOf: both('耳鼻咽喉科', 'ENT'),
    },
    { departmentId: VISIT, name: both('内科', 'Internal medicine'), insteadOf: null },
  ],
  reasons: [1, 2, 3, 4].map((n) => ({
    ...{ ruleId: `r${n}`, level: 3, unsure: false, source: 'NHS' },
    why: both(`原因${n}`, `Reason ${n}`),
  })),
  advice: [both('多休息', 'Rest')],
  callAgainIf: [both('症状加重', 'It gets worse')],
  ...{ flags: [], text: '', complaints: [], answers: [], protocols: [], engineVersion: '1', reviewed: false },
  createdAt: '2026-11-22T00:00:00.000Z',
};

/** What the server was asked for, and what it answers to the finished interview. */
interface Fake {
  care: Care;
  posts: { path: string; body: object }[];
  session: Store<Session | null>;
  /** Statuses to refuse the next requests with. */
  refuse: { status: number; code: string }[];
}
const realFetch = window.fetch.bind(window);
async function fake(
  patient: object = {},
  result: TriageResult = RESULT,
  session = createStore<Session | null>({ token: 't', visitId: VISIT }),
): Promise<Fake> {
  const posts: Fake['posts'] = [];
  const refuse: Fake['refuse'] = [];
  const view = {
    ...{ visitId: VISIT, version: 1, status: 'open', triage: null, queue: null, prescription: null },
    patient: { age: 30, ageYears: 30, sex: 'male', ...patient },
  } as unknown as VisitView;
  const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });
  window.fetch = async (input, init) => {
    const { pathname } = new URL(String(input));
    const path = pathname.replace('/v1/hospitals/renhe', '');
    if (init?.method === 'GET' || !init?.method) {
      if (path === '') return json(200, HOSPITAL);
      if (path === `/visits/${VISIT}`) return json(200, view);
      const bad = refuse.shift();
      if (bad) return json(bad.status, bad);
      const name = path.replace('/protocols/', '');
      const protocol: Protocol = await (await realFetch(`/packages/triage/protocols/${name}.json`)).json();
      const voice = new URL(String(input)).searchParams.get('voice') as Voice;
      protocol.questions = protocol.questions.map((question) => speakQuestion(question, voice));
      return json(200, { ...protocol, hash: 'f'.repeat(64), reviewed: false, regions: {} });
    }
    posts.push({ path, body: JSON.parse(String(init?.body)) });
    const bad = refuse.shift();
    if (bad) return json(bad.status, bad);
    return json(201, {
      ...view,
      version: 2,
      triage: result,
      status: result.level === 1 ? 'emergency' : 'open',
    });
  };
  const care = createCare('https://care.test', 'renhe', session);
  care.live.on = () => () => {};
  await care.use(createVisitStore).load();
  return { care, posts, session, refuse };
}

const made: HTMLElement[] = [];
async function mount(care: Care, { protocol = 'cold', lang = 'en', text = '' } = {}): Promise<CareTriage> {
  const element = document.createElement('care-triage') as CareTriage;
  Object.assign(element, { care, protocolId: protocol, lang, text });
  made.push(element);
  document.body.append(element);
  await until(() => title(element) !== '');
  return element;
}
async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 200; i++) {
    if (holds()) return;
    await new Promise((done) => setTimeout(done, 10));
  }
  throw new Error(`waited in vain: ${holds}`);
}
const root = (element: Element) => element.shadowRoot!;
const title = (element: Element) => root(element)?.querySelector('h1')?.textContent ?? '';
const rows = (element: Element) => [...root(element).querySelectorAll<HTMLElement>('.row')];
const labels = (element: Element) => rows(element).map((row) => row.textContent!.trim());
const button = (element: Element, label: string) =>
  [...root(element).querySelectorAll<HTMLElement>('button, label, a')].find(
    (one) => one.textContent!.trim() === label,
  )!;
/** Presses and waits for another screen. */
async function press(element: Element, label: string): Promise<void> {
  const before = title(element);
  const target = button(element, label);
  assert(target, `no “${label}” on “${before}”: ${labels(element)}`);
  target.click();
  await until(() => title(element) !== before);
}
async function tick(element: CareTriage, label: string): Promise<void> {
  button(element, label).click();
  await element.updateComplete;
}
const answersIn = ({ body }: { body: object }) => (body as { answers: Record<string, string[]> }).answers;
const resultOf = (element: Element) => root(element).querySelector('care-triage-result')!;
const axe = (element: Element) =>
  (window as unknown as { axe: { run(e: Element): Promise<AxeResults> } }).axe.run(element);
async function clean(element: Element): Promise<void> {
  const { violations } = await axe(element);
  equal(
    violations.map(({ id, nodes }) => [id, nodes[0]!.html]),
    [],
    'axe',
  );
}
/** The calm way through `cold`. */
async function finish(element: CareTriage): Promise<void> {
  await press(element, 'None of these');
  await press(element, 'None of these');
  await press(element, '36–37.2 °C, no fever');
  await pressLast(element, '1 to 2 days');
}
async function pressLast(element: CareTriage, label: string): Promise<void> {
  button(element, label).click();
  await until(() => !!resultOf(element)?.shadowRoot?.querySelector('h1'));
}

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
    assert(!root(resultOf(element)).querySelector('button'), 'nothing else to press');
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
    await clean(element);
    await pressLast(element, 'Try again');
    equal(posts.length, 2);
    equal(posts[0]!.body, posts[1]!.body);
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
