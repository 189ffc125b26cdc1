/** Routes of the formulary. */
import { formularyRoutes } from '@care-elements/contract/formulary.ts';
import { publicRecord } from '../actor.ts';
import { mount, type Mounting } from '../http/route.ts';
import { itemOf, type FormularyProvider } from './provider.ts';

export function mountFormulary(m: Mounting, formulary: FormularyProvider): void {
  mount(m, formularyRoutes.searchFormulary, async ({ work, query }) => {
    const drugs = await formulary.search(work.hospitalId, query.q, query.limit);
    return publicRecord({ drugs: drugs.map(itemOf) });
  });
}
