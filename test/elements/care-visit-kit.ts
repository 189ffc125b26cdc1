/** For tests of the patient's shell: a server of a few lines, the shell on it, and what a person does there. */
import type { VisitView } from '@care-elements/contract/visit.ts';
import { createCare, type Care, type LiveHandlers } from '@care-elements/client/care.ts';
import type { Session } from '@care-elements/client/session.ts';
import { createStore } from '@care-elements/client/store.ts';
import { createVisitStore } from '@care-elements/client/visit-store.ts';
import '../../packages/elements/widgets/care-visit.ts';
import type { CareVisit } from '../../packages/elements/widgets/care-visit.ts';
import { until } from '../kit/expect.ts';
import { clean as cleanNow } from '../kit/axe.ts';

export const VISIT = '0190aaaa-0000-7000-8000-000000000001';
const both = (zh: string, en: string) => ({ 'zh-CN': zh, en });
const HOSPITAL = {
  ...{
    hospitalId: 'renhe',
    name: both('仁和医院', 'Renhe Hospital'),
    language: 'zh-CN',
    timeZone: 'Asia/Shanghai',
  },
  ...{ emergencyNumber: '120', phone: '010-1', childAge: 14, demo: true, departments: [] },
  consent: { version: 'v7', text: both('请知悉', 'Please know') },
};
const DEPARTMENT = { departmentId: VISIT, code: '03', name: both('内科', 'Internal medicine'), open: true };
const PATIENT = { name: '王', birthDate: '1954-03-08', sex: 'female', age: 70, ageYears: 70 };
export const TRIAGE = {
  ...{
    level: 3,
    departments: [{ ...DEPARTMENT, insteadOf: null }],
    reasons: [],
    advice: [],
    callAgainIf: [],
  },
  ...{ flags: [], complaints: [], answers: [], reviewed: false },
};
/** An interview of one question. */
const BEGUN = {
  protocols: [
    {
      ...{ id: 'fever', version: '1.0.0', hash: '5'.repeat(64), title: both('发热', 'Fever') },
      ...{ reviewed: false, rules: [], otherwise: 3 },
      questions: [
        {
          ...{ linkId: 'since', type: 'choice', text: both('多久了？', 'Since when?') },
          answerOption: [{ code: 'today', display: both('今天', 'Today') }],
        },
      ],
    },
  ],
  ...{ heard: {}, signs: [], measures: [], regions: {}, first: { linkId: 'since', left: 1 } },
};
export const view = (more: object = {}) =>
  ({
    ...{
      visitId: VISIT,
      version: 1,
      status: 'open',
      mode: 'video',
      triage: null,
      queue: null,
      prescription: null,
    },
    ...{ clinician: null, encounter: null, patient: PATIENT },
    ...more,
  }) as unknown as VisitView;
export const place = (state: string) => ({
  ...{
    entryId: VISIT,
    state,
    ticket: 'A017',
    department: DEPARTMENT,
    ahead: 3,
    changed: null,
    calledAt: null,
  },
  ...{ waitMinutes: { min: 8, max: 15 }, joinedAt: new Date().toISOString(), respondBy: null },
});

