/** Passwords of clinicians, hashed with scrypt (OWASP's parameters: N 2^15, r 8, p 3, 32 MiB). */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { problem } from '../problems.ts';

const COST = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 };

type Lane = <T>(work: () => Promise<T>) => Promise<T>;

function openLane(atOnce: number, waitingAtMost: number): Lane {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= atOnce) {
      if (waiting.length >= waitingAtMost)
        throw problem('too-many-requests', 'Too many sign in at this moment.', {}, { 'Retry-After': '3' });
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running++;
    try {
      return await work();
    } finally {
      // The place is handed on, not freed: nobody can slip in between.
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}

/**
 * Each takes a core for a quarter of a second, in one of the four threads that Node also checks tokens and looks up names
 * in: so three at once at most, and beyond a queue of some two seconds the next one is told to come again.
 */
const STRANGERS = openLane(2, 16);
/** Whoever has signed in to this account from this address before: strangers, however many, are not before them in the queue. */
const KNOWN = openLane(1, 8);

const derive = (password: string, salt: Buffer, lane: Lane): Promise<Buffer> =>
  lane(
    () =>
      new Promise((resolve, reject) => {
        scrypt(password.normalize('NFKC'), salt, 32, COST, (error, key) =>
          error ? reject(error) : resolve(key),
        );
      }),
  );

/** `scrypt$salt$key`, base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return `scrypt$${salt.toString('base64url')}$${(await derive(password, salt, STRANGERS)).toString('base64url')}`;
}

/** 32 signs that nobody mixes up when they read them aloud or type them from paper. */
const SIGNS = 'abcdefghijkmnpqrstuvwxyz23456789';
/** For somebody who is to get one: 80 bits, in four groups. */
export const newPassword = (): string =>
  [...randomBytes(16)]
    .map((byte) => SIGNS[byte % SIGNS.length]!)
    .join('')
    .replace(/.{4}(?=.)/g, '$&-');

/** False for a wrong password, `too-many-requests` where too many are checked already; with no hash at all it takes as long, so that user names cannot be timed. `known`: from where that account was signed in to before. */
export async function checkPassword(
  password: string,
  hash: string | undefined,
  { known = false }: { known?: boolean } = {},
): Promise<boolean> {
  const [, salt = '', key = ''] = (hash ?? 'scrypt$AAAAAAAAAAAAAAAAAAAAAA$').split('$');
  const expected = Buffer.from(key, 'base64url');
  const derived = await derive(password, Buffer.from(salt, 'base64url'), known ? KNOWN : STRANGERS);
  return expected.length === derived.length && timingSafeEqual(expected, derived);
}
