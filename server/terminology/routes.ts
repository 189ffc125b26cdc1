/** Routes of terminology. */
import { terminologyRoutes } from '@care-elements/contract/terminology.ts';
import { mount, type Mounting } from '../http/route.ts';
import { searchIcd10 } from './service.ts';

export function mountTerminology(m: Mounting): void {
  mount(m, terminologyRoutes.searchIcd10, async ({ query }) => searchIcd10(query.q, query.limit));
}
