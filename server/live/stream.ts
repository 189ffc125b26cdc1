/** One page's event stream, written to the raw response: a page that reads slowly gets the newest state of each thing, not every state. */
import type { ServerResponse } from 'node:http';

/** What may wait for a reader, in bytes … */
export const SLOW_READER_BYTES = 64 * 1024;
/** … and for how long more than that may, in ms: one department's whole list is 165 kB, and has to get through. */
export const SLOW_READER_MS = 10_000;
/** How long an ended stream may take to go. */
const END_MS = 1000;

export interface LiveStream {
  readonly hospitalId: string;
  readonly sessionId: string;
  /** The whole state of something; `id` null where the reader can't resume here. */
  send(event: string, topic: string, data: string, id: string | null): void;
  /** A comment that keeps proxies from closing an idle stream. */
  beat(): void;
  close(): void;
  onClose(fn: () => void): void;
}

export function openStream(
  response: ServerResponse,
  who: { hospitalId: string; sessionId: string },
  headers: Record<string, string>,
  patienceMs = SLOW_READER_MS,
): LiveStream {
  response.writeHead(200, {
    ...headers,
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store, no-transform',
    // nginx would hold the events back.
    'X-Accel-Buffering': 'no',
  });
  response.socket?.setNoDelay(true);
  response.flushHeaders();

  /** What came while the socket was full, by event and topic: the newer takes the older's place. */
  const held = new Map<string, string>();
  let full = false;
  let patience: NodeJS.Timeout | undefined;

  const write = (frame: string) => {
    if (response.destroyed || response.writableEnded) return;
    full = !response.write(frame);
  };
  const watch = () => {
    if (!full || patience) return;
    let bytes = response.writableLength;
    for (const frame of held.values()) bytes += Buffer.byteLength(frame);
    if (bytes > SLOW_READER_BYTES) patience = setTimeout(() => void response.destroy(), patienceMs).unref();
  };
  response.on('drain', () => {
    full = false;
    clearTimeout(patience);
    patience = undefined;
    for (const [key, frame] of held) {
      held.delete(key);
      write(frame);
      if (full) break;
    }
    watch();
  });
  response.once('close', () => clearTimeout(patience));

  return {
    ...who,
    send(event, topic, data, id) {
      const frame = `event: ${event}\n${id ? `id: ${id}\n` : ''}data: ${data}\n\n`;
      if (full) {
        const key = `${event} ${topic}`;
        held.delete(key);
        held.set(key, frame);
      } else write(frame);
      watch();
    },
    beat: () => {
      if (!full) write(':\n\n');
    },
    close() {
      response.end();
      // Who does not read does not see the end either.
      setTimeout(() => void response.destroy(), END_MS).unref();
    },
    // Whoever went while we still asked who they are has closed already: no event comes any more.
    onClose: (fn) =>
      void (response.destroyed || response.closed ? setImmediate(fn) : response.once('close', fn)),
  };
}
