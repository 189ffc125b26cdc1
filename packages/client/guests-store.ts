/** Owns who is invited to a visit's call, for its patient and its doctor. */
import type { GuestRole, Invitation, invitationRoutes } from '@care-elements/contract/invitation.ts';
import type { Answer } from './api.ts';
import type { Care } from './care.ts';
import { Problem } from './problem.ts';
import { createStore, type Readable } from './store.ts';

export interface GuestsState {
  visitId: string | null;
  /** The newest first; null until it was read. */
  invitations: Invitation[] | null;
  /** The link of an invitation made on this page: it can be shown again here, and nowhere else. */
  links: Readonly<Record<string, string>>;
  busy: boolean;
  problem: Problem | null;
}

export interface GuestsStore extends Readable<GuestsState> {
  /** Follows a visit's invitations from now on. */
  follow(visitId: string): void;
  invite(role: GuestRole, name: string): Promise<boolean>;
  agree(invitationId: string): Promise<boolean>;
  admit(invitationId: string): Promise<boolean>;
  end(invitationId: string): Promise<boolean>;
  /** Mutes a guest's microphone; `identity` is their name in the room. The guest can turn it on again. */
  mute(identity: string): Promise<boolean>;
}

/** The page that opens a link: the Care server's own, so that a guest needs no account and the hospital no page. */
const linkOf = (server: string, hospitalId: string, secret: string): string =>
  `${server}/guest.html#${hospitalId}.${secret}`;

const NOTHING: GuestsState = { visitId: null, invitations: null, links: {}, busy: false, problem: null };

export function createGuestsStore({ api, live, session, server, hospitalId }: Care): GuestsStore {
  const store = createStore<GuestsState>(NOTHING);
  const set = (change: Partial<GuestsState>) => store.set({ ...store.get(), ...change });
  let off: (() => void) | undefined;

  // Who signs out, or begins a new visit, may not read these any more: the stream would be refused whole for their sake.
  session.subscribe((now) => {
    if (now) return;
    off?.();
    off = undefined;
    store.set(NOTHING);
  });

  async function ask(request: (path: string) => Promise<unknown>): Promise<boolean> {
    const { visitId, busy } = store.get();
    if (!visitId || busy) return false;
    set({ busy: true, problem: null });
    try {
      await request(`/visits/${visitId}/invitations`);
      return true;
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      set({ problem });
      return false;
    } finally {
      set({ busy: false });
    }
  }

  const act = (action: 'agree' | 'admit' | 'end') => (invitationId: string) =>
    ask(async (path) => {
      const changed = await api.post<Invitation>(`${path}/${invitationId}/${action}`);
      const { invitations } = store.get();
      set({
        invitations: (invitations ?? []).map((one) => (one.invitationId === invitationId ? changed : one)),
      });
    });

  return {
    get: store.get,
    subscribe: store.subscribe,
    follow(visitId) {
      if (visitId === store.get().visitId) return;
      off?.();
      store.set({ ...NOTHING, visitId });
      off = live.on(`guests:${visitId}`, { guests: ({ invitations }) => set({ invitations }) });
    },
    invite: (role, name) =>
      ask(async (path) => {
        type Made = Answer<typeof invitationRoutes.createInvitation>;
        const { secret, ...invitation } = await api.post<Made>(path, { role, name });
        const { invitations, links } = store.get();
        const others = (invitations ?? []).filter((one) => one.invitationId !== invitation.invitationId);
        set({
          invitations: [invitation, ...others],
          links: { ...links, [invitation.invitationId]: linkOf(server, hospitalId, secret) },
        });
      }),
    agree: act('agree'),
    admit: act('admit'),
    end: act('end'),
    mute: (identity) =>
      ask(() => api.post(`/visits/${store.get().visitId}/consult/participants/${identity}/mute`)),
  };
}
