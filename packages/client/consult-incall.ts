/**
 * Owns what goes on beside a call that stands: the ladder, second by second; what the others are told of this side's devices
 * and network; "can you hear me?"; and what the visit's timeline is told. Fetched once the call stands.
 */
import { createCallReport, type CallFact, type CallReport } from './call-report.ts';
import type { Care } from './care.ts';
import type { Beside } from './consult-beside.ts';
import type { Call, CallView } from './consult-call.ts';
import { inForce, insist, pin, RUNGS, startLadder, step, type Rung } from './consult-ladder.ts';
import type { DeviceProblem, MediaKind } from './consult-machine.ts';
import { createMeasure } from './consult-measure.ts';
import type { Screen, ScreenState } from './consult-screen.ts';
import type { ConsultState } from './consult-state.ts';
import type { Readable } from './store.ts';

/**
 * `listening`: whether the own microphone hears a voice. `silent`: it does not. `asking`: it does, and the other side is asked.
 * `nobody`: nobody has answered.
 */
export type Hearing = 'listening' | 'silent' | 'asking' | 'yes' | 'no' | 'nobody';

/** Of a call that stands; null before and after. */
export interface InCallState {
  rung: Rung;
  /** The person asked for sound alone. */
  soundOnly: boolean;
  hearing: Hearing | null;
  /** Who wants to know whether they are heard here. */
  askedBy: string | null;
  /** A second camera is there to turn to. */
  canFlip: boolean;
  /** A screen that is shared, from here or by another. */
  screen: ScreenState;
}
export interface InCall {
  screen: Screen;
  /** Turns to the other camera; false where it could not be had. */
  flip: Beside['flip'];
  /** A still of somebody's picture, a JPEG; rejects where there is none. */
  still(identity: string): Promise<Blob>;
  /** Sound alone, to save data; or, again, whatever the network carries. */
  pin(soundOnly: boolean): void;
  /** The person wants their picture back, whatever the ladder says. */
  insist(): void;
  /** "Can you hear me?": tries the own microphone, then asks the other side. The answer is in `hearing`. */
  ask(): Promise<void>;
  /** Answers the other side's question. */
  answer(heard: boolean): void;
  stop(): void;
}
export interface InCallDeps {
  /** Calls `fn` every `ms` milliseconds. Returns how to stop. */
  every?: (ms: number, fn: () => void) => () => void;
  clock?: () => number;
  sleep?: (ms: number) => Promise<unknown>;
  random?: () => number;
  report?: CallReport;
  countCameras?: () => Promise<number>;
}

const TICK_MS = 1000;
const QUALITY_MS = 30_000;
/** −40 dBFS, as the check before the call has it. */
const VOICE = 1 / 3;
const LISTEN_MS = 2500;
const LISTEN_STEP_MS = 100;
const ANSWER_MS = 30_000;
/** LiveKit takes no more than 64 kB of attributes; ours are codes. */
type Told = Record<string, string>;

const TROUBLES: Partial<Record<DeviceProblem, Extract<CallFact, { kind: 'device' }>['trouble']>> = {
  denied: 'denied',
  dismissed: 'dismissed',
  'denied-by-system': 'denied-by-system',
  'blocked-by-page': 'denied',
  'not-found': 'missing',
  'in-use': 'in-use',
  ended: 'ended',
};

async function countCameras(): Promise<number> {
  const all = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  return all.filter(({ kind }) => kind === 'videoinput').length;
}

