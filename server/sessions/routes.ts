/** Routes of clinicians' sessions. */
import { sessionRoutes } from '@care-elements/contract/session.ts';
import { nothing, type ClinicianActor } from '../actor.ts';
import { mount, type Mounting } from '../http/route.ts';
import type { Work } from '../work.ts';
import { checkCredentials, getSelf, signIn, signOut, type Credentials } from './service.ts';

/**
 * Guesses at one account from many addresses; one address is bound more narrowly by the route. From where somebody has signed in
 * to the account this does not count, and passwords are checked in a queue of its own, so that strangers who guess can't keep
 * its owner out.
 */
const PER_ACCOUNT = { id: 'createSession of an account', perMinute: 60 };
/** Of these (account and address) the last are remembered, until the server starts anew. */
const KNOWN_AT_MOST = 20_000;

/** `ended`: what else ends with a session, in the same transaction. */
export function mountSessions(
  m: Mounting,
  ended: (work: Work, actor: ClinicianActor) => Promise<void>,
): void {
  const known = new Set<string>();
  mount(
    m,
    sessionRoutes.createSession,
    ({ work }, credentials: Credentials) => signIn(work, m.deps.tokens, credentials),
    async ({ params: { hospitalId }, body, address }) => {
      const account = `${hospitalId}:${body.username}`;
      const here = `${account} ${address}`;
      const from = { known: known.has(here) };
      if (!from.known) await m.limiter.take(PER_ACCOUNT, account);
      const credentials = await checkCredentials(m.deps, hospitalId, body, from);
      if (!credentials.right) return credentials;
      // Deleted first, so that the set keeps the order of use.
      known.delete(here);
      known.add(here);
      if (known.size > KNOWN_AT_MOST) known.delete(known.values().next().value!);
      return credentials;
    },
  );
  mount(m, sessionRoutes.getSession, ({ work, actor }) => getSelf(work, actor));
  mount(m, sessionRoutes.deleteSession, async ({ work, actor }) => {
    await signOut(work, actor);
    await ended(work, actor);
    return nothing;
  });
}
