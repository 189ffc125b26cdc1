/** What a state machine is here: a table of (state, action, role) -> state that server, widgets and tests all read. */

/** Who may act. `system` is the clock or a sweeper, never a request. */
export type Role =
  | 'patient'
  | 'guest'
  | 'listener'
  | 'doctor'
  | 'pharmacist'
  | 'administrator'
  | 'medical_lead'
  | 'pharmacy'
  | 'system';

/** One row: `role` doing `action` on a thing in state `from` puts it in `to`. `from` null makes the thing. */
export interface Transition<S extends string, A extends string> {
  readonly from: S | null;
  readonly action: A;
  readonly role: Role;
  readonly to: S;
}
export type Machine<S extends string, A extends string> = readonly Transition<S, A>[];

/** The state that follows, or undefined where the table has no such row. */
export function next<S extends string, A extends string>(
  machine: Machine<S, A>,
  from: S | null,
  action: A,
  role: Role,
): S | undefined {
  return machine.find((t) => t.from === from && t.action === action && t.role === role)?.to;
}

/** The actions that a role has in a state: what a widget may offer. */
export function actions<S extends string, A extends string>(
  machine: Machine<S, A>,
  from: S,
  role: Role,
): A[] {
  return [...new Set(machine.filter((t) => t.from === from && t.role === role).map((t) => t.action))];
}
