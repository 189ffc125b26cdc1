/** Routes of refills. */
import { refillRoutes as routes } from '@care-elements/contract/refill.ts';
import type { FormularyProvider } from '../formulary/provider.ts';
import { mount, type Mounting } from '../http/route.ts';
import { grantRefill } from './grant.ts';
import * as service from './service.ts';

export function mountRefills(m: Mounting, formulary: FormularyProvider): void {
  mount(m, routes.grantRefill, ({ work, actor, params, body }) =>
    grantRefill(work, formulary, actor, params.prescriptionId, body),
  );
  mount(m, routes.getPrescriptionRefill, ({ work, actor, params }) =>
    service.getPrescriptionRefill(work, actor, params.prescriptionId),
  );
  mount(m, routes.getVisitRefill, ({ work, actor, params }) =>
    service.getVisitRefill(work, actor, params.visitId),
  );
  mount(m, routes.keepRefillAccess, ({ work, actor, params }) =>
    service.keepRefillAccess(work, m.deps.tokens, actor, params.visitId),
  );
  mount(m, routes.requestRefill, ({ work, actor, params, body }) =>
    service.requestRefill(work, formulary, actor, params.refillId, body),
  );
  mount(m, routes.listRefillRequests, ({ work, actor }) => service.listRefillRequests(work, actor));
  mount(m, routes.acceptRefill, ({ work, actor, params, body }) =>
    service.acceptRefill(work, formulary, actor, params.refillId, body),
  );
  mount(m, routes.declineRefill, ({ work, actor, params, body }) =>
    service.declineRefill(work, actor, params.refillId, body),
  );
  mount(m, routes.revokeRefill, ({ work, actor, params }) =>
    service.revokeRefill(work, actor, params.refillId),
  );
}
