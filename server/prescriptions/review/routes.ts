/** Routes of the review desk. */
import { reviewRoutes as r } from '@care-elements/contract/review.ts';
import { nothing } from '../../actor.ts';
import { mount, type Mounting } from '../../http/route.ts';
import type { RxTools } from '../move.ts';
import * as desk from './desk.ts';

/** Before the routes with a prescription's id: the first that fits answers. */
export function mountReviews(m: Mounting, tools: RxTools): void {
  mount(m, r.listReviews, ({ work, query }) => desk.listReviews(work, tools, query));
  mount(m, r.nextReview, ({ work, actor, body }) => desk.nextReview(work, tools, actor, body.besides));
  mount(m, r.getReview, ({ work, actor, params }) =>
    desk.getReview(work, tools, actor, params.prescriptionId),
  );
  mount(m, r.openReview, ({ work, actor, params }) =>
    desk.openReview(work, tools, actor, params.prescriptionId),
  );
  mount(m, r.keepReview, ({ work, actor, params, body }) =>
    desk.keepReview(work, actor, params.prescriptionId, body.leaseId),
  );
  mount(m, r.leaveReview, async ({ work, actor, params, body }) => {
    await desk.leaveReview(work, actor, params.prescriptionId, body.leaseId);
    return nothing;
  });
}
