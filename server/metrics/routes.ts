/** Mounts `/metrics`: for who holds the token, or, where none is set, for this machine alone. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { App } from '../app.ts';
import { problem } from '../problems.ts';
import type { Metrics } from './metrics.ts';

const LOOPBACK = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/;
const OWN_NAME = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
const PASSED_ON = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'];
const digest = (text: string) => createHash('sha256').update(text).digest();

export function mountMetrics(app: App, metrics: Metrics, token: string | undefined): void {
  app.get('/metrics', async (c) => {
    const given = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1];
    // What a proxy passes on comes from this machine, too, but is somebody else's; so is a page under a name that was turned to this address.
    const own =
      !PASSED_ON.some((name) => c.req.header(name)) &&
      OWN_NAME.test(new URL(c.req.url).hostname) &&
      LOOPBACK.test((c.env?.incoming && getConnInfo(c).remote.address) ?? '');
    if (token ? !given || !timingSafeEqual(digest(given), digest(token)) : !own) throw problem('not-found');
    const { text, type } = await metrics.read();
    return c.body(text, 200, { 'Content-Type': type, 'Cache-Control': 'no-store' });
  });
}
