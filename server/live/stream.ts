/** One page's event stream, written to the raw response; a reader that does not keep up is closed. */
import type { ServerResponse } from 'node:http';

/** What may wait in a reader's socket, in bytes. A page that is further behind reconnects and gets a snapshot. */
export const SLOW_READER_BYTES = 64 * 1024;

export interface LiveStream {
  readonly hospitalId: string;
  readonly sessionId: string;
  send(event: string, data: string, id: string): void;
  /** A comment that keeps proxies from closing an idle stream. */
  beat(): void;
  close(): void;
  onClose(fn: () => void): void;
}

export function openStream(
  response: ServerResponse,
  who: { hospitalId: string; sessionId: string },
  headers: Record<string, string>,
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
  const write = (text: string) => {
    if (response.destroyed || response.writableEnded) return;
    response.write(text);
    if (response.writableLength > SLOW_READER_BYTES) response.destroy();
  };
  return {
    ...who,
    send: (event, data, id) => write(`event: ${event}\nid: ${id}\ndata: ${data}\n\n`),
    beat: () => write(':\n\n'),
    close: () => void response.end(),
    onClose: (fn) => void response.once('close', fn),
  };
}
