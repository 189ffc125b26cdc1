/** Owns the interview in this browser: the questions, the answers so far, and the question that comes now. */
import type { Measures } from '@care-elements/contract/triage.measures.ts';
import type { BegunTriage } from '@care-elements/contract/triage.routes.ts';
import type { Asking, Question } from '@care-elements/triage/protocol.ts';
import type { Care } from './care.ts';
import { untilHere } from './until-here.ts';
import { createStore, type Readable } from './store.ts';
import type * as Run from './triage-run.ts';
import { createVisitStore, type Kept } from './visit-store.ts';

export type Begun = Omit<BegunTriage, 'protocols'> & {
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
  /** What to ask for, if it was measured at home: a screen of its own, after the last question. */
  measures: BegunTriage['measures'] | null;
}

/** Kept beside the token, and gone with it: a reload goes on where it was. */
export const keepTriage = (care: Care, triage?: Kept): void =>
  care.session.set({ ...care.session.get()!, triage });

export interface TriageStore extends Readable<TriageState> {
  /** Fetches the questions; goes on where this visit was, if it was there before. How it went stands in the visit store. */
  start(chosen: Omit<Kept, 'order' | 'answers'>): Promise<void>;
  answer(codes: string[]): void;
  /** What was measured; nothing when the patient goes on without. */
  measure(measured?: Measures): void;
  /** To the question before; false at the first. */
  back(): boolean;
  /** Again after a failure: fetches the questions, or sends the answers. */
  send(): Promise<void>;
  /** The interview as it would be asked anew: no question passed, each with its answer as chosen before. Gone with a reload. */
  again(): Kept | undefined;
}

/** The interview under way, for the code that is fetched with its first answer. */
export interface Interview {
  /** Undefined until the questions are there, and when they are to be fetched anew. */
  begun?: Begun | undefined;
  /** Its answers hold also those that the patient went back over, so that they need not remember them. */
  kept: Kept;
  /** The linkId of the question that is asked again. */
  again?: string | undefined;
  care: Care;
  start: TriageStore['start'];
  show(next: Question | undefined, left: number, measures?: TriageState['measures']): void;
}

export function createTriageStore(care: Care): TriageStore {
  const visit = care.use(createVisitStore);
  const store = createStore<TriageState>({
    ...{ question: null, measures: null, before: [], done: 0, left: 0, reviewed: true },
  });
  const it = { care, start, show } as Interview;

  /** Fetched with the first answer, and until it is there: the server has named the first question. */
  const run = (act: (run: typeof Run) => void): Promise<void> =>
    untilHere(() => import('./triage-run.ts')).then(act);

  function show(next: Question | undefined, left: number, measures: TriageState['measures'] = null): void {
    const { begun, kept } = it;
    keepTriage(care, kept);
    store.set({
      question: next ?? null,
      before: (next && kept.answers[next.linkId]) || [],
      done: kept.order.length,
      left,
      reviewed: begun!.protocols.every((one) => one.reviewed),
      measures,
    });
  }

  async function load(): Promise<void> {
    const { id: protocolId, text, without } = it.kept;
    const session = care.session.get()!;
    const begun = await care.api.post<Begun>(`/visits/${session['visitId']}/triage/questions`, {
      text,
      without,
      protocolId,
    });
    // The patient has gone back, or another's visit has begun.
    if (care.session.get() !== session) return;
    const { protocols, first, heard, measures } = (it.begun = begun);
    it.kept = { ...it.kept, answers: { ...heard, ...it.kept.answers } };
    const named = protocols.flatMap((one) => one.questions).find((one) => one.linkId === first?.linkId);
    if (named && !it.kept.order[0]) show(named, first!.left + +!!measures[0]);
    else await run(({ resume }) => resume(it));
  }

  async function start(chosen: Parameters<TriageStore['start']>[0]): Promise<void> {
    it.begun = undefined;
    const before = care.session.get()?.['triage'] as Kept | undefined;
    it.kept = before?.id === chosen.id ? before : { ...chosen, order: [], answers: {} };
    store.set({ ...store.get(), question: null, measures: null });
    await visit.ask(load);
  }

  return {
    ...store,
    start,
    send: () => run(({ send }) => send(it)),
    answer(before) {
      const { linkId } = store.get().question!;
      // Seen as taken at once: what goes on from here may have to be fetched.
      store.set({ ...store.get(), before });
      void run(({ answer }) => answer(it, linkId, before));
    },
    measure: (measured) => void run(({ measure }) => measure(it, measured)),
    back() {
      const more = !!(it.begun && it.kept.order[0]);
      if (more) void run(({ back }) => back(it));
      else keepTriage(care);
      return more;
    },
    again: () => it.kept && { ...it.kept, order: [] },
  };
}
