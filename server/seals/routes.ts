/** Routes of signing keys and of what a hospital asks of signatures. */
import { signingRoutes } from '@care-elements/contract/signing.ts';
import { mount, type Mounting } from '../http/route.ts';
import * as keys from './keys.ts';
import { createSealProvider } from './seal.ts';

export function mountSeals(m: Mounting): void {
  const r = signingRoutes;
  const provider = createSealProvider(m.deps.sealKey);
  mount(m, r.getKeys, ({ work }) => keys.getKeys(work, provider));
  mount(m, r.getSigning, ({ work, actor }) => keys.getSigning(work, actor));
  mount(m, r.rotateKey, ({ work, actor, params }) => keys.rotateKey(work, provider, actor, params.keyId));
  mount(m, r.revokeKey, ({ work, actor, params, body }) => keys.revokeKey(work, actor, params.keyId, body));
  mount(m, r.getSigningSettings, ({ work }) => keys.getSettings(work));
  mount(m, r.setSigningSettings, ({ work, actor, body }) => keys.setSettings(work, ['seal'], actor, body));
}
