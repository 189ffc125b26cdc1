/** Owns the interview in this browser: the questions, the answers so far, and the question that comes now. */
import type { BegunTriage } from '@care-elements/contract/triage.routes.ts';
import type { VisitView } from '@care-elements/contract/visit.ts';
import type * as Engine from '@care-elements/triage/engine.ts';
import type { Answers, Asking, Question } from '@care-elements/triage/protocol.ts';
import type { Care } from './care.ts';
import { createStore, type Readable } from './store.ts';
import { createVisitStore } from './visit-store.ts';

type Begun = Omit<BegunTriage, 'protocols'> & {
  protocols: (Omit<BegunTriage['protocols'][number], keyof Asking> & Asking)[];
};

export interface TriageState {
  /** Null while the questions are fetched, and when nothing is left to ask. */
  question: Question | null;
  /** What this question was answered with before, when it comes again; or what the patient's words say already. */
  before: string[];
  /** Questions answered, and how many there can still be at most. */
  done: number;
  left: number;
  /** False until a clinician has signed the protocol. */
  reviewed: boolean;
}

/** What the session remembers of an interview that is not finished. */
export interface Kept {
  id: string;
  text: string;
  order: string[];
  answers: Answers;
}

export interface TriageStore extends Readable<TriageState> {
  /** Fetches the questions; goes on where this visit was, if it was there before. How it went stands in the visit store. */
  start(protocolId: string, text: string): Promise<void>;
  answer(codes: string[]): void;
  /** To the question before; false at the first. */
  back(): boolean;
  /** Again after a failure: fetches the questions, or sends the answers. */
  send(): Promise<void>;
}

export function createTriageStore(care: Care): TriageStore {
  const visit = care.use(createVisitStore);
  const store = createStore<TriageState>({ question: null, before: [], done: 0, left: 0, reviewed: true });
  let begun: Begun | undefined;
  let asked = '';
  let text = '';
  /** In the order in which they were given. */
  let order: string[] = [];
  /** Also those that the patient went back over, so that they need not remember them. */
  let answers: Answers = {};

  /** Kept beside the token, and gone with it: a reload goes on where it was. */
  const keep = (triage?: Kept) => care.session.set({ ...care.session.get()!, triage });
  const given = () => Object.fromEntries(order.map((link) => [link, answers[link]!]));

  /** Fetched with the first answer, and until it is there: the server has named the first question. */
  const engine = (): Promise<typeof Engine> =>
    import('@care-elements/triage/engine.ts').catch(() =>
      new Promise((again) => setTimeout(again, 2000)).then(engine),
    );

  function show(next: Question | undefined, left: number): void {
    keep({ id: asked, text, order, answers });
    store.set({
      question: next || null,
      before: (next && answers[next.linkId]) || [],
      done: order.length,
      left,
      reviewed: begun!.protocols.every(({ reviewed }) => reviewed),
    });
    if (!next) void send();
  }

  async function ask(): Promise<void> {
    const from = begun!;
    const { evaluate } = await engine();
    // Another complaint was chosen while the engine came.
    if (from !== begun) return;
    const { age, sex } = visit.get().view!.patient;
    const { next, left } = evaluate(begun.protocols, given(), { age, sex }, begun.regions);
    show(next, left);
  }

  const path = () => `/visits/${visit.get().view!.visitId}/triage`;

  async function load(): Promise<void> {
    begun = await care.api.post<Begun>(`${path()}/questions`, { protocolId: asked, text });
    const { protocols, first, heard } = begun;
    const questions = protocols.flatMap((protocol) => protocol.questions);
    answers = { ...heard, ...answers };
    if (first && !order.length)
      return show(
        questions.find(({ linkId }) => linkId === first.linkId),
        first.left,
      );
    const { fits } = await engine();
    // Another version may have lost a question or an option: what does not fit is asked again.
    order = order.filter((link) =>
      questions.some((question) => question.linkId === link && fits(question, answers[link])),
    );
    await ask();
  }

  async function send(): Promise<void> {
    if (!begun) return start(asked, text);
    const protocols = begun.protocols.map(({ id, hash }) => ({ id, hash }));
    const body = { protocols, text, answers: given() };
    if (await visit.ask(() => care.api.post<VisitView>(path(), body))) keep();
    // The next try loads the version in use; answers that it still knows are kept.
    else if (visit.get().problem?.code === 'protocol-outdated') begun = undefined;
  }

  async function start(id: string, words: string): Promise<void> {
    asked = id;
    begun = undefined;
    const kept = care.session.get()?.['triage'] as Kept | undefined;
    ({ text, order, answers } = kept?.id === id ? kept : { text: words, order: [], answers: {} });
    store.set({ ...store.get(), question: null });
    await visit.ask(load);
  }

  return {
    ...store,
    start,
    send,
    answer(codes) {
      const { linkId } = store.get().question!;
      // Tapped twice while the next question is found.
      if (order.includes(linkId)) return;
      answers = { ...answers, [linkId]: codes };
      order = [...order, linkId];
      void ask();
    },
    back() {
      const more = !!begun && order.length > 0;
      if (more) {
        order = order.slice(0, -1);
        void ask();
      } else keep();
      return more;
    },
  };
}
