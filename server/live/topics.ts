/** What each live topic says and who may follow it. */
import type { Deps } from '../deps.ts';
import { currentEncounter } from '../encounters/service.ts';
import { standsAt } from '../dispensing/pharmacies.ts';
import { takesPart } from '../messages/access.ts';
import { guestOf, guestsOf, invitationsOf, isAdmitted } from '../invitations/service.ts';
import { audienceOf, hosts, meetingOf, seatOf, seatsOf } from '../meetings/service.ts';
import { conversation } from '../messages/service.ts';
import { placesIn } from '../queue/places.ts';
import { deskQueue, entryOfVisit } from '../queue/service.ts';
import { recordingView } from '../recordings/service.ts';
import { assertWorksIn } from '../sessions/service.ts';
import { snapshotView } from '../snapshots/service.ts';
import { visitView } from '../visits/view.ts';
import type { Ripple } from './hub.ts';
import { shareReads } from './reads.ts';
import { ProblemError } from '../problems.ts';

export function registerTopics(deps: Pick<Deps, 'live' | 'db' | 'now' | 'newId' | 'recorder'>): void {
  const { live } = deps;
  const read = shareReads(deps);

  const talk = async (hospitalId: string, visitId: string) => ({
    conversation: await read(hospitalId, (w) => conversation(w, visitId)),
  });

  live.source('visit', {
    authorize: (actor, id) => actor.role === 'patient' && actor.visitId === id,
    load: async (hospitalId, id) => ({
      event: 'visit',
      data: { visit: await read(hospitalId, (w) => visitView(w, id)) },
    }),
    // The place of who waits moves with the queue.
    async touchedBy(hospitalId, id) {
      const entry = await read(hospitalId, (w) => entryOfVisit(w, id));
      return entry?.state === 'waiting' ? [`queue:${entry.departmentId}`] : [];
    },
    // Whether there is anybody to write to follows from the visit.
    async ripple(hospitalId, id, followed) {
      const topic = `messages:${id}`;
      const ripples: Ripple[] = followed(topic)
        ? [{ topic, event: 'messages', data: await talk(hospitalId, id) }]
        : [];
      // Whether a guest can come in follows from the visit, too.
      if (!followed.any('guest')) return ripples;
      for (const guest of await read(hospitalId, (w) => guestsOf(w, id, (g) => followed(`guest:${g}`))))
        ripples.push({ topic: `guest:${guest.invitationId}`, event: 'guest', data: { guest } });
      return ripples;
    },
  });

  live.source('queue', {
    async authorize(actor, id) {
      if (actor.role !== 'doctor') return false;
      try {
        await read(actor.hospitalId, (w) => assertWorksIn(w, actor.clinicianId, id));
        return true;
      } catch (error) {
        if (error instanceof ProblemError) return false;
        throw error;
      }
    },
    load: async (hospitalId, id) => ({
      event: 'queue',
      data: { queue: await read(hospitalId, (w) => deskQueue(w, id)) },
    }),
    async ripple(hospitalId, id, followed) {
      if (!followed.any('visit')) return [];
      const places = await read(hospitalId, (w) =>
        placesIn(w, id, (visitId) => followed(`visit:${visitId}`)),
      );
      return places.map(({ visitId, place }) => ({
        topic: `visit:${visitId}`,
        event: 'place',
        data: { place },
      }));
    },
  });

  live.source('messages', {
    async authorize(actor, id) {
      if (actor.role !== 'patient' && actor.role !== 'doctor') return false;
      return read(actor.hospitalId, (w) => takesPart(w, actor, id));
    },
    load: async (hospitalId, id) => ({ event: 'messages', data: await talk(hospitalId, id) }),
    touchedBy: (_, id) => Promise.resolve([`visit:${id}`]),
  });

  live.source('guests', {
    async authorize(actor, id) {
      if (actor.role !== 'patient' && actor.role !== 'doctor') return false;
      return read(actor.hospitalId, (w) => takesPart(w, actor, id));
    },
    load: async (hospitalId, id) => ({
      event: 'guests',
      data: { invitations: await read(hospitalId, (w) => invitationsOf(w, id)) },
    }),
  });

  live.source('guest', {
    authorize: (actor, id) => actor.role === 'guest' && actor.invitationId === id,
    load: async (hospitalId, id) => ({
      event: 'guest',
      data: { guest: await read(hospitalId, (w) => guestOf(w, id)) },
    }),
    // Whoever is sent away hears that, and nothing of the call after it.
    narrows: true,
    // Whether the call is open follows from the visit.
    touchedBy: async (hospitalId, id) => [`visit:${(await read(hospitalId, (w) => guestOf(w, id))).visitId}`],
  });

  live.source('recording', {
    async authorize(actor, id) {
      // Whoever is recorded sees that; who still stands at the door is not.
      if (actor.role === 'guest')
        return (
          actor.visitId === id && (await read(actor.hospitalId, (w) => isAdmitted(w, actor.invitationId)))
        );
      if (actor.role !== 'patient' && actor.role !== 'doctor') return false;
      return read(actor.hospitalId, (w) => takesPart(w, actor, id));
    },
    load: async (hospitalId, id) => ({
      event: 'recording',
      data: { recording: await read(hospitalId, (w) => recordingView(w, deps, id)) },
    }),
    narrows: true,
  });

  live.source('snapshot', {
    async authorize(actor, id) {
      if (actor.role !== 'patient' && actor.role !== 'doctor') return false;
      return read(actor.hospitalId, (w) => takesPart(w, actor, id));
    },
    load: async (hospitalId, id) => ({
      event: 'snapshot',
      data: { snapshot: await read(hospitalId, (w) => snapshotView(w, id)) },
    }),
  });

  live.source('meeting', {
    authorize: (actor, id) => read(actor.hospitalId, (w) => hosts(w, actor, id)),
    load: async (hospitalId, id) => ({
      event: 'meeting',
      data: { meeting: await read(hospitalId, (w) => meetingOf(w, id)) },
    }),
    // Each listener has the meeting with their own seat: whoever was removed is told of that, and of nothing after it.
    ripple: async (hospitalId, id, followed) =>
      (await read(hospitalId, (w) => seatsOf(w, id, (seat) => followed(`seat:${seat}`)))).map((data) => ({
        ...{ topic: `seat:${data.seat.seatId}`, event: 'seat', data },
      })),
  });

  live.source('audience', {
    authorize: (actor, id) => read(actor.hospitalId, (w) => hosts(w, actor, id)),
    load: async (hospitalId, id) => ({
      event: 'audience',
      data: { seats: await read(hospitalId, (w) => audienceOf(w, id)) },
    }),
  });

  live.source('seat', {
    authorize: (actor, id) => actor.role === 'listener' && actor.seatId === id,
    load: async (hospitalId, id) => ({ event: 'seat', data: await read(hospitalId, (w) => seatOf(w, id)) }),
    touchedBy: async (hospitalId, id) => [
      `meeting:${(await read(hospitalId, (w) => seatOf(w, id))).seat.meetingId}`,
    ],
  });

  live.source('desk', {
    authorize: (actor, id) => actor.role === 'doctor' && actor.clinicianId === id,
    load: async (hospitalId, id) => ({
      event: 'desk',
      data: { current: await read(hospitalId, (w) => currentEncounter(w, id)), at: deps.now().toISOString() },
    }),
  });

  live.source('counter', {
    async authorize(actor, id) {
      if (actor.role !== 'pharmacy' && actor.role !== 'pharmacist') return false;
      return read(actor.hospitalId, (w) => standsAt(w, actor.clinicianId, id));
    },
    load: () => Promise.resolve({ event: 'counter', data: { at: deps.now().toISOString() } }),
  });

  live.source('reviews', {
    authorize: (actor) => actor.role === 'pharmacist',
    load: () => Promise.resolve({ event: 'reviews', data: { at: deps.now().toISOString() } }),
  });
}
