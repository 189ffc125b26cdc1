/** One page's event stream, written to the raw response: a page that reads slowly gets the newest state of each thing, not every state. */
import type { ServerResponse } from 'node:http';

/** What may wait for a reader, in bytes … */
export const SLOW_READER_BYTES = 64 * 1024;
/** … and for how long more than that may, in ms: one department's whole list is 165 kB, and has to get through. */
const SLOW_READER_MS = 10_000;
/** How long an ended stream may take to go. */
const END_MS = 1000;

export interface LiveStream {
  readonly hospitalId: string;
  readonly sessionId: string;
  /** The whole state of something; `id` null where the reader can't resume here. */
  send(event: string, topic: string, data: string, id: string | null): void;
  /** The same for what many are told: made once by `frameOf`, and the same bytes for everybody. */
  push(event: string, topic: string, frame: Uint8Array): void;
  /** A comment that keeps proxies from closing an idle stream. */
  beat(): void;
  close(): void;
  onClose(fn: () => void): void;
}

/** An event as it goes over the line. */
export const frameOf = (event: string, data: string, id: string | null): Uint8Array =>
  Buffer.from(`event: ${event}\n${id ? `id: ${id}\n` : ''}data: ${data}\n\n`);

/** An event's frames, each made once, for the readers who can resume at it and for those who can't. */
export function framesOf(event: string, data: string): (id: string | null) => Uint8Array {
  const frames = new Map<string | null, Uint8Array>();
  return (id) => {
    const frame = frames.get(id) ?? frameOf(event, data, id);
    frames.set(id, frame);
    return frame;
  };
}

/**
 * Of this server's memory an open stream is most, and ten thousand stand open (`npm run bench -- fanout`): so nothing of the
 * request is kept but its connection, and nothing is made before it is needed.
 */
export function openStream(
  response: ServerResponse,
  who: { hospitalId: string; sessionId: string },
  headers: Record<string, string>,
  patienceMs = SLOW_READER_MS,
): LiveStream {
  // The body ends with the connection: one write a frame, where a chunk would be three.
  response.removeHeader('Transfer-Encoding');
  response.writeHead(200, {
    ...headers,
    Connection: 'close',
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store, no-transform',
    // nginx would hold the events back.
    'X-Accel-Buffering': 'no',
  });
  response.socket?.setNoDelay(true);
  response.flushHeaders();
  return new PageStream(response, who, patienceMs);
}

/** A class, as its methods are then there once, not once a stream. */
class PageStream implements LiveStream {
  readonly hospitalId: string;
  readonly sessionId: string;
  readonly #response: ServerResponse;
  readonly #patienceMs: number;
  #full = false;
  /** What came while the socket was full, by event and topic: the newer takes the older's place. */
  #held: Map<string, Uint8Array> | undefined;
  #patience: NodeJS.Timeout | undefined;

  constructor(
    response: ServerResponse,
    { hospitalId, sessionId }: { hospitalId: string; sessionId: string },
    patienceMs: number,
  ) {
    this.hospitalId = hospitalId;
    this.sessionId = sessionId;
    this.#response = response;
    this.#patienceMs = patienceMs;
  }

  send(event: string, topic: string, data: string, id: string | null): void {
    this.push(event, topic, frameOf(event, data, id));
  }

  push(event: string, topic: string, frame: Uint8Array): void {
    if (this.#full) {
      const key = `${event} ${topic}`;
      this.#held ??= new Map();
      this.#held.delete(key);
      this.#held.set(key, frame);
      this.#watch();
    } else this.#write(frame);
  }

  beat(): void {
    if (!this.#full) this.#write(':\n\n');
  }

  close(): void {
    const response = this.#response;
    response.end();
    // Who does not read does not see the end either.
    setTimeout(() => void response.destroy(), END_MS).unref();
  }

  onClose(fn: () => void): void {
    const response = this.#response;
    // Whoever went while we still asked who they are has closed already: no event comes any more.
    if (response.destroyed || response.closed) setImmediate(fn);
    else response.once('close', fn);
  }

  #write(frame: Uint8Array | string): void {
    const response = this.#response;
    if (response.destroyed || response.writableEnded || response.write(frame)) return;
    this.#full = true;
    response.once('drain', () => this.#drained());
    this.#watch();
  }

  #drained(): void {
    this.#full = false;
    clearTimeout(this.#patience);
    this.#patience = undefined;
    for (const [key, frame] of this.#held ?? []) {
      this.#held!.delete(key);
      this.#write(frame);
      if (this.#full) return;
    }
    this.#held = undefined;
  }

  #watch(): void {
    if (this.#patience) return;
    const response = this.#response;
    let bytes = response.writableLength;
    for (const frame of this.#held?.values() ?? []) bytes += frame.length;
    if (bytes <= SLOW_READER_BYTES) return;
    // Of a connection that closed meanwhile it destroys nothing, and a listener for each large frame would stay.
    this.#patience = setTimeout(() => void response.destroy(), this.#patienceMs).unref();
  }
}
