/** Who is asking, and the check without which no record leaves a service. */
import type { Role } from '@care-elements/contract/machine.ts';
import type { ClinicianRole } from '@care-elements/contract/session.ts';
import { problem } from './problems.ts';

interface Session {
  readonly hospitalId: string;
  readonly sessionId: string;
}
/** A patient's token is for one visit. */
export type PatientActor = Session & {
  readonly role: 'patient';
  readonly patientId: string;
  readonly visitId: string;
};
export type ClinicianActor<R extends ClinicianRole = ClinicianRole> = Session & {
  readonly role: R;
  readonly clinicianId: string;
};
/** Somebody who came by a link: for one visit's call and nothing else. */
export type GuestActor = Session & {
  readonly role: 'guest';
  readonly invitationId: string;
  readonly visitId: string;
};
/** Somebody who opened a group meeting's link: for one seat in it and nothing else. */
export type ListenerActor = Session & {
  readonly role: 'listener';
  readonly seatId: string;
  readonly meetingId: string;
};
export type Actor =
  PatientActor | GuestActor | ListenerActor | { [R in ClinicianRole]: ClinicianActor<R> }[ClinicianRole];

/** Who did it, for the audit trail: an actor, the clock, or somebody who has no token yet. */
export interface Doer {
  readonly role: Role | 'public';
  readonly id: string | null;
}
export const SYSTEM: Doer = { role: 'system', id: null };
export const PUBLIC: Doer = { role: 'public', id: null };
export const doerOf = (actor: Actor): Doer => ({
  role: actor.role,
  id: subjectOf(actor),
});
export const subjectOf = (actor: Actor): string =>
  actor.role === 'patient'
    ? actor.patientId
    : actor.role === 'guest'
      ? actor.invitationId
      : actor.role === 'listener'
        ? actor.seatId
        : actor.clinicianId;

declare const checked: unique symbol;
/** A record that somebody checked the reader's right to. Routes answer nothing else. */
export type Authorized<T> = T & { readonly [checked]: true };

/**
 * The only maker of `Authorized`. A record that the reader may not see is answered as if it did not exist, so that ids
 * cannot be probed.
 */
export function authorize<T>(allowed: boolean, record: T): Authorized<T> {
  if (!allowed) throw problem('not-found');
  return record as Authorized<T>;
}
/** For what anybody may know, such as a hospital's departments. */
export const publicRecord = <T>(record: T): Authorized<T> => record as Authorized<T>;
/** For a route without an answer (204). */
export const nothing = undefined as unknown as Authorized<undefined>;
