/** Owns a text that saves itself: after a pause, one request at a time, kept in this tab until the server has it, never overwritten by another window. */
import { Problem } from './problem.ts';
import { createStore, type Readable } from './store.ts';

/**
 * `dirty`: typed, about to be sent. `offline`: no answer, tried again by itself. `conflict`: another window saved meanwhile, a
 * person decides. `refused`: the server did not accept it. `closed`: it can't be changed any more.
 */
export type SaveFace = 'saved' | 'dirty' | 'saving' | 'offline' | 'conflict' | 'refused' | 'closed';

export interface Draft<T> {
  /** As typed. */
  value: T;
  face: SaveFace;
  /** When the server last took it; null before. */
  savedAt: string | null;
  /** In a conflict, what stands on the server. */
  theirs: T | null;
}
export interface Versioned<T> {
  value: T;
  rowVersion: number;
  savedAt: string | null;
}
export interface AutosaveDeps<T> {
  start: Versioned<T>;
  /** The value as it is sent: two values that the server takes for the same come out with the same JSON. */
  clean(value: T): unknown;
  put(value: T, rowVersion: number): Promise<{ rowVersion: number; savedAt: string | null }>;
  /** What stands on the server, after a `version-conflict`. */
  standing(problem: Problem): Versioned<T> | Promise<Versioned<T>>;
  backupKey: string;
  /** Where unsaved text survives a reload of the page. */
  storage?: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  /** The session has ended; the text stays in the tab. */
  expired?: (problem: Problem) => void;
  setTimeout?: (fn: () => void, ms: number) => unknown;
  clearTimeout?: (timer: never) => void;
}
export interface Autosave<T> extends Readable<Draft<T>> {
  rowVersion(): number;
  edit(value: T): void;
  /** Saves now; true when the server has all of it. */
  flush(): Promise<boolean>;
  /** Ends a conflict with what the person chose. */
  resolve(value: T): void;
  /** Takes what the server says it has; ignored while something is unsaved: the next save finds the conflict. */
  accept(server: Versioned<T>): void;
  /** No more saving. The unsaved text stays in the tab unless `forget`. */
  stop(forget?: boolean): void;
}

const PAUSE_MS = 800;
const RETRY_MS = 4000;
/** Of the texts whose fate is unknown, so many are remembered: a tab's storage is small, and a line may be dead for hours. */
const UNKNOWN_AT_MOST = 20;

interface Backup<T> {
  value: T;
  base: number;
  /** What was sent and may have arrived. */
  unknown: string[];
}

