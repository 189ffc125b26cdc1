/** Owns what an engine or its driver can't do with a page of the tests: there such a test is left out, and the run says why. */
export const CHROMIUM = navigator.userAgent.includes('Chrome/');

/** A test for where the browser is able; `why` it is not elsewhere. */
export function itWhere(able: boolean, why: string, name: string, body: Parameters<typeof it>[1]): void {
  if (able) it(name, body);
  else it.skip(`${name} (${why})`);
}
/** `what` says what, behind "Chromium's driver alone". */
export const inChromium = (what: string, name: string, body: Parameters<typeof it>[1]): void =>
  itWhere(CHROMIUM, `Chromium's driver alone ${what}`, name, body);
