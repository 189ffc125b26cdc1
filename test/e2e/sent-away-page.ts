/** A page with LiveKit's own client, which enters whatever room a token opens, again and again: somebody who was sent away. */
import { Room, RoomEvent } from 'livekit-client';

export interface Stay {
  /** Milliseconds from being connected to being out again; null where LiveKit did not let them in. */
  ms: number | null;
  /** Anything at all of the others was received. */
  got: boolean;
}

/** Enters, waits to be put out for at most `most` ms, and goes. */
async function enter(url: string, token: string, most: number): Promise<Stay> {
  const room = new Room();
  let got = false;
  room.on(RoomEvent.TrackSubscribed, () => (got = true));
  const out = new Promise<void>((done) => room.once(RoomEvent.Disconnected, () => done()));
  try {
    await room.connect(url, token, { maxRetries: 0 });
  } catch {
    return { ms: null, got };
  }
  const at = performance.now();
  await Promise.race([out, new Promise((done) => setTimeout(done, most))]);
  const ms = performance.now() - at;
  await room.disconnect();
  return { ms, got };
}
Object.assign(globalThis, { enter });
export type Enter = typeof enter;
