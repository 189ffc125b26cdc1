/** Routes of hosts that sign patients in. */
import { hostRoutes } from '@care-elements/contract/host.ts';
import { mount, type Mounting } from '../http/route.ts';
import { fetchKeys } from './fetch-keys.ts';
import { createHostKeys } from './keys.ts';
import { exchange, issuersOf, listIssuers, putIssuer, removeIssuer } from './service.ts';
import { verifyHostToken, type HostToken } from './verify.ts';

export function mountHost(m: Mounting): void {
  const { deps } = m;
  const keys = createHostKeys({
    now: deps.now,
    fetch: (url) => fetchKeys(url, { inside: deps.hostKeysInside }),
  });
  mount(m, hostRoutes.listHostIssuers, ({ work }) => listIssuers(work));
  mount(m, hostRoutes.putHostIssuer, ({ work, actor, body }) => putIssuer(work, actor, body));
  mount(m, hostRoutes.removeHostIssuer, ({ work, body }) => removeIssuer(work, body.issuer));
  mount(
    m,
    hostRoutes.exchangeHostToken,
    ({ work }, token: HostToken) => exchange(work, deps, token),
    async ({ params: { hospitalId }, body }) =>
      verifyHostToken(body.token, {
        ...{ hospitalId, issuers: await issuersOf(deps, hospitalId), keys, now: deps.now() },
      }),
  );
}
