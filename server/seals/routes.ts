/** Routes of signing keys and of what a hospital asks of signatures. */
import { signingRoutes } from '@care-elements/contract/signing.ts';
import { SEAL_LEVELS } from '@care-elements/contract/signing.terms.ts';
import { mount, type Mounting } from '../http/route.ts';
import * as keys from './keys.ts';
import { beginKey, completeKey } from './passkeys.ts';
import { createProviders } from './providers.ts';
import { createSealMaker } from './seal.ts';

export function mountSeals(m: Mounting): void {
  const r = signingRoutes;
  const { sealKey, rpId } = m.deps;
  const maker = createSealMaker(sealKey);
  const providers = createProviders(m.deps);
  const levels = SEAL_LEVELS.filter((level) => providers[level]);
  mount(m, r.getKeys, ({ work }) => keys.getKeys(work, maker));
  mount(m, r.getSigning, ({ work, actor }) => keys.getSigning(work, actor));
  // Before the one with a key's id: the first that fits answers.
  mount(m, r.beginKey, ({ work, actor, body, origin }) => beginKey(work, rpId, actor, { ...body, origin }));
  mount(m, r.completeKey, ({ work, actor, body }) => completeKey(work, actor, body));
  mount(m, r.rotateKey, ({ work, actor, params }) => keys.rotateKey(work, maker, actor, params.keyId));
  mount(m, r.revokeKey, ({ work, actor, params, body }) => keys.revokeKey(work, actor, params.keyId, body));
  mount(m, r.getSigningSettings, ({ work }) => keys.getSettings(work));
  mount(m, r.setSigningSettings, ({ work, actor, body }) => keys.setSettings(work, levels, actor, body));
}
