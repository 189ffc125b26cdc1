/** The interview and its result on the real stores, against a server of a few lines; and what tests press and read there. */
import type { TriageResult } from '@care-elements/contract/triage.ts';
import type { BegunTriage } from '@care-elements/contract/triage.routes.ts';
import type { VisitView } from '@care-elements/contract/visit.ts';
import { createCare, type Care } from '@care-elements/client/care.ts';
import type { Session } from '@care-elements/client/session.ts';
import { createStore, type Store } from '@care-elements/client/store.ts';
import { createVisitStore } from '@care-elements/client/visit-store.ts';
import type { Protocol } from '@care-elements/triage/protocol.ts';
import { speakQuestion } from '@care-elements/triage/speak.ts';
import '../../packages/elements/widgets/care-triage.ts';
import '../../packages/elements/widgets/triage-result.ts';
import type { CareTriage } from '../../packages/elements/widgets/care-triage.ts';
import { assert, until } from '../kit/expect.ts';

export const VISIT = '0190aaaa-0000-7000-8000-000000000001';
export const DEPARTMENT = '0190aaaa-0000-7000-8000-00000000000d';
export const both = (zh: string, en: string) => ({ 'zh-CN': zh, en });
export const HOSPITAL = {
  hospitalId: 'renhe',
  emergencyNumber: '120',
  phone: '010',
  departments: [],
  childAge: 14,
  consent: { version: 'v1', text: both('', '') },
};

export const RESULT: TriageResult = {
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
export interface Fake {
  care: Care;
  posts: { path: string; body: object }[];
  session: Store<Session | null>;
  /** Statuses to refuse the next requests with. */
  refuse: { status: number; code: string }[];
}
export const realFetch = window.fetch.bind(window);
export async function fake(
  patient: object = {},
  result: TriageResult = RESULT,
  session = createStore<Session | null>({ token: 't', visitId: VISIT }),
  begin: Partial<BegunTriage> = {},
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
      return json(404, {});
    }
    const body = JSON.parse(String(init?.body));
    if (path.endsWith('/questions')) {
      const bad = refuse.shift();
      if (bad) return json(bad.status, bad);
      const file = `/packages/triage/protocols/${body.protocolId}.json`;
      const protocol: Protocol = await (await realFetch(file)).json();
      const { guardian, age } = view.patient;
      const voice = guardian ? (age < 18 ? 'child' : 'other') : 'self';
      protocol.questions = protocol.questions.map((question) => speakQuestion(question, voice));
      const protocols = [{ ...protocol, hash: 'f'.repeat(64), reviewed: false }];
      return json(200, { protocols, heard: {}, signs: [], measures: [], regions: {}, ...begin });
    }
    posts.push({ path, body });
    const bad = refuse.shift();
    if (bad) return json(bad.status, bad);
    if (path === '/visits') return json(201, { visit: view, token: 't', expiresAt: '' });
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

export const made: HTMLElement[] = [];
export async function mount(
  care: Care,
  { protocol = 'cold', lang = 'en', text = '' } = {},
): Promise<CareTriage> {
  const element = document.createElement('care-triage') as CareTriage;
  Object.assign(element, { care, protocolId: protocol, lang, text });
  made.push(element);
  document.body.append(element);
  await until(() => title(element) !== '');
  return element;
}
export const root = (element: Element) => element.shadowRoot!;
export const title = (element: Element) => root(element)?.querySelector('h1')?.textContent ?? '';
export const rows = (element: Element) => [...root(element).querySelectorAll<HTMLElement>('.row')];
export const labels = (element: Element) => rows(element).map((row) => row.textContent!.trim());
export const button = (element: Element, label: string) =>
  [...root(element).querySelectorAll<HTMLElement>('button, label, a')].find(
    (one) => one.textContent!.trim() === label,
  )!;
/** Presses and waits for another screen. */
export async function press(element: Element, label: string): Promise<void> {
  const before = title(element);
  const target = button(element, label);
  assert(target, `no “${label}” on “${before}”: ${labels(element)}`);
  target.click();
  await until(() => title(element) !== before);
}
export async function tick(element: CareTriage, label: string): Promise<void> {
  button(element, label).click();
  await element.updateComplete;
}
export const answersIn = ({ body }: { body: object }) =>
  (body as { answers: Record<string, string[]> }).answers;
export const resultOf = (element: Element) => root(element).querySelector('care-triage-result')!;
/** The calm way through `cold`. */
export async function finish(element: CareTriage): Promise<void> {
  await press(element, 'None of these');
  await press(element, 'None of these');
  await press(element, '36–37.2 °C, no fever');
  await pressLast(element, '1 to 2 days');
}
export async function pressLast(element: CareTriage, label: string): Promise<void> {
  button(element, label).click();
  await until(() => !!resultOf(element)?.shadowRoot?.querySelector('h1'));
}
