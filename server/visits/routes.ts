/** Routes of visits. */
import { visitRoutes } from '@care-elements/contract/visit.ts';
import { publicRecord } from '../actor.ts';
import { mount, type Mounting } from '../http/route.ts';
import { startPatientSession } from '../sessions/service.ts';
import { openVisit } from './service.ts';
import { closeVisit, getVisit, setVisitMode, visitView } from './view.ts';

export function mountVisits(m: Mounting): void {
  mount(m, visitRoutes.createVisit, async ({ work, body }) => {
    const ids = await openVisit(work, body);
    const session = await startPatientSession(work, m.deps.tokens, ids);
    // Whoever registers is the patient: the first view is theirs.
    return publicRecord({ visit: await visitView(work, ids.visitId), ...session });
  });
  mount(m, visitRoutes.getVisit, ({ work, actor, params }) => getVisit(work, actor, params.visitId));
  mount(m, visitRoutes.setVisitMode, ({ work, actor, params, body }) =>
    setVisitMode(work, actor, params.visitId, body.mode),
  );
  mount(m, visitRoutes.closeVisit, ({ work, actor, params }) => closeVisit(work, actor, params.visitId));
}
