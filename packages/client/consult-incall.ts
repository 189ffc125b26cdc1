/**
 * Owns what goes on beside a call that stands: the ladder, second by second; what the others are told of this side's devices
 * and network; "can you hear me?"; and what the visit's timeline is told. Fetched once the call stands.
 */
import { createCallReport, type CallFact, type CallReport } from './call-report.ts';
import type { Care } from './care.ts';
import type { Beside } from './consult-beside.ts';
import type { Call, CallView } from './consult-call.ts';
import type { DevicesInUse, Facing } from './consult-choices.ts';
import {
  inForce,
  insist,
  pin,
  PINS,
  restsAt,
  RUNGS,
  startLadder,
  step,
  type Pin,
  type Rung,
} from './consult-ladder.ts';
import { MEDIA_KINDS, type DeviceProblem, type MediaKind } from './consult-machine.ts';
import { createMeasure } from './consult-measure.ts';
import { look, WIDE } from './consult-narrow.ts';
import type { Screen, ScreenState } from './consult-screen.ts';
import type { ConsultState } from './consult-state.ts';
import { NO_CHOICES } from './device-list.ts';
import { chosenRung, rememberDevice, type DeviceKind } from './device-memory.ts';
import type { Readable } from './store.ts';

/**
 * `listening`: whether the own microphone hears a voice. `silent`: it does not. `asking`: it does, and the other side is asked.
 * `nobody`: nobody has answered.
 */
export type Hearing = 'listening' | 'silent' | 'asking' | 'yes' | 'no' | 'nobody';

/** Of a call that stands; null before and after. */
export interface InCallState extends DevicesInUse {
  rung: Rung;
  /** What the person chose; null: whatever the network carries. */
  pinned: Pin | null;
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
  /** Turns to the other camera. */
  flip(): Promise<void>;
  /** Takes another camera, microphone or speaker, now and in every later call. */
  choose(kind: DeviceKind, id: string): Promise<void>;
  /** A still of somebody's picture, a JPEG; rejects where there is none. */
  still(identity: string): Promise<Blob>;
  /** No more than this rung, with what rests there turned off, in each call of the visit; or, with null, whatever the network carries. */
  pin(pinned: Pin | null): Promise<void>;
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
}

