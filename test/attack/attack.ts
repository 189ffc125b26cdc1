/** What every part of `npm run attack` gives: what was tried, how often, and what came through. */
import { openRouteWorld, type RouteWorld } from '../kit/route-world.ts';
import { deadMedia } from '../server/consult/kit.ts';

export interface Attempt {
  attempt: string;
  tried: number;
  /** What came through, in words; none is the goal. */
  findings: string[];
  /** A figure that was measured on the way. */
  measured?: string;
}
export interface Attack {
  /** `long`: the whole of it; otherwise the few seconds that CI runs. `world`: an open one, that several parts share. */
  (options: { long: boolean; world?: RouteWorld }): Promise<Attempt[]>;
}

/** The world that was handed in, which stays, or one of the part's own, which `close` ends. */
export async function worldOf(world?: RouteWorld): Promise<RouteWorld & { close(): Promise<void> }> {
  const own = world ?? (await openRouteWorld({ media: deadMedia() }));
  return { ...own, close: async () => void (world ?? (await own.t.close())) };
}
