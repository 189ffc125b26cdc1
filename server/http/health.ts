/** Whether the server lives (`/healthz`) and whether it can work (`/readyz`). */
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';

export function mountHealth(app: App, { db, media }: Pick<Deps, 'db' | 'media'>): void {
  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  app.get('/readyz', async (c) => {
    const database = await db.ping().then(
      () => ({ state: 'ready', detail: '' }),
      () => ({ state: 'absent', detail: 'The database does not answer.' }),
    );
    // Without video the rest works: it is told, not counted.
    const video = media?.status() ?? {
      state: 'absent',
      detail: 'No LiveKit server: video is off, everything else works.',
    };
    const ready = database.state === 'ready';
    return c.json({ status: ready ? 'ready' : 'not-ready', database, video }, ready ? 200 : 503);
  });
}
