/** What an origin may be that is registered, without schemas: the server refuses by it, and the page that it is typed in says it at once. */

const HOST = /^(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*\.?|\[[0-9a-f:.]+\])$/;
const OWN_MACHINE = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Whether a URL's `hostname` is the machine that one sits at: browsers hold it safe without TLS, and there is seldom any. */
export const isOwnMachine = (hostname: string): boolean => OWN_MACHINE.test(hostname);

/** Why a text is no origin that can be registered; null for one that can. No wildcard is one. */
export function originFault(text: string): 'not-an-origin' | 'not-https' | null {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return 'not-an-origin';
  }
  const { origin, protocol, hostname } = url;
  if (origin !== text || !/^https?:$/.test(protocol) || !HOST.test(hostname)) return 'not-an-origin';
  // Whoever stands between could rewrite a page without https; on one's own machine nobody does.
  return protocol === 'https:' || isOwnMachine(hostname) ? null : 'not-https';
}
