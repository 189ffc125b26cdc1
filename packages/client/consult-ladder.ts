/** Owns the decision how much of a call a network can carry, as a ladder with few rungs: pure, so that a bad day can be replayed. */
import type { CallFact } from '@care-elements/contract/timeline.ts';
import type { MediaKind } from './consult-machine.ts';
import type { Quality } from './consult-room.ts';

/**
 * From the top: everything; small pictures; the own small picture without theirs; sound alone; sound at its thinnest; and text,
 * where even that is no longer understood (the sound is still tried).
 */
export const RUNGS = ['video', 'small-video', 'remote-video-off', 'audio', 'low-audio', 'text'] as const;
/** What a person may choose to have no more than. */
export const PINS = ['small-video', 'remote-video-off', 'audio', 'text'] as const;
export type Pin = (typeof PINS)[number];
export type Rung = Extract<(typeof RUNGS)[number], Extract<CallFact, { kind: 'rung' }>['to']>;

/** What was measured in about a second (RTCStats). Null: not known. */
export interface Sample {
  /** Milliseconds, of any clock that only goes forward. */
  at: number;
  /** `availableOutgoingBitrate` in kbit/s; only while it is what keeps pictures small, for nothing less fills the path. */
  up: number | null;
  /** Worst of both directions, 0 to 1. */
  loss: number;
  /** Milliseconds there and back. */
  rtt: number | null;
  /** Milliseconds. */
  jitter: number | null;
  /** Pictures a second that arrive of the other side, while theirs are on. */
  fps: number | null;
  /** How much of the sound had to be invented, 0 to 1. */
  concealed: number | null;
  quality: Quality;
}

export interface Ladder {
  rung: Rung;
  /** The person asked for no more than this. */
  pinned: Pin | null;
  /** Since when a lower rung was needed without a break, and since when a higher one would have done. */
  worseSince: number | null;
  betterSince: number | null;
  changedAt: number;
  /** The last change was a try of the next rung up. */
  tried: boolean;
  /** Milliseconds that it must have been better before the next rung up is tried; doubles with every try that failed. */
  hold: number;
}

/**
 * What each rung needs. Measured (FIELD-NOTES, LiveKit 1.13.5): 20 % loss still brings 20 pictures a second and 2 % of the sound
 * invented; at 50 % there is no picture to speak of and 25 % invented; at 300 kbit/s the sound is perfect beside 5 pictures a
 * second; the speech preset with RED needs about 75 kbit/s on the wire; at 50 kbit/s, 12 kbit/s with DTX and without RED is
 * perfect. The delays are ours: above 400 ms one way (ITU-T G.114) people talk over each other, so pictures give way first.
 */
const NEEDS: readonly { up: number; loss: number; rtt: number; concealed: number }[] = [
  { up: 450, loss: 0.1, rtt: 800, concealed: 0.03 },
  { up: 250, loss: 0.25, rtt: 1200, concealed: 0.05 },
  { up: 150, loss: 0.3, rtt: 1600, concealed: 0.08 },
  { up: 80, loss: 0.35, rtt: 2500, concealed: 0.12 },
  { up: 25, loss: 0.5, rtt: 5000, concealed: 0.3 },
];
/** Fewer are no picture of a person; counted only where the network is to blame, for a slow phone is helped by nothing here. */
const FEW_FPS = 4;
/** Milliseconds there and back; above it a call is not untroubled. */
const CALM_RTT = 400;
/** Bad this long before a rung is given up: a lift, a passing lorry. */
const DOWN_MS = 3000;
/** A change needs this long to show in what is measured. */
const SETTLE_MS = 5000;
const HOLD_MS = 12_000;
const HOLD_MOST_MS = 120_000;

export const startLadder = (at: number): Ladder => ({
  ...{ rung: 'video', pinned: null, worseSince: null, betterSince: null },
  // A call that begins finds its bandwidth first.
  ...{ changedAt: at + SETTLE_MS, tried: false, hold: HOLD_MS },
});

const place = (rung: Rung): number => RUNGS.indexOf(rung);

