/** What is left of a body that nobody will read: it is taken slowly and thrown away, so that its sender hears the answer (nginx: lingering_close). */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { setImmediate as polled, setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';

/** More than the largest that any route takes. */
const MOST_BYTES = 16 * 2 ** 20;
/** nginx's lingering_time. */
const MOST_MS = 30_000;
/**
 * Of all senders together, 4 MB a second. Node copies each part, also of what is thrown away, and V8 collects the copies late, after
 * 60 MB: sixty senders at once grew the server by 95 MB and kept everybody else waiting.
 */
const BYTES_A_MS = 4 * 1024;
const TURN_MS = 5;

/** Whose turn it is to be taken from; the others are not read, so their network waits. */
const inTurn = pLimit(1);

/**
 * To be called before the answer of a request that has a body. The connection takes its next request only where the rest of the body
 * comes within half a second of the answer: after that Hono ends it (drainIncoming).
 */
export function lingerOver(request: IncomingMessage, response: ServerResponse): void {
  const { socket } = request;
  // Node destroys a connection with its last answer. To what still comes the system then says a reset, which takes the answer with it.
  socket.destroySoon = () => {
    if (request.complete) Socket.prototype.destroySoon.call(socket);
    else socket.end();
  };
  response.once('finish', () => void throwAway(request));
}

async function throwAway(request: IncomingMessage): Promise<void> {
  if (request.complete) return;
  const { socket } = request;
  let turn = false;
  // Node and Hono let a body flow once it is answered.
  const hold = () => {
    if (!turn) socket.pause();
  };
  socket.on('resume', hold).pause();
  const most = socket.bytesRead + MOST_BYTES;
  const end = Date.now() + MOST_MS;
  const over = () => request.complete || socket.destroyed || socket.bytesRead > most || Date.now() > end;
  while (!over())
    await inTurn(async () => {
      // Meanwhile the others had theirs.
      if (over()) return;
      const before = socket.bytesRead;
      turn = true;
      socket.resume();
      await polled();
      turn = false;
      socket.pause();
      const ms = (socket.bytesRead - before) / BYTES_A_MS;
      await sleep(Math.max(TURN_MS, ms), undefined, { ref: false });
    });
  socket.off('resume', hold);
  if (request.complete && !socket.writableEnded) socket.resume();
  else socket.destroy();
}