export function createAutosave<T>({
  start,
  clean,
  put,
  standing,
  backupKey,
  storage = () => sessionStorage,
  expired,
  setTimeout: later = (fn, ms) => globalThis.setTimeout(fn, ms),
  clearTimeout: never = (timer) => globalThis.clearTimeout(timer),
}: AutosaveDeps<T>): Autosave<T> {
  const text = (value: T) => JSON.stringify(clean(value));
  const store = createStore<Draft<T>>({
    value: start.value,
    face: 'saved',
    savedAt: start.savedAt,
    theirs: null,
  });
  const set = (change: Partial<Draft<T>>) => store.set({ ...store.get(), ...change });
  let { rowVersion } = start;
  let known = text(start.value);
  /** Sent without an answer: what is found on the server later may be our own. */
  let unknown: string[] = [];
  let theirVersion = rowVersion;
  let running: Promise<void> | undefined;
  let timer: unknown;
  let stopped = false;
  let forgotten = false;
  /** What lies in the tab of ours. */
  let kept: string | null = null;

  function backUp(): void {
    if (forgotten) return;
    try {
      // Once stopped, what another saver of the same text has put there is not ours to change.
      if (stopped && storage().getItem(backupKey) !== kept) return;
      const { value } = store.get();
      kept = text(value) === known ? null : JSON.stringify({ value, base: rowVersion, unknown });
      if (kept === null) storage().removeItem(backupKey);
      else storage().setItem(backupKey, kept);
    } catch {
      // Without storage the text lives in the page alone.
    }
  }

  function restore(): void {
    let backup: Backup<T> | null = null;
    try {
      kept = storage().getItem(backupKey);
      backup = JSON.parse(kept || 'null');
    } catch {
      // Unreadable is the same as absent.
    }
    if (!backup) return;
    const { value, base } = backup;
    if (text(value) === known) return backUp();
    ({ unknown } = backup);
    if (base === rowVersion || unknown.includes(known)) {
      set({ value, face: 'dirty' });
      schedule(0);
    } else {
      theirVersion = rowVersion;
      set({ value, face: 'conflict', theirs: start.value });
    }
  }

  function schedule(ms: number): void {
    never(timer as never);
    if (!stopped) timer = later(() => void run(false), ms);
  }

  function run(now: boolean): Promise<void> {
    never(timer as never);
    return (running ??= save(now).finally(() => (running = undefined)));
  }

  async function save(now: boolean): Promise<void> {
    while (!stopped && !['conflict', 'closed'].includes(store.get().face)) {
      const { value } = store.get();
      const sending = text(value);
      if (sending === known) {
        set({ face: 'saved' });
        return backUp();
      }
      set({ face: 'saving' });
      try {
        const answer = await put(value, rowVersion);
        ({ rowVersion } = answer);
        known = sending;
        unknown = [];
        set({ savedAt: answer.savedAt });
        backUp();
        if (now || text(store.get().value) === known) continue;
        // Typed on meanwhile: wait for the next pause.
        set({ face: 'dirty' });
        return schedule(PAUSE_MS);
      } catch (problem) {
        if (!(problem instanceof Problem)) throw problem;
        if (await failed(problem, sending)) continue;
        return;
      }
    }
  }

  /** True when it is worth another try at once. */
  async function failed(problem: Problem, sending: string): Promise<boolean> {
    const { status, code } = problem;
    if (code === 'version-conflict') {
      let now: Versioned<T>;
      try {
        now = await standing(problem);
      } catch {
        return wait(sending);
      }
      const stands = text(now.value);
      if (stands === sending || unknown.includes(stands)) {
        // It was our own save, whose answer was lost.
        ({ rowVersion } = now);
        known = stands;
        set({ savedAt: now.savedAt });
        return true;
      }
      theirVersion = now.rowVersion;
      set({ face: 'conflict', theirs: now.value, savedAt: now.savedAt });
      return false;
    }
    if (!status || status >= 500 || status === 429) return wait(sending);
    set({ face: status === 404 || code === 'state-conflict' ? 'closed' : 'refused' });
    if (status === 401) expired?.(problem);
    return false;
  }

  function wait(sending: string): false {
    unknown = [...unknown.filter((other) => other !== sending), sending].slice(-UNKNOWN_AT_MOST);
    backUp();
    set({ face: 'offline' });
    schedule(RETRY_MS);
    return false;
  }

  const hurry = () => {
    if (store.get().face === 'offline') void run(false);
  };
  const leaving = (event: Event) => {
    if (store.get().face !== 'saved') event.preventDefault();
  };
  const hidden = () => {
    if (document.hidden && store.get().face === 'dirty') void run(false);
  };
  globalThis.addEventListener?.('online', hurry);
  globalThis.addEventListener?.('beforeunload', leaving);
  globalThis.document?.addEventListener('visibilitychange', hidden);

  restore();
  return {
    get: store.get,
    subscribe: store.subscribe,
    rowVersion: () => rowVersion,
    edit(value) {
      const { face } = store.get();
      if (stopped || face === 'closed') return;
      set({
        value,
        ...(face === 'conflict' || face === 'saving' || face === 'offline' ? {} : { face: 'dirty' }),
      });
      backUp();
      if (face !== 'conflict' && !running) schedule(face === 'offline' ? RETRY_MS : PAUSE_MS);
    },
    async flush() {
      // A save under way may have been sent before the last key.
      await running;
      await run(true);
      return store.get().face === 'saved';
    },
    resolve(value) {
      const { face, theirs } = store.get();
      if (face !== 'conflict') return;
      rowVersion = theirVersion;
      known = text(theirs as T);
      set({ value, face: 'dirty', theirs: null });
      backUp();
      void run(false);
    },
    accept(server) {
      if (stopped || running || store.get().face !== 'saved' || server.rowVersion <= rowVersion) return;
      ({ rowVersion } = server);
      known = text(server.value);
      set({ value: server.value, savedAt: server.savedAt });
    },
    stop(forget) {
      stopped = true;
      forgotten = !!forget;
      never(timer as never);
      globalThis.removeEventListener?.('online', hurry);
      globalThis.removeEventListener?.('beforeunload', leaving);
      globalThis.document?.removeEventListener('visibilitychange', hidden);
      try {
        if (forget) storage().removeItem(backupKey);
      } catch {
        // Nothing was kept, then.
      }
    },
  };
}