/** The highest rung that what was measured can carry. A machine that is too slow for it invents sound, too, but loses nothing. */
export function carries(sample: Sample): Rung {
  const { up, loss, rtt, fps, quality } = sample;
  const few = fps !== null && fps < FEW_FPS;
  // LiveKit also calls poor whoever sends less than is wanted of them, as these rungs do: by itself it says nothing.
  const trouble = few || loss > 0.02 || (rtt ?? 0) > CALM_RTT;
  const poor = trouble && (quality === 'poor' || quality === 'lost');
  const concealed = poor || loss > 0.02 ? (sample.concealed ?? 0) : 0;
  let at = NEEDS.findIndex(
    (need) =>
      (up ?? need.up) >= need.up &&
      loss <= need.loss &&
      (rtt ?? 0) <= need.rtt &&
      concealed <= need.concealed,
  );
  if (at < 0) at = NEEDS.length;
  if (poor) at = Math.max(at, place(few ? 'remote-video-off' : 'small-video'));
  return RUNGS[at]!;
}

/** The rung that is in force: never above the pinned one. */
export const inForce = ({ rung, pinned }: Ladder): Rung =>
  pinned && place(pinned) > place(rung) ? pinned : rung;

export function step(ladder: Ladder, sample: Sample): Ladder {
  const { at } = sample;
  const { tried, changedAt } = ladder;
  const now = place(ladder.rung);
  const can = place(carries(sample));
  const worseSince = can > now ? (ladder.worseSince ?? at) : null;
  const better =
    can < now ? sample.up !== null || calm(sample, now) : can === now && now > 0 && calm(sample, now);
  const betterSince = better ? (ladder.betterSince ?? at) : null;
  const settled = at - changedAt >= SETTLE_MS;
  if (worseSince !== null && settled && at - worseSince >= DOWN_MS) {
    // A try that did not last: the next one waits twice as long.
    const hold = tried && at - changedAt < HOLD_MS ? ladder.hold * 2 : ladder.hold;
    return change(ladder, now + 1, at, hold);
  }
  if (betterSince !== null && settled && at - betterSince >= ladder.hold)
    return change(ladder, now - 1, at, ladder.hold);
  // What failed once is forgotten after a long time without trouble.
  const hold = at - changedAt > HOLD_MOST_MS ? HOLD_MS : ladder.hold;
  return { ...ladder, worseSince, betterSince, hold };
}

/** What little is sent can't show how much the path would carry: as long as it is untroubled, the next rung is tried. */
const calm = ({ loss, rtt, concealed, quality }: Sample, now: number): boolean =>
  loss <= 0.05 &&
  (rtt ?? 0) <= CALM_RTT &&
  (concealed ?? 0) <= 0.02 &&
  // With a small picture LiveKit's word is of the picture.
  (quality === 'good' || quality === 'unknown' || (quality === 'poor' && now < place('audio')));

function change(ladder: Ladder, to: number, at: number, hold: number): Ladder {
  const tried = to < place(ladder.rung);
  return {
    ...ladder,
    ...{ rung: RUNGS[to]!, worseSince: null, betterSince: null, changedAt: at, tried },
    hold: Math.min(hold, HOLD_MOST_MS),
  };
}

/** The person's own wish: no more than this rung, or, with null, whatever the network carries. */
export const pin = (ladder: Ladder, pinned: Pin | null): Ladder => ({ ...ladder, pinned });

/** The person wants their picture back now; whether it holds shows soon. A wish that left it stands. */
export const insist = (ladder: Ladder, at: number): Ladder => ({
  ...change(ladder, Math.min(place(ladder.rung), place('small-video')), at, ladder.hold),
  pinned: restsAt(ladder.pinned).length ? null : ladder.pinned,
});

/** What the person themselves sends no more at the rung that they chose. */
export const restsAt = (pinned: Pin | null): readonly MediaKind[] =>
  pinned === 'text' ? ['camera', 'microphone'] : pinned === 'audio' ? ['camera'] : [];
