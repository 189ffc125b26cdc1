/** Routes of clinicians' sessions. */
import { sessionRoutes } from '@care-elements/contract/session.ts';
import { nothing } from '../actor.ts';
import { mount, type Mounting } from '../http/route.ts';
import { getSelf, signIn, signOut } from './service.ts';

export function mountSessions(m: Mounting): void {
  mount(m, sessionRoutes.createSession, ({ work, body }) => signIn(work, m.deps.tokens, body));
  mount(m, sessionRoutes.getSession, ({ work, actor }) => getSelf(work, actor));
  mount(m, sessionRoutes.deleteSession, async ({ work, actor }) => {
    await signOut(work, actor);
    return nothing;
  });
}
