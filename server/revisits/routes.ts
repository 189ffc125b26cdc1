/** Routes of revisits and referrals. */
import { revisitRoutes } from '@care-elements/contract/revisit.ts';
import { mount, type Mounting } from '../http/route.ts';
import { confirmRevisit, getReferral, getRevisit, refuseRevisit, saveReferral } from './service.ts';

export function mountRevisits(m: Mounting): void {
  mount(m, revisitRoutes.getRevisit, ({ work, actor, params }) =>
    getRevisit(work, actor, params.encounterId),
  );
  mount(m, revisitRoutes.confirmRevisit, ({ work, actor, params, body }) =>
    confirmRevisit(work, actor, params.encounterId, body),
  );
  mount(m, revisitRoutes.refuseRevisit, ({ work, actor, params, body }) =>
    refuseRevisit(work, actor, params.encounterId, body.reason),
  );
  mount(m, revisitRoutes.saveReferral, ({ work, actor, params, body }) =>
    saveReferral(work, actor, params.encounterId, body),
  );
  mount(m, revisitRoutes.getReferral, ({ work, actor, params }) => getReferral(work, actor, params.visitId));
}
