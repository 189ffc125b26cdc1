/** What travels with a request through Hono. */
import type { HttpBindings } from '@hono/node-server';
import type { Logger } from 'pino';

export interface HttpEnv {
  Bindings: Partial<HttpBindings>;
  Variables: { requestId: string; log: Logger; address: string };
}
