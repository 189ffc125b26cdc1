/** Routes of the review desk. */
import { reviewRoutes as r } from '@care-elements/contract/review.ts';
import { reviewStatisticsRoutes as counted } from '@care-elements/contract/review.statistics.ts';
import { reviewThreadRoutes as talk } from '@care-elements/contract/review.thread.ts';
import { nothing } from '../../actor.ts';
import { mount, type Mounting } from '../../http/route.ts';
import type { RxTools } from '../move.ts';
import * as desk from './desk.ts';
import { getReviewStatistics } from './statistics.ts';
import * as thread from './thread.ts';

/** Before the routes with a prescription's id: the first that fits answers. */
export function mountReviews(m: Mounting, tools: RxTools): void {
  mount(m, r.listReviews, ({ work, query }) => desk.listReviews(work, tools, query));
  mount(m, counted.getReviewStatistics, ({ work, actor, query }) => getReviewStatistics(work, actor, query));
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
  mount(m, talk.listQuestions, ({ work, actor }) => thread.listQuestions(work, tools, actor));
  mount(m, talk.listReviewMessages, ({ work, actor, params, query }) =>
    thread.listReviewMessages(work, actor, params.prescriptionId, query),
  );
  mount(m, talk.sendReviewMessage, ({ work, actor, params, body }) =>
    thread.sendReviewMessage(work, actor, params.prescriptionId, body),
  );
  mount(m, talk.markReviewMessages, ({ work, actor, params, body }) =>
    thread.markReviewMessages(work, actor, params.prescriptionId, body.read),
  );
}