export function startInCall(
  {
    care,
    visitId,
    call,
    beside,
    view,
    state,
    level,
    changed,
    again,
  }: {
    care: Pick<Care, 'api' | 'session'>;
    visitId: string;
    call: Call;
    beside: Beside;
    view(): CallView | undefined;
    state(): ConsultState;
    level: Readable<number>;
    changed(next: InCallState): void;
    /** The network, or the page, is back: whatever waits for its next try tries now. */
    again(): void;
  },
  deps: InCallDeps = {},
): InCall {
  const { clock = () => performance.now(), random = Math.random } = deps;
  const sleep = deps.sleep ?? ((ms: number) => new Promise((done) => setTimeout(done, ms)));
  const every =
    deps.every ??
    ((ms, fn) => {
      const timer = setInterval(fn, ms);
      return () => clearInterval(timer);
    });
  const report = deps.report ?? createCallReport(care, visitId);
  const measure = createMeasure();
  const problems: Record<MediaKind, DeviceProblem | null> = { microphone: null, camera: null };
  let ladder = startLadder(clock());
  const { screen } = beside;
  let now: InCallState = {
    ...{ rung: 'video', soundOnly: false, hearing: null, askedBy: null, canFlip: false },
    screen: screen.get(),
  };
  let told: Told = {};
  let looking = false;
  /** The camera was on when last looked at. */
  let lit = false;
  let stopped = false;
  let reportedAt = clock();
  let question = '';
  const answered = new Set<string>();

  function set(next: Partial<InCallState>): void {
    now = { ...now, ...next };
    if (!stopped) changed(now);
  }

  function tell(next: Told): void {
    told = { ...told, ...next };
    call.tell(told);
  }

  function settle(cause: 'network' | 'person' | 'healed'): void {
    const rung = inForce(ladder);
    const { rung: from } = now;
    if (rung !== from) {
      const up = RUNGS.indexOf(rung) < RUNGS.indexOf(from);
      report.reportCall([
        { kind: 'rung', from, to: rung, cause: cause === 'network' && up ? 'healed' : cause },
      ]);
    }
    if (rung !== from || !!ladder.pinned !== now.soundOnly) set({ rung, soundOnly: !!ladder.pinned });
    void beside.carry(rung);
  }

  /** What the others can't see for themselves: why there is no sound or no picture from here. */
  function tellDevices(): void {
    const { microphone, camera } = state();
    const mic = microphone.problem ?? '';
    const cam = now.soundOnly ? 'chosen' : (camera.problem ?? (view()?.local.camera.held ? 'network' : ''));
    const rung = now.rung === 'video' ? '' : now.rung;
    if (told['mic'] !== mic || told['cam'] !== cam || told['rung'] !== rung) tell({ mic, cam, rung });
    for (const [device, kind] of [
      ['microphone', microphone],
      ['camera', camera],
    ] as const) {
      if (problems[device] === kind.problem) continue;
      const trouble = kind.problem ? (TROUBLES[kind.problem] ?? 'failed') : 'ok';
      problems[device] = kind.problem;
      report.reportCall([{ kind: 'device', device, trouble }]);
    }
  }

  /** Each time that the camera comes on: before it is permitted a browser names none, and one may have been plugged in. */
  function lookForCameras(): void {
    const on = state().camera.face === 'on';
    if (on && !lit)
      (deps.countCameras ?? countCameras)().then(
        (cameras) => set({ canFlip: cameras > 1 }),
        () => {},
      );
    lit = on;
  }

  async function look(): Promise<void> {
    // A cut is not a thin line: what is down has no rung.
    if (looking || state().phase !== 'connected') return;
    looking = true;
    try {
      const measured = measure(await beside.stats());
      if (stopped) return;
      const quality = view()?.quality ?? 'unknown';
      ladder = step(ladder, { ...measured, at: clock(), quality });
      settle('network');
      tellDevices();
      lookForCameras();
      hear();
      if (clock() - reportedAt < QUALITY_MS) return;
      reportedAt = clock();
      const { rtt, jitter, fps, concealed, lossIn, lossOut, kbpsIn, kbpsOut } = measured;
      report.reportCall([
        {
          ...{ kind: 'quality', lossIn, lossOut, kbpsIn, kbpsOut },
          ...(rtt !== null && { rttMs: rtt }),
          ...(jitter !== null && { jitterMs: jitter }),
          ...(fps !== null && { fps }),
          ...(concealed !== null && { concealed }),
        },
      ]);
    } finally {
      looking = false;
    }
  }

  /** Questions and answers travel as what a participant says of themselves: the last word stands, also for who comes late. */
  function hear(): void {
    let askedBy: string | null = null;
    for (const { identity, entered, told: theirs } of view()?.remotes ?? []) {
      if (!entered) continue;
      const { ask, heard } = theirs;
      if (ask && !answered.has(ask)) askedBy = identity;
      if (question && heard?.startsWith(`${question}:`)) {
        question = '';
        set({ hearing: heard.endsWith(':yes') ? 'yes' : 'no' });
        tell({ ask: '' });
      }
    }
    if (askedBy !== now.askedBy) set({ askedBy });
  }

  report.reportCall([{ kind: 'connected' }]);
  set({});
  lookForCameras();
  const offScreen = screen.subscribe((next) => {
    const was = now.screen.face === 'on';
    const on = next.face === 'on';
    if (on !== was) report.reportCall([{ kind: on ? 'screen-on' : 'screen-off' }]);
    set({ screen: next });
  });
  const back = () => {
    if (globalThis.document?.visibilityState === 'hidden') return;
    again();
    // A phone call took it, or the system while the page slept; nobody has turned it off.
    for (const kind of ['microphone', 'camera'] as const)
      if (view()?.local[kind].ended) void call.setEnabled(kind, true).catch(() => {});
  };
  globalThis.addEventListener?.('online', back);
  globalThis.document?.addEventListener('visibilitychange', back);
  const stopTicking = every(TICK_MS, () => void look());

  return {
    screen,
    flip: beside.flip,
    still: beside.still,
    pin(soundOnly) {
      ladder = pin(ladder, soundOnly ? 'audio' : null);
      settle('person');
      tellDevices();
    },
    insist() {
      ladder = insist(ladder, clock());
      settle('person');
    },
    async ask() {
      if (now.hearing === 'listening' || now.hearing === 'asking') return;
      set({ hearing: 'listening' });
      let loudest = 0;
      for (let waited = 0; waited < LISTEN_MS && loudest < VOICE; waited += LISTEN_STEP_MS) {
        await sleep(LISTEN_STEP_MS);
        loudest = Math.max(loudest, level.get());
      }
      if (stopped) return;
      if (loudest < VOICE) return set({ hearing: 'silent' });
      const mine = (question = Math.floor(random() * 1e9).toString(36));
      set({ hearing: 'asking' });
      tell({ ask: mine });
      await sleep(ANSWER_MS);
      if (question !== mine || stopped) return;
      question = '';
      set({ hearing: 'nobody' });
      tell({ ask: '' });
    },
    answer(heard) {
      const asking = view()?.remotes.find(({ identity }) => identity === now.askedBy)?.told['ask'];
      if (!asking) return;
      answered.add(asking);
      tell({ heard: `${asking}:${heard ? 'yes' : 'no'}` });
      set({ askedBy: null });
    },
    stop() {
      if (stopped) return;
      stopped = true;
      stopTicking();
      screen.stop();
      offScreen();
      globalThis.removeEventListener?.('online', back);
      globalThis.document?.removeEventListener('visibilitychange', back);
      const why = ({ self: 'left', ended: 'ended', elsewhere: 'elsewhere', refused: 'removed' } as const)[
        state().left ?? 'self'
      ];
      report.reportCall([{ kind: 'disconnected', why }]);
      void report.close();
    },
  };
}
