/** Owns a hospital's own words in its administrator's browser: what can be said otherwise, what was said, and what is being typed. */
import type { OwnSentence, WordingKey, wordingRoutes } from '@care-elements/contract/wording.ts';
import type { Answer } from './api.ts';
import type { Care } from './care.ts';
import { Problem } from './problem.ts';
import { createSetupStore } from './setup-store.ts';
import { createStore, type Readable } from './store.ts';

type Language = OwnSentence['language'];

/** What is typed and not sent yet, and what the hospital said there when it was begun: null for our words. */
export interface Draft {
  text: string;
  instead: string | null;
}

/** By place: a language and a key. */
export interface WordingState {
  phase: 'loading' | 'ready' | 'unreachable';
  keys: WordingKey[];
  own: Record<string, OwnSentence>;
  drafts: Record<string, Draft>;
  /** The place that is being sent. */
  busy: string | null;
  /** What the server has done last, and where. */
  done: { place: string; what: 'saved' | 'ours' } | null;
  problem: { place: string | null; problem: Problem } | null;
}

export interface WordingStore extends Readable<WordingState> {
  /** For who is signed in: what another was typing is forgotten. */
  load(clinicianId: string): Promise<void>;
  type(language: Language, key: string, text: string): void;
  /** Forgets what was typed there. */
  drop(language: Language, key: string): void;
  /** Null takes our words again. Refused where the hospital says something else there than it did when the typing began. */
  save(language: Language, key: string, sentence: string | null): Promise<boolean>;
}

export const placeOf = (language: string, key: string): string => `${language} ${key}`;

export function createWordingStore(care: Care): WordingStore {
  const { api } = care;
  const empty: WordingState = {
    ...{ phase: 'loading', keys: [], own: {}, drafts: {}, busy: null, done: null, problem: null },
  };
  const store = createStore(empty);
  const set = (change: Partial<WordingState>) => store.set({ ...store.get(), ...change });
  let whose = '';

  async function readOwn(): Promise<WordingState['own']> {
    const { sentences } = await api.get<Answer<typeof wordingRoutes.listOwnSentences>>('/wording/own');
    return Object.fromEntries(sentences.map((one) => [placeOf(one.language, one.key), one]));
  }

  /** A token that has ended leads to the sign-in; what was typed is kept. */
  function trouble(cause: unknown, place: string | null): Problem {
    if (!(cause instanceof Problem)) throw cause;
    if (cause.status === 401) care.use(createSetupStore).ended(cause);
    set({ problem: { place, problem: cause } });
    return cause;
  }

  function dropped(place: string): WordingState['drafts'] {
    const { [place]: _, ...drafts } = store.get().drafts;
    return drafts;
  }

  return {
    get: store.get,
    subscribe: store.subscribe,
    async load(clinicianId) {
      store.set({ ...empty, drafts: clinicianId === whose ? store.get().drafts : {} });
      whose = clinicianId;
      try {
        const [{ keys }, own] = await Promise.all([
          api.get<Answer<typeof wordingRoutes.listWordingKeys>>('/wording/keys'),
          readOwn(),
        ]);
        set({ keys, own, phase: 'ready' });
      } catch (cause) {
        trouble(cause, null);
        set({ phase: 'unreachable' });
      }
    },
    type(language, key, text) {
      const place = placeOf(language, key);
      const { drafts, own, problem } = store.get();
      const instead = drafts[place] ? drafts[place].instead : (own[place]?.sentence ?? null);
      set({
        drafts: { ...drafts, [place]: { text, instead } },
        ...{ done: null, problem: problem?.place === place ? null : problem },
      });
    },
    drop(language, key) {
      const place = placeOf(language, key);
      const { problem } = store.get();
      set({ drafts: dropped(place), problem: problem?.place === place ? null : problem });
    },
    async save(language, key, sentence) {
      const place = placeOf(language, key);
      const { busy, drafts, own } = store.get();
      if (busy) return false;
      const instead = drafts[place] ? drafts[place].instead : (own[place]?.sentence ?? null);
      set({ busy: place, done: null, problem: null });
      let sent = false;
      try {
        await api.put('/wording', { language, key, sentence, instead });
        sent = true;
        set({ drafts: dropped(place) });
        set({ own: await readOwn(), done: { place, what: sentence === null ? 'ours' : 'saved' } });
        return true;
      } catch (cause) {
        const { code } = trouble(cause, place);
        // It is sent, and what the hospital says now can't be read: shown is nothing that might not be so.
        if (sent) set({ phase: 'unreachable' });
        else if (code === 'version-conflict') await heard(place, sentence);
        return false;
      } finally {
        set({ busy: null });
      }
    },
  };

  /** Shows what a colleague has said meanwhile; from now on it is known, and may be overwritten. */
  async function heard(place: string, sentence: string | null): Promise<void> {
    try {
      const own = await readOwn();
      const draft = store.get().drafts[place];
      const text = draft?.text ?? sentence;
      const instead = own[place]?.sentence ?? null;
      set({
        own,
        drafts: text === null ? dropped(place) : { ...store.get().drafts, [place]: { text, instead } },
      });
    } catch (cause) {
      trouble(cause, place);
    }
  }
}
