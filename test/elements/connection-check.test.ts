/** The connection check in the waiting room: one sentence for the patient, the ways below it, a report to copy; both languages. */
import {
  allWays,
  UNCHECKED,
  type ConnectionState,
  type Ways,
} from '@care-elements/client/connection-state.ts';
import { createConnectionStore, type ConnectionStore } from '@care-elements/client/connection-store.ts';
import { createStore } from '@care-elements/client/store.ts';
import en from '../../packages/elements/locales/en/connection.ts';
import zh from '../../packages/elements/locales/zh-CN/connection.ts';
import { button, clean, clear, find, focused, mount, reads, said, world } from './care-queue-kit.ts';
import { assert, equal, until } from '../kit/expect.ts';

const open = { face: 'open', ms: 42, detail: '203.0.113.7:7882' } as const;
const absent = { face: 'absent', ms: null, detail: '' } as const;
const blocked = { face: 'blocked', ms: null, detail: '' } as const;
const OPEN: Ways = { signal: open, udp: open, tcp: blocked, relay: open, relayTls: absent };
const DONE: ConnectionState = {
  ...{ phase: 'done', ways: OPEN, quality: { kbps: 1500, rtt: 20, loss: 0 }, verdict: 'video' },
  ...{ failure: null, report: 'Care Elements connection check\nverdict: video' },
};

async function show(first: Partial<ConnectionState> = {}, lang = 'en') {
  const state = createStore<ConnectionState>({ ...UNCHECKED, ...first });
  const pressed: string[] = [];
  let copies = true;
  const fake: ConnectionStore = {
    get: state.get,
    subscribe: state.subscribe,
    start: async () => {
      pressed.push('start');
      state.set({ ...UNCHECKED, phase: 'running', ways: allWays('waiting') });
    },
    stop: () => {
      pressed.push('stop');
      state.set(UNCHECKED);
    },
    copy: async () => {
      pressed.push('copy');
      return copies;
    },
  };
  const { care } = await world();
  const use = care.use.bind(care);
  care.use = ((create: unknown) =>
    create === createConnectionStore ? fake : use(create as never)) as typeof care.use;
  const element = await mount(care, { lang });
  await until(() => find(element, 'care-connection-check')?.shadowRoot?.querySelector('section'), 'the card');
  const card = find(element, 'care-connection-check');
  return { element, card, state, pressed, refuse: () => (copies = false) };
}
const row = (card: Element, way: string) =>
  find(card, `li[data-way=${way}]`).textContent!.replace(/\s+/g, ' ').trim();

describe('care-queue: the connection check', () => {
  afterEach(clear);

  it('says what it is for, shows each way as it is tried, can be stopped, and keeps the focus', async () => {
    const { element, card, state, pressed } = await show();
    assert(said(card).includes(en.more), said(card));
    await clean(element);
    button(card, en.start).focus();
    button(card, en.start).click();
    await reads(card, en.running);
    equal(focused(card)?.localName, 'h2');
    // The ways' names say nothing to a patient: they are there for who asks.
    equal(find<HTMLDetailsElement>(card, 'details').open, false);
    equal(row(card, 'udp'), `${en.way.udp} ${en.face.waiting}`);
    state.set({ ...state.get(), ways: { ...state.get().ways, signal: open } });
    await reads(card, `${en.face.open} · ${en.ms(42)}`);
    await clean(element);
    button(card, en.stop).click();
    await reads(card, en.more);
    equal(pressed, ['start', 'stop']);
  });

  for (const [lang, t] of [
    ['en', en],
    ['zh-CN', zh],
  ] as const)
    it(`${lang}: green when video will work; what is not offered is not called blocked`, async () => {
      const { element, card, pressed } = await show(DONE, lang);
      assert(find(card, '.good svg'), 'green, with a sign');
      assert(said(card).includes(t.verdict.video) && said(card).includes(t.verdictMore.video), said(card));
      assert(!find(card, '.band'), 'nothing to worry about');
      find(card, 'summary').click();
      equal(row(card, 'tcp'), `${t.way.tcp} ${t.face.blocked}`);
      equal(row(card, 'relayTls'), `${t.way.relayTls} ${t.face.absent}`);
      assert(said(card).includes(t.line(1500)), said(card));
      equal(find<HTMLTextAreaElement>(card, 'textarea').value, DONE.report);
      button(card, t.copy).click();
      await reads(card, t.copied);
      equal(pressed, ['copy']);
      await clean(element);
    });

  for (const verdict of ['sound', 'text'] as const)
    it(`says “${en.verdict[verdict]}” and what to do`, async () => {
      const { element, card } = await show({ ...DONE, verdict });
      assert(!find(card, '.good'), 'not green');
      const band = find(card, '.band.amber');
      assert(band.textContent!.includes(en.verdict[verdict]), band.textContent!);
      assert(band.textContent!.includes(en.verdictMore[verdict]), band.textContent!);
      await clean(element);
    });

  for (const failure of ['media-unavailable', 'network', 'busy', 'refused', 'unsupported'] as const)
    it(`${failure}: says what happened and what is next, lists no ways that were not tried`, async () => {
      const { element, card } = await show({ ...UNCHECKED, phase: 'failed', failure, report: 'x' });
      assert(said(card).includes(en.failure[failure]), said(card));
      find(card, 'summary').click();
      assert(!find(card, 'li'), 'no ways');
      assert(button(card, en.again), 'it can be tried again');
      await clean(element);
    });

  it('where the browser refuses to copy, the text is marked and it says so', async () => {
    const { card, refuse } = await show(DONE);
    refuse();
    find(card, 'summary').click();
    button(card, en.copy).click();
    await reads(card, en.notCopied);
    const text = find<HTMLTextAreaElement>(card, 'textarea');
    equal([text.selectionStart, text.selectionEnd], [0, DONE.report.length]);
  });

  it('gives up the check when it leaves the page', async () => {
    const { element, pressed } = await show({ ...UNCHECKED, phase: 'running' });
    element.remove();
    equal(pressed, ['stop']);
  });
});
