/** The trail of a refill, and the screens that learn of it: the patient's and the desks of who decides. */
import { record } from '../audit.ts';
import { listDoctors } from '../sessions/service.ts';
import { touchVisit } from '../visits/service.ts';
import type { Work } from '../work.ts';
import type * as repo from './repo.ts';

/** `before` and `after` of what changed: the refill, or a slot of it. */
export async function tell(
  work: Work,
  verb: string,
  before: repo.RefillRow | repo.SlotRow | null,
  refill: repo.RefillRow,
  more: { slot?: repo.SlotRow } & Record<string, unknown> = {},
): Promise<void> {
  const { slot, ...payload } = more;
  const { refillId, visitId, prescriberId } = refill;
  await touchVisit(work, visitId);
  await record(work, {
    action: `refill.${verb}`,
    ...{ resourceType: 'Refill', resourceId: refillId, visitId },
    ...{ before: before ?? undefined, after: slot ?? refill },
    topics: [`visit:${visitId}`, ...(await desks(work, refill, prescriberId))],
    payload: { state: refill.state, ...(slot && { slot: slot.slot, slotState: slot.state }), ...payload },
  });
}

/** The prescriber's; where they no longer work here, those of the department. */
async function desks(work: Work, { departmentId }: repo.RefillRow, prescriberId: string): Promise<string[]> {
  const doctors = await listDoctors(work);
  if (doctors.some((doctor) => doctor.clinicianId === prescriberId)) return [`desk:${prescriberId}`];
  return doctors.filter((d) => d.departmentId === departmentId).map((d) => `desk:${d.clinicianId}`);
}
