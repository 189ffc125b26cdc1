/** Writing to a visit's timeline from the capabilities whose doings it tells of. */
import type { ServerKind, TimelineEvent } from '@care-elements/contract/timeline.ts';
import type { Work } from '../work.ts';
import { insertEvent } from './repo.ts';

/** In the transaction of what happened. `at` is now, unless somebody else's clock told of it. */
export async function addEvent(
  { tx, hospitalId, now, newId }: Work,
  visitId: string,
  kind: ServerKind,
  role: TimelineEvent['role'],
  data: TimelineEvent['data'] = {},
  at: Date = now,
): Promise<void> {
  await insertEvent(tx, { hospitalId, eventId: newId(), visitId, at, role, kind, data, reported: false });
}
