/** Routes of invitations. */
import { invitationRoutes as routes } from '@care-elements/contract/invitation.ts';
import { mount, type Mounting } from '../http/route.ts';
import { admit, agree, end, getGuest, invite, leave, listInvitations, open } from './service.ts';

export function mountInvitations(m: Mounting): void {
  mount(m, routes.createInvitation, ({ work, actor, params, body }) =>
    invite(work, actor, params.visitId, body),
  );
  mount(m, routes.listInvitations, ({ work, actor, params }) => listInvitations(work, actor, params.visitId));
  mount(m, routes.agreeInvitation, ({ work, actor, params }) =>
    agree(work, actor, params.visitId, params.invitationId),
  );
  mount(m, routes.admitInvitation, ({ work, actor, params }) =>
    admit(work, actor, params.visitId, params.invitationId),
  );
  mount(m, routes.endInvitation, ({ work, actor, params }) =>
    end(work, actor, params.visitId, params.invitationId),
  );
  // Before the route that would take `current` for something else.
  mount(m, routes.getGuest, ({ work, actor }) => getGuest(work, actor));
  mount(m, routes.leaveAsGuest, ({ work, actor }) => leave(work, actor));
  mount(m, routes.openInvitation, ({ work, body }) => open(work, m.deps.tokens, body.secret));
}
