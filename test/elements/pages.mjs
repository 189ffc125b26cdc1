/**
 * Owns the pages that Chromium runs the element tests in: one page is used for one file after the other, and keeps nothing but what it has
 * fetched. A page of its own for each of some 70 files cost a window each, and the same 250 modules over again: a third of the CPU.
 */
/** Contexts that no file uses now, each with its one page. */
const free = [];

/** What Web Test Runner's launcher is given. It closes the context once a file is through. */
export const pages = {
  async createBrowserContext({ browser, config }) {
    if (free.length) return free.pop();
    const context = await browser.newContext();
    // What is stored for as long as a page is open; a frame has the same as the page it stands in.
    await context.addInitScript(() => {
      if (window === top && location.protocol === 'http:') sessionStorage.clear();
    });
    context.close = async () => {
      const session = await context.newCDPSession(context.pages()[0]);
      const origin = `${config.protocol}//${config.hostname}:${config.port}`;
      await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
      await session.detach();
      free.push(context);
    };
    return context;
  },
  async createPage({ context }) {
    const page = context.pages()[0] ?? (await context.newPage());
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'no-preference', forcedColors: 'none' });
    return page;
  },
};
