/**
 * Rooms that LiveKit has told us of, so that a call's second person need not ask for the room that the first one's token made. Who asks again has
 * found no room there, perhaps, or lost it: then LiveKit is asked again.
 */

/** Less than any room stands without people, and more than two looks at all rooms (presence) are apart. */
const STANDS_MS = 25_000;
const SWEPT_AT = 1000;

export interface Standing {
  /** The room stands, and this person has not been sent there since that was heard. */
  takes(roomName: string, identity: string): boolean;
  /** LiveKit has made it or found it, for this person. */
  made(roomName: string, identity: string): void;
  /** All rooms that LiveKit has, as asked for at this moment. */
  seen(names: ReadonlySet<string>, askedAt: number): void;
  gone(roomName: string): void;
  clear(): void;
}

/** `now` in ms, of a clock that only goes on. */
export function createStanding(now: () => number = () => performance.now()): Standing {
  const rooms = new Map<string, { at: number; sent: Set<string> }>();
  const stands = (room: { at: number }) => now() - room.at < STANDS_MS;
  return {
    takes(roomName, identity) {
      const room = rooms.get(roomName);
      if (!room || !stands(room) || room.sent.has(identity)) return false;
      room.sent.add(identity);
      return true;
    },
    made(roomName, identity) {
      if (rooms.size >= SWEPT_AT) for (const [name, room] of rooms) if (!stands(room)) rooms.delete(name);
      rooms.set(roomName, { at: now(), sent: new Set([identity]) });
    },
    seen(names, askedAt) {
      for (const [name, room] of rooms) {
        // One that was made meanwhile is in no older list.
        if (room.at >= askedAt) continue;
        if (names.has(name)) rooms.set(name, { at: askedAt, sent: new Set() });
        else rooms.delete(name);
      }
    },
    gone: (roomName) => void rooms.delete(roomName),
    clear: () => rooms.clear(),
  };
}
