/** Alarms at a department's desk: raised by triage, acknowledged by a doctor. */
import type { Text } from '@care-elements/contract/common.ts';
import type { Alarm } from '@care-elements/contract/queue.ts';
import { authorize, type Authorized, type ClinicianActor } from '../actor.ts';
import { record } from '../audit.ts';
import { listDepartments, requireHospital } from '../hospitals/service.ts';
import { problem } from '../problems.ts';
import { assertWorksIn } from '../sessions/service.ts';
import { getVisits, patientView } from '../visits/service.ts';
import type { Work } from '../work.ts';
import * as repo from './repo.ts';

/** What nobody may wait for: heard at every open desk of the hospital, and taken over by whoever sits there. */
const isForAll = ({ kind, flags }: Pick<repo.AlarmRow, 'kind' | 'flags'>): boolean =>
  kind === 'emergency' || flags.includes('self-harm');

/** Another flag is heard at its department's desk. */
async function deskTopics(
  work: Work,
  alarm: Pick<repo.AlarmRow, 'kind' | 'flags' | 'departmentId'>,
): Promise<string[]> {
  if (!isForAll(alarm)) return [`queue:${alarm.departmentId}`];
  return (await listDepartments(work)).map((d) => `queue:${d.departmentId}`);
}

/**
 * Raises an alarm in the transaction of what caused it; the desk of the department hears it when that commits. A patient who
 * answers the same again rings no second bell.
 */
export async function raiseAlarm(
  work: Work,
  alarm: {
    visitId: string;
    departmentId: string;
    kind: 'emergency' | 'flag';
    flags?: string[];
    reason: Text;
  },
): Promise<void> {
  const { tx, hospitalId, now, newId } = work;
  const row: repo.AlarmRow = {
    ...{ hospitalId, alarmId: newId(), flags: [], ...alarm },
    ...{ raisedAt: now, acknowledgedAt: null, acknowledgedBy: null },
  };
  if (await repo.hasOpenAlarm(tx, row)) return;
  await repo.insertAlarm(tx, row);
  await record(work, {
    action: 'alarm.raised',
    ...{ resourceType: 'Alarm', resourceId: row.alarmId, visitId: alarm.visitId },
    after: row,
    topics: await deskTopics(work, row),
    payload: { kind: alarm.kind, flags: row.flags, departmentId: alarm.departmentId },
  });
}

/**
 * The flags of a visit ring at the desk of the department that its patient goes to, too, with the reason of the alarm that
 * stands; where that desk has heard of them already, acknowledged or not, nothing happens.
 */
export async function repeatAlarm(work: Work, visitId: string, departmentId: string): Promise<void> {
  const raised = await repo.alarmsOfVisit(work.tx, work.hospitalId, visitId);
  const flag = raised.find(({ kind }) => kind === 'flag');
  if (!flag || raised.some((alarm) => alarm.departmentId === departmentId)) return;
  const { kind, flags, reason } = flag;
  await raiseAlarm(work, { visitId, departmentId, kind, flags, reason });
}

/** What a department's desk must see now: its own alarms, and every emergency and thought of suicide in the hospital. */
export async function listOpenAlarms(work: Work, departmentId: string): Promise<Alarm[]> {
  const hospital = await requireHospital(work);
  const rows = await repo.listOpenAlarms(work.tx, work.hospitalId, departmentId);
  const visits = await getVisits(
    work,
    rows.map((r) => r.visitId),
  );
  return rows.flatMap((row) => {
    const visit = visits.get(row.visitId);
    if (!visit) return [];
    const { name: patientName, ageYears, sex, phone } = patientView(hospital, visit.patient, work.now);
    const { alarmId, visitId, kind, flags, reason, raisedAt } = row;
    return [
      {
        alarmId,
        visitId,
        departmentId: row.departmentId,
        kind,
        flags,
        reason,
        patientName,
        ageYears,
        sex,
        phone,
        raisedAt: raisedAt.toISOString(),
      },
    ];
  });
}

export async function acknowledgeAlarm(
  work: Work,
  actor: ClinicianActor<'doctor'>,
  alarmId: string,
): Promise<Authorized<{ alarmId: string; acknowledgedAt: string }>> {
  const { tx, hospitalId, now } = work;
  const before = await repo.lockAlarm(tx, hospitalId, alarmId);
  if (!before) throw problem('not-found');
  if (!isForAll(before)) await assertWorksIn(work, actor.clinicianId, before.departmentId);
  if (before.acknowledgedAt)
    throw problem('already-decided', undefined, { current: before.acknowledgedAt.toISOString() });
  await repo.acknowledgeAlarm(tx, hospitalId, alarmId, actor.clinicianId, now);
  await record(work, {
    action: 'alarm.acknowledged',
    ...{ resourceType: 'Alarm', resourceId: alarmId, visitId: before.visitId },
    before,
    after: { ...before, acknowledgedAt: now, acknowledgedBy: actor.clinicianId },
    topics: await deskTopics(work, before),
  });
  return authorize(true, { alarmId, acknowledgedAt: now.toISOString() });
}
