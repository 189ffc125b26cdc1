/** When somebody of a consult counts as away, and what follows: pure, so that a test can replay a bad day. */

/** All of presence's times, in ms, each with its reason. */
export const PRESENCE = {
  /** How often we look. LiveKit itself takes 20 s to give up a dead connection: looking oftener shows nothing earlier. */
  roundMs: 10_000,
  /** A page is noted every round; two may fail, or a server restart, before it counts as gone. */
  staleMs: 35_000,
  /**
   * How long a doctor may be away before the patient is sent back to wait, first of all: a browser that crashed is back in a
   * quarter of a minute, a computer that restarts in about two. Longer, and people leave.
   */
  doctorBackMs: 2 * 60_000,
  /** Between looking into a room and writing down who was missing, somebody may have come: younger joins are left alone. */
  graceMs: 5000,
} as const;

export interface Signs {
  /** In the room by LiveKit's word. */
  inRoom: boolean;
  leftAt: Date | null;
  leftReason: 'left' | 'lost' | 'absent' | null;
  /** The newest page that follows the live stream, and when one was last seen; null where none ever was. */
  openedAt: Date | null;
  seenAt: Date | null;
  enteredAt: Date;
}

/** Since when somebody is away, or null. Who gave no sign at all ever (a client of another make) is not judged. */
export function awaySince(signs: Signs, now: Date): Date | null {
  const { inRoom, leftAt, leftReason, openedAt, seenAt, enteredAt } = signs;
  if (inRoom) return null;
  const seen = !!seenAt && now.getTime() - seenAt.getTime() <= PRESENCE.staleMs;
  if (leftAt && leftReason !== 'left') {
    // A dead line may keep a stream looking open for a quarter of an hour; only a page that came after is a sign of life.
    const back = seen && !!openedAt && openedAt > leftAt;
    return back ? null : leftAt;
  }
  // Out of the room by their own will: at the desk, writing.
  if (seen || !(seenAt ?? leftAt)) return null;
  const last = Math.max(seenAt?.getTime() ?? 0, leftAt?.getTime() ?? 0, enteredAt.getTime());
  return now.getTime() - last > PRESENCE.staleMs ? new Date(last) : null;
}

/** When the patient of a doctor who is away is sent back to wait. */
export const callsBackAt = (since: Date): Date => new Date(since.getTime() + PRESENCE.doctorBackMs);
