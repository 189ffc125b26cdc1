/** Knows who the people of a call are: told with the token, and asked of the server when somebody new comes. */
import type { ConsultParticipant, ConsultToken } from '@care-elements/contract/consult.ts';
import type { Care } from './care.ts';

export interface People {
  readonly list: readonly ConsultParticipant[];
  /** The own name in the room. */
  readonly me: string;
  /** What came with a token. */
  accept(ticket: Pick<ConsultToken, 'participants' | 'identity'>): void;
  /** Asks about those of the room whom the server did not name yet, once each. */
  meet(visitId: string, identities: readonly string[]): void;
  forget(): void;
}

export function createPeople({ api }: Pick<Care, 'api'>, changed: () => void): People {
  let list: readonly ConsultParticipant[] = [];
  let me = '';
  const asked = new Set<string>();
  const knows = (identity: string) => list.some((one) => one.identity === identity);
  return {
    get list() {
      return list;
    },
    get me() {
      return me;
    },
    accept({ participants, identity }) {
      list = participants;
      me = identity;
    },
    meet(visitId, identities) {
      const strangers = identities.filter((one) => !knows(one) && !asked.has(one));
      if (!strangers.length) return;
      strangers.forEach((one) => asked.add(one));
      api
        .get<{ participants: ConsultParticipant[] }>(`/visits/${visitId}/consult/participants`)
        .then(({ participants }) => {
          list = participants;
          changed();
        })
        // Without an answer they stay nameless; their coming back asks again.
        .catch(() => strangers.forEach((one) => asked.delete(one)));
    },
    forget() {
      list = [];
      asked.clear();
    },
  };
}
