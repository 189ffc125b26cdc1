/** A crowd of slow clients, in a process of its own: so many sockets that say or read little. Tells its parent what became of them. */
import { connect, type Socket } from 'node:net';

export interface Crowd {
  port: number;
  count: number;
  /** How many come each 10 ms. */
  pace: number;
  /** Said at once, by the number of each; nothing where it is empty. */
  hello: string[];
  /** So many bytes in chunks after that, as fast as they are taken; the last chunk never comes. */
  body: number;
  /** Goes on after the server has said its last word. */
  stays: boolean;
  /** Said again and again, every `dripMs`. */
  drip: string;
  dripMs: number;
  /** Reads nothing of what comes. */
  deaf: boolean;
}

export interface Seen {
  /** Still there, or still to come. */
  open: number;
  /** Connected, all in all; and the most of them that stood at once. */
  opened: number;
  most: number;
  /** Our own errors, by their code: no files or no ports are left on this machine. */
  own: Record<string, number>;
}
/** The others are the server's doing. */
const OWN = /^(EMFILE|ENFILE|EADDRNOTAVAIL|ENOBUFS|ENOMEM|EAGAIN)$/;

const PIECE = Buffer.concat([
  Buffer.from(`${(2 ** 16).toString(16)}\r\n`),
  Buffer.alloc(2 ** 16, 'x'),
  Buffer.from('\r\n'),
]);
function pump(socket: Socket, bytes: number) {
  let left = Math.floor(bytes / 2 ** 16);
  const go = () => {
    while (left > 0 && !socket.destroyed && (left--, socket.write(PIECE)));
  };
  socket.on('drain', go);
  go();
}

const say = (seen: Seen) => process.send?.(seen);

process.once('message', (crowd: Crowd) => {
  const { port, count, pace, hello, body, stays, drip, dripMs, deaf } = crowd;
  const sockets = new Set<Socket>();
  const own: Record<string, number> = {};
  let opened = 0;
  let standing = 0;
  let most = 0;
  let begun = 0;
  const come = () => {
    for (let n = 0; n < pace && begun < count; n++) {
      const at = begun++;
      const socket = connect({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen: stays });
      sockets.add(socket);
      socket.on('connect', () => {
        opened++;
        most = Math.max(most, ++standing);
        socket.once('close', () => standing--);
        const first = hello[at % hello.length] ?? '';
        if (first) socket.write(first);
        if (body) pump(socket, body);
        if (deaf) socket.pause();
      });
      if (!deaf) socket.resume();
      socket.on('error', ({ code = '' }: NodeJS.ErrnoException) => {
        if (OWN.test(code)) own[code] = (own[code] ?? 0) + 1;
      });
      socket.on('close', () => sockets.delete(socket));
    }
  };
  const coming = setInterval(come, 10);
  if (drip)
    setInterval(() => {
      for (const socket of sockets) if (socket.writable) socket.write(drip);
    }, dripMs);
  setInterval(() => {
    if (begun >= count) clearInterval(coming);
    // Who does not read does not see the end either, unless the next word is refused.
    say({ open: begun < count ? count : sockets.size, opened, most, own });
  }, 200);
});
process.on('disconnect', () => process.exit(0));
