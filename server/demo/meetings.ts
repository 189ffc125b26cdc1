/** One group meeting in each hospital of the demo, so that there is a link to try; what its host planned themselves stays. */
import type { Deps } from '../deps.ts';
import { createMeeting, listMeetings } from '../meetings/service.ts';
import { inHospital } from '../work.ts';
import { demoClinicianId } from './seed.ts';

const HOUR = 3600_000;
const TITLE = { 'zh-CN': '糖尿病病友会：怎么吃得安心', en: 'Living with diabetes: eating well' };

/** Resolves with what the meeting's link is made of. */
export function seedMeeting(
  deps: Pick<Deps, 'db' | 'now' | 'newId' | 'tokenSecret'>,
  hospitalId: string,
  username: string,
): Promise<string> {
  const clinicianId = demoClinicianId(hospitalId, username);
  const host = { hospitalId, sessionId: clinicianId, role: 'doctor', clinicianId } as const;
  const doer = { role: 'doctor', id: clinicianId } as const;
  return inHospital(deps, hospitalId, { doer, requestId: null }, async (work) => {
    const { meetings } = await listMeetings(work, deps, host);
    const ahead = meetings.find(({ state }) => state !== 'ended');
    if (ahead) return ahead.secret;
    const startsAt = new Date(Math.ceil(work.now.getTime() / HOUR) * HOUR).toISOString();
    return (await createMeeting(work, deps, host, { title: TITLE, startsAt, capacity: 50 })).secret;
  });
}
