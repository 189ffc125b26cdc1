/** Whether the server lives (`/healthz`) and whether it can work (`/readyz`). */
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';

/** An answer of the database holds for this long, in ms: anybody may ask, however often. */
const HOLDS_MS = 1000;
/** A database that says nothing for so long can't be worked with, in ms: who watches waits no longer either. */
const PATIENCE_MS = 2000;

export function mountHealth(app: App, { db, media }: Pick<Deps, 'db' | 'media'>): void {
  let known = { until: -1, state: Promise.resolve({ state: 'absent', detail: '' }) };
  const databaseState = () => {
    const at = performance.now();
    if (known.until <= at) {
      const absent = { state: 'absent', detail: 'The database does not answer.' };
      let timer: NodeJS.Timeout;
      const late = new Promise<typeof absent>((done) => (timer = setTimeout(done, PATIENCE_MS, absent)));
      const asked = db.ping().then(
        () => ({ state: 'ready', detail: '' }),
        () => absent,
      );
      const state = Promise.race([asked, late]).finally(() => clearTimeout(timer));
      known = { until: at + HOLDS_MS, state };
    }
    return known.state;
  };

  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  app.get('/readyz', async (c) => {
    const database = await databaseState();
    // Without video the rest works: it is told, not counted.
    // Where it lies and why it failed is the log's.
    const { state } = media?.status() ?? { state: 'absent' };
    const video = { state, detail: state === 'absent' ? 'Video is off, everything else works.' : '' };
    const ready = database.state === 'ready';
    return c.json({ status: ready ? 'ready' : 'not-ready', database, video }, ready ? 200 : 503);
  });
}
