/** Opens the pages of the element tests in WebKit: one window, one page after the other. */
import { openDriver, type Driver } from './webkit-driver.ts';

/** In the page: lets go of all that a file has kept, as the next one comes in the same window. */
const FORGET = `const done = arguments[0];
  localStorage.clear();
  sessionStorage.clear();
  const drop = (name) => new Promise((gone) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = request.onerror = request.onblocked = gone;
  });
  Promise.all([
    caches.keys().then((keys) => Promise.all(keys.map((key) => caches.delete(key)))),
    indexedDB.databases().then((all) => Promise.all(all.map(({ name }) => drop(name)))),
  ]).finally(done);`;

/** What Web Test Runner wants of a launcher. */
export function webkitLauncher() {
  let driver: Promise<Driver> | undefined;
  const open = new Map<string, string>();
  return {
    ...{ name: 'WebKit', type: 'webkit', concurrency: 1 },
    async startSession(id: string, url: string): Promise<void> {
      const { call } = await (driver ??= openDriver('en_US'));
      open.set(id, url);
      // Under the pointer, which waits in the middle of the display: without a window manager that alone gives it the focus.
      // The page is as wide as in the other engines, and not lower: 1280 × 720.
      await call('POST', '/window/rect', { x: 150, y: 400, width: 1280, height: 800 });
      await call('POST', '/url', { url });
    },
    isActive: (id: string) => open.has(id),
    getBrowserUrl: (id: string) => open.get(id),
    async stopSession(id: string): Promise<Record<string, never>> {
      open.delete(id);
      const { call } = await driver!;
      // A page that hangs is left as it is.
      await call('POST', '/execute/async', { script: FORGET, args: [] }).catch(() => {});
      await call('DELETE', '/cookie').catch(() => {});
      await call('POST', '/url', { url: 'about:blank' });
      return {};
    },
    async stop(): Promise<void> {
      await (await driver)?.close();
    },
    startDebugSession: () => Promise.reject(new Error('WebKit is not debugged here')),
  };
}
