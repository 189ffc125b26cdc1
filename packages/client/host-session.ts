/**
 * Owns a patient whom the page's own site has signed in: the site's token is exchanged once, the answer is remembered for this
 * tab, and registrations go out with its ticket. Fetched only where a page hands a token over.
 */
import type { hostRoutes } from '@care-elements/contract/host.ts';
import type { Answer } from './api.ts';
import type { Care } from './care.ts';
import { Problem } from './problem.ts';
import { createVisitStore } from './visit-store.ts';

type Exchanged = Answer<typeof hostRoutes.exchangeHostToken>;
export type HostPatient = Exchanged['patient'];
export type TokenSource = () => Promise<string> | string;

export interface HostSession {
  /** Exchanges the site's token and goes on with the open visit of its patient. Rejects with the server's problem. */
  signIn(getToken: TokenSource): Promise<HostPatient>;
}

/** Of a token that stands in the page, its end is enough to know it again after a reload. */
const tailOf = (token: string): string => token.slice(-40);
/** Who the ticket is for: the server's own id, of no meaning elsewhere. */
const subjectOf = (ticket: string): string =>
  JSON.parse(atob(ticket.split('.')[1]!.replaceAll('-', '+').replaceAll('_', '/'))).sub;

function remember(place: () => Storage, key: string, value?: unknown): Record<string, unknown> {
  try {
    if (value) place().setItem(key, JSON.stringify(value));
    return JSON.parse(place().getItem(key) || '{}');
  } catch {
    // Where nothing may be kept, the next page asks anew.
    return {};
  }
}

export function createHostSession(care: Care): HostSession {
  const { api, session } = care;
  const visits = care.use(createVisitStore);
  const key = `care:host:${api.base}`;
  let source: TokenSource | undefined;
  let ticket = '';

  async function exchange(): Promise<Exchanged> {
    const token = await source!();
    const kept = remember(() => sessionStorage, key) as { of?: string; answer?: Exchanged };
    if (kept.of === tailOf(token) && Date.parse(kept.answer!.expiresAt) > Date.now()) return kept.answer!;
    const answer = await post<Exchanged>('/host-sessions', { token });
    remember(() => sessionStorage, key, { of: tailOf(token), answer: { ...answer, visit: null } });
    return answer;
  }
  const belongs = (visitId: unknown) =>
    remember(() => localStorage, key, { visitId, subject: subjectOf(ticket) });

  const { post } = api;
  api.post = async <T>(path: string, body?: unknown, options?: object): Promise<T> => {
    if (path !== '/visits' || !ticket) return post<T>(path, body, options);
    const register = () => post<T>(path, { ...(body as object), hostTicket: ticket || undefined }, options);
    const answer = await register().catch(async (problem: unknown) => {
      if (!(problem instanceof Problem) || problem.status !== 401) throw problem;
      // The ticket has run out meanwhile. Without a new one the visit is not held up.
      ticket = await exchange().then(
        (next) => next.ticket,
        () => '',
      );
      return register();
    });
    if (ticket) belongs((answer as { visit: { visitId: string } }).visit.visitId);
    return answer;
  };

  return {
    async signIn(getToken) {
      source = getToken;
      const { patient, visit, ...more } = await exchange();
      ticket = more.ticket;
      const last = remember(() => localStorage, key);
      const here = session.get()?.['visitId'];
      // Somebody else has signed in at this device: what stands here is not theirs.
      if (here && last['visitId'] === here && last['subject'] !== subjectOf(ticket)) visits.forget();
      if (visit && !session.get()) {
        const { token, visitId } = visit;
        session.set({ token, visitId });
        belongs(visitId);
        await visits.load();
      }
      return patient;
    },
  };
}
