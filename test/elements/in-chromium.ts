/** Owns what Chromium's driver alone can do with a page of the tests: elsewhere such a test is left out, and the run says why. */
export const CHROMIUM = navigator.userAgent.includes('Chrome/');

/** A test that needs it. `what` says what, behind "Chromium's driver alone". */
export function inChromium(what: string, name: string, body: Parameters<typeof it>[1]): void {
  if (CHROMIUM) it(name, body);
  else it.skip(`${name} (Chromium's driver alone ${what})`);
}
