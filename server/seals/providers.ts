/** The providers that this server has, one a level. */
import type { Deps } from '../deps.ts';
import { createCaProvider } from './ca.ts';
import { createCeremony } from './ceremony.ts';
import { createSealProvider, type Providers } from './provider.ts';
import { createSealMaker } from './seal.ts';

export const createProviders = ({ sealKey, ca, rpId }: Pick<Deps, 'sealKey' | 'ca' | 'rpId'>): Providers => ({
  seal: createSealProvider(createSealMaker(sealKey)),
  ceremony: createCeremony(rpId),
  ...(ca && { ca: createCaProvider(ca) }),
});
