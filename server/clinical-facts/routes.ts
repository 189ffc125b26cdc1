/** Routes of the clinical facts. */
import { clinicalFactsRoutes } from '@care-elements/contract/clinical-facts.ts';
import { mount, type Mounting } from '../http/route.ts';
import { getClinicalFacts, saveClinicalFacts } from './service.ts';

export function mountClinicalFacts(m: Mounting): void {
  mount(m, clinicalFactsRoutes.getClinicalFacts, ({ work, actor, params }) =>
    getClinicalFacts(work, actor, params.encounterId),
  );
  mount(m, clinicalFactsRoutes.saveClinicalFacts, ({ work, actor, params, body }) =>
    saveClinicalFacts(work, actor, params.encounterId, body),
  );
}
