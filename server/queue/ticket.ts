/** Ticket numbers: the department's letter and the number of its day. */
import type { Work } from '../work.ts';
import * as repo from './repo.ts';

/** `A017`; `day` is YYYY-MM-DD by the hospital's calendar. */
export async function takeTicket(
  { tx, hospitalId }: Work,
  department: { departmentId: string; letter: string },
  day: string,
): Promise<string> {
  const number = await repo.takeTicketNumber(tx, hospitalId, department.departmentId, day);
  return `${department.letter}${String(number).padStart(3, '0')}`;
}