export interface World {
  care: Care;
  posts: { path: string; body: Record<string, unknown> }[];
  asked: string[];
  /** What the next POST is answered with instead. */
  refuse: { status: number; code?: string; errors?: object[] }[];
  topics: Map<string, LiveHandlers>;
  /** Statuses that asking for the hospital is answered with first. */
  down: number[];
  /** What is understood of any words. */
  heard: object[];
}
const realFetch = window.fetch;
export function world(known?: VisitView): World {
  const w: Omit<World, 'care'> = { posts: [], asked: [], refuse: [], topics: new Map(), down: [], heard: [] };
  window.fetch = async (input, init) => {
    const { pathname, search } = new URL(String(input));
    const path = pathname.replace('/v1/hospitals/renhe', '');
    const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });
    if (init!.method === 'GET') {
      w.asked.push(path + search);
      if (path === '') return json(w.down.shift() ?? 200, HOSPITAL);
      if (path === `/visits/${VISIT}`) return json(200, known);
      const complaints = ['fever', 'cough', 'general'].map((id) => ({
        ...{ complaintId: id, protocolId: id, name: both(`${id}（中）`, id) },
        synonyms: { 'zh-CN': [], en: [] },
      }));
      if (path === '/complaints')
        return json(200, { complaints, heard: search.includes('q=') ? w.heard : [] });
      return json(404, { code: 'not-found' });
    }
    w.posts.push({ path, body: JSON.parse(String(init!.body ?? null)) });
    const bad = w.refuse.shift();
    if (bad) return json(bad.status, bad);
    return json(
      201,
      path.endsWith('/triage/questions') ? BEGUN : { visit: view(), token: 't', expiresAt: '' },
    );
  };
  const session = createStore<Session | null>(known ? { token: 't', visitId: VISIT } : null);
  const care = createCare('https://care.test', 'renhe', session);
  care.live.on = (topic, handlers) => {
    w.topics.set(topic, handlers);
    return () => void w.topics.delete(topic);
  };
  return { ...w, care };
}

export const made: HTMLElement[] = [];
export async function mount(care: Care, lang = 'zh-CN'): Promise<CareVisit> {
  const element = document.createElement('care-visit') as CareVisit;
  Object.assign(element, { care, lang });
  made.push(element);
  document.body.append(element);
  await until(() => care.use(createVisitStore).get().phase !== 'loading');
  await element.updateComplete;
  return element;
}
export const root = (element: Element) => element.shadowRoot!;
export const title = (element: Element) => root(element).querySelector('h1')?.textContent ?? '';
export const input = (element: Element, name: string, value?: string) =>
  root(element).querySelector<HTMLInputElement>(`[name="${name}"]${value ? `[value="${value}"]` : ''}`)!;
export const type = (element: Element, name: string, text: string) => {
  input(element, name).value = text;
};
export const pick = (element: Element, name: string, value?: string) => input(element, name, value).click();
export const go = (element: Element) => root(element).querySelector<HTMLElement>('form .act')!.click();
/** In px. WebKit says of what is zoomed how large it would be otherwise, and of what is around it the truth. */
export function paintedHeight(element: Element, selector: string): number {
  const [outside, inside, one] = [
    element,
    root(element).querySelector('.care')!,
    root(element).querySelector(selector)!,
  ].map((each) => each.getBoundingClientRect());
  return (one!.height * outside!.width) / inside!.width;
}
export async function turn(element: CareVisit, press: () => void): Promise<void> {
  const before = title(element);
  press();
  // A page whose parts are fetched first has no title for a moment.
  await until(() => ![before, ''].includes(title(element)), `another page after “${before}”`);
}
/** Once nothing fades any more, which axe would take for pale. */
export async function clean(element: Element): Promise<void> {
  const passing = () =>
    document
      .getAnimations()
      .filter(
        ({ effect, playState }) =>
          playState === 'running' && effect?.getComputedTiming().endTime !== Infinity,
      );
  // What comes late may fade in while another does.
  for (let now; (now = passing()).length;) await Promise.allSettled(now.map(({ finished }) => finished));
  await cleanNow(element);
}
export async function who(element: CareVisit, birthDate = '1954-03-08'): Promise<void> {
  type(element, 'name', '  王秀兰 ');
  type(element, 'birthDate', birthDate);
  pick(element, 'sex', 'female');
  type(element, 'phone', '138 0013 8000');
  await turn(element, () => go(element));
}
export async function consent(element: CareVisit): Promise<void> {
  await who(element);
  pick(element, 'allergies/status', 'some');
  await until(() => input(element, 'allergies/items'));
  type(element, 'allergies/items', '青霉素，花生、 虾 蟹，');
  await turn(element, () => go(element));
}

export function clear(): void {
  // As on a device that nobody used before.
  sessionStorage.clear();
  localStorage.clear();
  made.splice(0).forEach((element) => element.remove());
  window.fetch = realFetch;
}
