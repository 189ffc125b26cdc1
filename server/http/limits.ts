/** How often one caller may ask: by session, or by address where there is no token. */
import { isIPv6 } from 'node:net';
import type { Route } from '@care-elements/contract/route.ts';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { problem } from '../problems.ts';

/** A busy desk saves and looks up a few times a second; nobody honest does more. */
const DEFAULT_PER_MINUTE = 600;

/** What is limited: a route, or something else with a name of its own. */
export type Limited = Pick<Route, 'id' | 'perMinute'>;
export interface Limiter {
  /** Takes one of the caller's requests for this route; throws `too-many-requests` with Retry-After. */
  take(def: Limited, caller: string): Promise<void>;
  /** Throws the same where the caller has none left, and takes nothing: for what counts only when it fails. */
  assertRoom(def: Limited, caller: string): Promise<void>;
}

/** `factor` widens every limit: a hospital behind one address, or a load test. */
export function createLimiter(factor = 1): Limiter {
  const limiters = new Map<string, RateLimiterMemory>();
  const limiterOf = (def: Limited): RateLimiterMemory => {
    let limiter = limiters.get(def.id);
    if (!limiter) {
      limiter = new RateLimiterMemory({
        points: Math.ceil((def.perMinute ?? DEFAULT_PER_MINUTE) * factor),
        duration: 60,
      });
      limiters.set(def.id, limiter);
    }
    return limiter;
  };
  const refusal = ({ msBeforeNext }: RateLimiterRes) =>
    problem('too-many-requests', undefined, {}, { 'Retry-After': String(Math.ceil(msBeforeNext / 1000)) });
  return {
    async take(def, caller) {
      try {
        await limiterOf(def).consume(caller);
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        throw refusal(refused);
      }
    },
    async assertRoom(def, caller) {
      const taken = await limiterOf(def).get(caller);
      if (taken && taken.remainingPoints <= 0) throw refusal(taken);
    },
  };
}

/**
 * Who an address is to a limit. A household or a rented server holds 2^64 addresses of IPv6, all with the same first half
 * (RFC 6177), so that half counts; some proxies append a port.
 */
export function callerOf(address: string): string {
  const v4 = /^(?:::ffff:)?(\d{1,3}(?:\.\d{1,3}){3})(?::\d+)?$/i.exec(address)?.[1];
  if (v4) return v4;
  const [bare = ''] = address.replace(/^\[(.*)\](?::\d+)?$/, '$1').split('%');
  if (!isIPv6(bare)) return address;
  const [left = '', right] = bare.split('::');
  const head = left ? left.split(':') : [];
  const tail = right ? right.split(':') : [];
  const zeros = right === undefined ? 0 : 8 - head.length - tail.length;
  const groups = [...head, ...Array<string>(Math.max(0, zeros)).fill('0'), ...tail].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
