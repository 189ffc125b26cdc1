/** Routes of clinicians' sessions. */
import { sessionRoutes } from '@care-elements/contract/session.ts';
import { nothing, type ClinicianActor } from '../actor.ts';
import { mount, type Mounting } from '../http/route.ts';
import type { Work } from '../work.ts';
import { checkCredentials, getSelf, signIn, signOut } from './service.ts';

/**
 * Guesses at one account from many addresses; one address is bound more narrowly by the route. Wide enough that a single
 * stranger can't keep a doctor out.
 */
const PER_ACCOUNT = { id: 'createSession of an account', perMinute: 60 };

/** `ended`: what else ends with a session, in the same transaction. */
export function mountSessions(
  m: Mounting,
  ended: (work: Work, actor: ClinicianActor) => Promise<void>,
): void {
  mount(
    m,
    sessionRoutes.createSession,
    ({ work }, clinicianId: string) => signIn(work, m.deps.tokens, clinicianId),
    async ({ params: { hospitalId }, body }) => {
      await m.limiter.take(PER_ACCOUNT, `${hospitalId}:${body.username}`);
      return checkCredentials(m.deps, hospitalId, body);
    },
  );
  mount(m, sessionRoutes.getSession, ({ work, actor }) => getSelf(work, actor));
  mount(m, sessionRoutes.deleteSession, async ({ work, actor }) => {
    await signOut(work, actor);
    await ended(work, actor);
    return nothing;
  });
}
