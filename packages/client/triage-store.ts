/** Owns the interview in this browser: the protocol, the answers so far, and the question that comes now. */
import type { triageRoutes } from '@care-elements/contract/triage.routes.ts';
import type { VisitView } from '@care-elements/contract/visit.ts';
import { ageAt } from '@care-elements/triage/age.ts';
import { evaluate, fits } from '@care-elements/triage/engine.ts';
import type { Answers, Asking, Question } from '@care-elements/triage/protocol.ts';
import type { Answer } from './api.ts';
import type { Care } from './care.ts';
import { createStore, type Readable } from './store.ts';
import { createVisitStore } from './visit-store.ts';

type Asked = Omit<Answer<typeof triageRoutes.getProtocol>, keyof Asking> & Asking;

export interface TriageState {
  /** Null while the protocol is fetched, and when nothing is left to ask. */
  question: Question | null;
  /** What this question was answered with before, when it comes again. */
  before: string[];
  /** Questions answered, and how many there can still be at most. */
  done: number;
  left: number;
  /** False until a clinician has signed the protocol. */
  reviewed: boolean;
}

export interface TriageStore extends Readable<TriageState> {
  /** Fetches the protocol; goes on where this visit was, if it was there before. How it went stands in the visit store. */
  start(protocolId: string, text: string): Promise<void>;
  answer(codes: string[]): void;
  /** To the question before; false at the first. */
  back(): boolean;
  /** Sends the answers again after a failure. */
  send(): Promise<void>;
}

export function createTriageStore(care: Care): TriageStore {
  const visit = care.use(createVisitStore);
  const store = createStore<TriageState>({ question: null, before: [], done: 0, left: 0, reviewed: true });
  let protocol: Asked | undefined;
  let text = '';
  /** In the order in which they were given. */
  let order: string[] = [];
  /** Also those that the patient went back over, so that they need not remember them. */
  let answers: Answers = {};

  const given = () => Object.fromEntries(order.map((link) => [link, answers[link]!]));

  function ask(): void {
    const { birthDate, sex } = visit.get().view!.patient;
    // Swedish dates are ISO 8601's.
    const age = ageAt(birthDate, new Date().toLocaleDateString('sv'));
    const { next, left } = evaluate([protocol!], given(), { age, sex }, protocol!.regions);
    // Kept beside the token, and gone with it.
    care.session.set({ ...care.session.get()!, triage: { id: protocol!.id, text, order, answers } });
    store.set({
      question: next || null,
      before: (next && answers[next.linkId]) || [],
      done: order.length,
      left,
      reviewed: protocol!.reviewed,
    });
    if (!next) void send();
  }

  async function load(id: string): Promise<void> {
    protocol = await care.api.get<Asked>(`/protocols/${id}`);
    // Another version may have lost a question or an option: what does not fit is asked again.
    order = order.filter((link) =>
      protocol!.questions.some((question) => question.linkId === link && fits(question, answers[link])),
    );
  }

  async function send(): Promise<void> {
    const { id, hash } = protocol!;
    const path = `/visits/${visit.get().view!.visitId}/triage`;
    const body = { protocols: [{ id, hash }], text, answers: given() };
    if (await visit.ask(() => care.api.post<VisitView>(path, body))) {
      const { triage: _, ...session } = care.session.get()!;
      care.session.set(session as { token: string });
    } else if (visit.get().problem?.code === 'protocol-outdated') await start(id, text);
  }

  async function start(id: string, words: string): Promise<void> {
    const kept = care.session.get()?.['triage'] as typeof keeping | undefined;
    const keeping = { id, text: words, order: [] as string[], answers: {} as Answers };
    ({ text, order, answers } = kept?.id === id ? { ...kept, text: words || kept.text } : keeping);
    store.set({ ...store.get(), question: null });
    if (await visit.ask(() => load(id))) ask();
  }

  return {
    ...store,
    start,
    send,
    answer(codes) {
      const { linkId } = store.get().question!;
      answers = { ...answers, [linkId]: codes };
      order = [...order, linkId];
      ask();
    },
    back() {
      if (!order.length) return false;
      order = order.slice(0, -1);
      ask();
      return true;
    },
  };
}
