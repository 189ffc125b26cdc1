/** Routes of timelines and ratings. */
import { timelineRoutes } from '@care-elements/contract/timeline.ts';
import { mount, type Mounting } from '../http/route.ts';
import { getRating, getTimeline, rateVisit, reportCall } from './service.ts';

export function mountTimeline(m: Mounting): void {
  mount(m, timelineRoutes.reportCall, ({ work, actor, params, body }) =>
    reportCall(work, actor, params.visitId, body),
  );
  mount(m, timelineRoutes.getTimeline, ({ work, actor, params, query }) =>
    getTimeline(work, actor, params.visitId, query),
  );
  mount(m, timelineRoutes.getRating, ({ work, actor, params }) => getRating(work, actor, params.visitId));
  mount(m, timelineRoutes.rateVisit, ({ work, actor, params, body }) =>
    rateVisit(work, actor, params.visitId, body),
  );
}
