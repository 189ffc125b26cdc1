/** How often one caller may ask: by session, or by address where there is no token. */
import type { Route } from '@care-elements/contract/route.ts';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { problem } from '../problems.ts';

/** A busy desk saves and looks up a few times a second; nobody honest does more. */
const DEFAULT_PER_MINUTE = 600;

export interface Limiter {
  /** Takes one of the caller's requests for this route; throws `too-many-requests` with Retry-After. */
  take(def: Route, caller: string): Promise<void>;
}

/** `factor` widens every limit: a hospital behind one address, or a load test. */
export function createLimiter(factor = 1): Limiter {
  const limiters = new Map<string, RateLimiterMemory>();
  return {
    async take(def, caller) {
      let limiter = limiters.get(def.id);
      if (!limiter) {
        limiter = new RateLimiterMemory({
          points: Math.ceil((def.perMinute ?? DEFAULT_PER_MINUTE) * factor),
          duration: 60,
        });
        limiters.set(def.id, limiter);
      }
      try {
        await limiter.consume(caller);
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        const seconds = String(Math.ceil(refused.msBeforeNext / 1000));
        throw problem('too-many-requests', undefined, {}, { 'Retry-After': seconds });
      }
    },
  };
}
