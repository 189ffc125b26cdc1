/** For tests of the waiting room: the real stores on a server of a few lines, and what a person reads and presses. */
import type { QueuePlace } from '@care-elements/contract/queue.ts';
import type { VisitView } from '@care-elements/contract/visit.ts';
import { createCare, type Care, type LiveState } from '@care-elements/client/care.ts';
import { Problem } from '@care-elements/client/problem.ts';
import { createStore, type Store } from '@care-elements/client/store.ts';
import { createVisitStore } from '@care-elements/client/visit-store.ts';
import '../../packages/elements/widgets/care-queue.ts';
import type { CareQueue } from '../../packages/elements/widgets/care-queue.ts';
import { clean as cleanNow, place as placeOf, TRIAGE, view as viewOf, VISIT } from './care-visit-kit.ts';
import { until } from '../kit/expect.ts';

export const place = (more: Partial<QueuePlace> = {}) =>
  ({ ...placeOf(more.state ?? 'waiting'), entryId: 'e1', ...more }) as unknown as QueuePlace;
export const CALLED = place({ state: 'called', ahead: null, waitMinutes: null });
export const both = (zhWords: string, enWords: string) => ({ 'zh-CN': zhWords, en: enWords });

export interface World {
  care: Care;
  posts: { path: string; body: unknown }[];
  /** What the next requests that write are answered with. */
  answers: unknown[];
  show(queue: QueuePlace | null, more?: Partial<VisitView>): void;
  says(live: LiveState): void;
}
let version = 0;
export const nextVersion = (): number => ++version;
export function wire(care: Care): World {
  const posts: World['posts'] = [];
  const answers: unknown[] = [];
  care.live.on = () => () => {};
  care.api.post = care.api.put = async (path: string, body?: unknown) => {
    posts.push({ path, body });
    const answer = answers.shift();
    if (answer instanceof Problem) throw answer;
    return answer as never;
  };
  return {
    ...{ care, posts, answers },
    show: (queue, more) =>
      care.use(createVisitStore).accept(viewOf({ version: ++version, triage: TRIAGE, queue, ...more })),
    says: (live) => (care.live.state as Store<LiveState>).set(live),
  };
}
/** A care whose visit is loaded, as the shell does it. */
export async function world(queue: QueuePlace | null = place(), more: object = {}): Promise<World> {
  const care = createCare('https://care.test', 'renhe', createStore({ token: 't', visitId: VISIT } as never));
  const w = wire(care);
  care.api.get = async (path: string) =>
    (path
      ? viewOf({ version: ++version, triage: TRIAGE, queue, ...more })
      : { hospitalId: 'renhe', timeZone: 'Asia/Shanghai', demo: true }) as never;
  await care.use(createVisitStore).load();
  return w;
}

export const made: Element[] = [];
export async function mount(care: Care, { lang = 'en', width = 390 } = {}): Promise<CareQueue> {
  const element = document.createElement('care-queue') as CareQueue;
  Object.assign(element, { care, lang });
  const box = document.createElement('div');
  box.style.width = `${width}px`;
  box.append(element);
  document.body.append(box);
  made.push(box);
  await until(() => element.hasUpdated);
  await element.updateComplete;
  return element;
}
/** All that is read, in the shadow roots inside as well. */
export const said = (node: Node): string =>
  [...((node as Element).shadowRoot ?? node).childNodes]
    .map((one) => (one instanceof Text ? one.data : one.nodeName === 'STYLE' ? '' : said(one)))
    .join(' ')
    .replace(/\s+/g, ' ');
export const find = <T extends HTMLElement>(element: Element, selector: string): T =>
  element.shadowRoot!.querySelector<T>(selector)!;
export const button = (element: Element, label: string) =>
  [...element.shadowRoot!.querySelectorAll('button')].find((one) => one.textContent!.trim() === label)!;
export const reads = (element: Element, words: string) => until(() => said(element).includes(words), words);
export const focused = (element: Element) => element.shadowRoot!.activeElement;
export const called = async (element: Element) => {
  await until(() => find(element, 'care-called')?.shadowRoot?.querySelector('.act'), 'the call');
  return find(element, 'care-called');
};

/** Once nothing fades any more, which axe would take for pale. */
export async function clean(element: Element): Promise<void> {
  await Promise.all(element.shadowRoot!.getAnimations().map(({ finished }) => finished));
  await cleanNow(element);
}
export const clear = (): void => made.splice(0).forEach((box) => box.remove());