const TICK_MS = 1000;
const QUALITY_MS = 30_000;
/** −40 dBFS, as the check before the call has it. */
const VOICE = 1 / 3;
const LISTEN_MS = 2500;
const LISTEN_STEP_MS = 100;
const ANSWER_MS = 30_000;
/** What is plugged in tells of itself in a burst, and is not ready at once. */
const PLUGGED_MS = 1000;
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
    request,
    setEnabled,
    again,
  }: {
    care: Pick<Care, 'api' | 'session'>;
    visitId: string;
    call: Call;
    beside: Beside;
    view(): CallView | undefined;
    state(): ConsultState;
    level: Readable<number>;
    changed(next: { inCall: InCallState; facing?: Facing }): void;
    /** A device request with its pending face; what the browser says against it becomes the device's problem. */
    request(kind: MediaKind, act: () => Promise<void>): Promise<void>;
    /** As the person's own press; also opens what was never opened. */
    setEnabled(kind: MediaKind, on: boolean): Promise<void>;
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
  const [chosen, , off = ''] = chosenRung(state())?.split(' ') ?? [];
  let ladder = pin(startLadder(clock()), PINS.find((one) => one === chosen) ?? null);
  let narrow = WIDE;
  const { screen } = beside;
  let now: InCallState = {
    // What was chosen before the page was loaded anew stands in the timeline.
    ...{ rung: inForce(ladder), pinned: ladder.pinned, hearing: null, askedBy: null, canFlip: false },
    ...{ choices: NO_CHOICES, using: {}, screen: screen.get() },
  };
  let choosing = false;
  /** Turned off by the choice of a rung, and on again with its end. */
  const rested = new Set(MEDIA_KINDS.filter((kind) => off.includes(kind)));
  let told: Told = {};
  let looking = false;
  /** What was on when last looked at. */
  let lit = '';
  let stopped = false;
  let reportedAt = clock();
  let question = '';
  const answered = new Set<string>();

  function set(next: Partial<InCallState>): void {
    now = { ...now, ...next };
    if (!stopped) changed({ inCall: now });
  }

  function tell(next: Told): void {
    told = { ...told, ...next };
    call.tell(told);
  }

  /** Whoever has a narrow way down asks for it; not at the cost of one who loses packets. */
  function thinAsked(): boolean {
    const others = (view()?.remotes ?? []).filter(({ entered }) => entered);
    return (
      others.some(({ told: { thin } }) => thin) && others.every(({ told: { thin, rung } }) => thin || !rung)
    );
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
    const { pinned } = ladder;
    if (pinned !== now.pinned) {
      const rests = restsAt(pinned);
      const words = [`${visitId}${state().role}`, pinned, rests, rests.filter((kind) => rested.has(kind))];
      rememberDevice('rung', pinned ? words.join(' ') : '');
    }
    if (rung !== from || pinned !== now.pinned) set({ rung, pinned });
    void beside.carry(rung, thinAsked());
  }

  /** What the others can't see for themselves: why there is no sound or no picture from here. */
  function tellDevices(): void {
    const { microphone, camera } = state();
    const mic = microphone.problem ?? '';
    const cam = restsAt(now.pinned).length
      ? 'chosen'
      : (camera.problem ?? (view()?.local.camera.held ? 'network' : ''));
    const rung = now.rung === 'video' ? '' : now.rung;
    const thin = narrow.asked ? '1' : '';
    const next = { mic, cam, rung, thin };
    if (Object.entries(next).some(([name, value]) => told[name] !== value)) tell(next);
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

  async function listDevices(): Promise<void> {
    const found = await beside.devices();
    set({ ...found, canFlip: found.choices.camera.length > 1 });
  }

  /** Each time that a device comes on: before it is permitted a browser names none. */
  function lookForDevices(): void {
    const on = MEDIA_KINDS.filter((kind) => state()[kind].face === 'on');
    if (on.some((kind) => !lit.includes(kind))) void listDevices();
    lit = on.join();
  }

  async function changeOver(kind: DeviceKind, act: () => Promise<void>): Promise<void> {
    if (kind === 'speaker') await act().catch(() => {});
    else if (state()[kind].face !== 'pending') await request(kind, act);
    await listDevices();
    if (!stopped) changed({ inCall: now, facing: beside.facing() });
  }

  /** The camera's light goes out before the rung is told, also where the network holds its picture back, and comes on after it is free again. */
  async function choose(pinned: Pin | null): Promise<void> {
    if (choosing) return;
    choosing = true;
    const rests = restsAt(pinned);
    for (const kind of rests) {
      if (['off', 'denied'].includes(state()[kind].face) && !view()?.local[kind].held) continue;
      rested.add(kind);
      await request(kind, () => call.setEnabled(kind, false));
    }
    ladder = pin(ladder, pinned);
    settle('person');
    tellDevices();
    for (const kind of rested)
      if (!rests.includes(kind) && rested.delete(kind) && !stopped) await setEnabled(kind, true);
    choosing = false;
  }

  async function lookAtAll(): Promise<void> {
    // A cut is not a thin line: what is down has no rung.
    if (looking || state().phase !== 'connected') return;
    looking = true;
    try {
      const measured = measure(await beside.stats());
      if (stopped) return;
      const quality = view()?.quality ?? 'unknown';
      ladder = step(ladder, { ...measured, at: clock(), quality });
      // Who turns on what rested by their own choice has chosen anew.
      if (!choosing && restsAt(ladder.pinned).some((kind) => state()[kind].face === 'on')) {
        rested.clear();
        ladder = pin(ladder, null);
        settle('person');
      }
      narrow = look(
        narrow,
        { ...measured, at: clock() },
        RUNGS.indexOf(now.rung) < RUNGS.indexOf('remote-video-off'),
      );
      settle('network');
      tellDevices();
      lookForDevices();
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
  settle('person');
  lookForDevices();
  const offScreen = screen.subscribe((next) => {
    const was = now.screen.face === 'on';
    const on = next.face === 'on';
    if (on !== was) report.reportCall([{ kind: on ? 'screen-on' : 'screen-off' }]);
    set({ screen: next });
  });
  const back = () => {
    if (globalThis.document?.visibilityState === 'hidden') return;
    again();
    MEDIA_KINDS.forEach(reopen);
  };
  /** A phone call took it, the system while the page slept, or it was unplugged; nobody has turned it off. */
  function reopen(kind: MediaKind): void {
    if (view()?.local[kind].ended && !restsAt(ladder.pinned).includes(kind)) void setEnabled(kind, true);
  }
  globalThis.addEventListener?.('online', back);
  globalThis.document?.addEventListener('visibilitychange', back);
  const { mediaDevices } = globalThis.navigator ?? {};
  let plugs = 0;
  const plugged = async () => {
    const mine = ++plugs;
    await sleep(PLUGGED_MS);
    if (mine !== plugs || stopped) return;
    await listDevices();
    if (!stopped) MEDIA_KINDS.filter((kind) => now.choices[kind].length).forEach(reopen);
  };
  mediaDevices?.addEventListener?.('devicechange', plugged);
  const stopTicking = every(TICK_MS, () => void lookAtAll());

  return {
    screen,
    flip: () => changeOver('camera', beside.flip),
    choose: (kind, id) => changeOver(kind, () => beside.choose(kind, id)),
    still: beside.still,
    pin: choose,
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
      mediaDevices?.removeEventListener?.('devicechange', plugged);
      const why = ({ self: 'left', ended: 'ended', elsewhere: 'elsewhere', refused: 'removed' } as const)[
        state().left ?? 'self'
      ];
      report.reportCall([{ kind: 'disconnected', why }]);
      void report.close();
    },
  };
}
