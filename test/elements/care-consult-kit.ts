/** For tests of the call view: it on a faked store that remembers what it was asked. */
import type { ConsultRole } from '@care-elements/contract/consult.ts';
import { IDLE, type ConsultState, type OtherView } from '@care-elements/client/consult-state.ts';
import type { ConsultStore } from '@care-elements/client/consult-store.ts';
import { createStore } from '@care-elements/client/store.ts';
import '../../packages/elements/widgets/care-consult.ts';
import type { CareConsult } from '../../packages/elements/widgets/care-consult.ts';

export const VISIT = '0190aaaa-0000-7000-8000-000000000001';
export const ON = { face: 'on', problem: null } as const;
export const doctor: OtherView = {
  identity: 'p_doctor',
  role: 'doctor',
  name: null,
  presence: 'present',
  active: true,
  microphone: 'on',
  camera: 'on',
  speaking: false,
  level: 0,
  quality: 'good',
};
export const CONNECTED: ConsultState = {
  ...IDLE,
  phase: 'connected',
  visitId: VISIT,
  role: 'patient',
  microphone: ON,
  camera: ON,
  quality: 'good',
  others: [doctor],
};

/** A store that does nothing but remember what it was asked. */
export function fakeStore(first: Partial<ConsultState> = {}) {
  const state = createStore<ConsultState>({ ...IDLE, ...first });
  const level = createStore(0);
  const asked: unknown[][] = [];
  const warmed: string[] = [];
  const ask =
    (name: string) =>
    (...args: unknown[]) => {
      asked.push([name, ...args]);
      return Promise.resolve();
    };
  const attached: { identity: string; element: HTMLMediaElement }[] = [];
  const store: ConsultStore = {
    get: state.get,
    subscribe: state.subscribe,
    level,
    ...{ prepare: ask('prepare'), release: ask('release') },
    warm: ({ visitId }) => void warmed.push(visitId),
    cool: ask('cool'),
    beside: () => undefined,
    enter: ask('enter'),
    retry: ask('retry'),
    leave: ask('leave'),
    setEnabled: ask('setEnabled'),
    flip: ask('flip'),
    startAudio: ask('startAudio'),
    attachLocal(element) {
      const entry = { identity: 'self', element };
      attached.push(entry);
      return () => void attached.splice(attached.indexOf(entry), 1);
    },
    attachRemote(identity, element) {
      const entry = { identity, element };
      attached.push(entry);
      return () => void attached.splice(attached.indexOf(entry), 1);
    },
  };
  return { store, asked, warmed, attached, level, set: (next: ConsultState) => state.set(next) };
}

const made = new Set<Element>();
/** To be called after each test: what it put into the page is gone, and with the next task its call. */
export async function clear(): Promise<void> {
  for (const element of made) element.remove();
  made.clear();
  await new Promise((done) => setTimeout(done));
}
/** Into the page, until the test ends. */
export async function stand(element: CareConsult): Promise<CareConsult> {
  made.add(element);
  document.body.append(element);
  await element.updateComplete;
  return element;
}

export async function put(
  first: Partial<ConsultState>,
  { as = 'patient' as ConsultRole, lang = 'zh-CN' } = {},
) {
  const fake = fakeStore(first);
  const element = document.createElement('care-consult') as CareConsult;
  Object.assign(element, { visit: VISIT, as, lang, consult: fake.store, other: '' });
  await stand(element);
  const root = element.shadowRoot!;
  const text = () => root.querySelector('section')!.textContent!.replace(/\s+/g, ' ').trim();
  const button = (part: string) => root.querySelector<HTMLButtonElement>(`[part~="${part}"]`);
  const show = async (next: ConsultState) => {
    fake.set(next);
    await element.updateComplete;
  };
  return { ...fake, element, root, text, button, show };
}
