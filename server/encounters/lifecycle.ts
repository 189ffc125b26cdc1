/** How an encounter follows its queue entry: planned when called, in progress when entered, cancelled when nobody came. */
import { next, type Role } from '@care-elements/contract/machine.ts';
import { ENCOUNTER_MACHINE, type EncounterAction } from '@care-elements/contract/encounter.machine.ts';
import { record } from '../audit.ts';
import { problem } from '../problems.ts';
import type { Work } from '../work.ts';
import * as repo from './repo.ts';

const EMPTY_NOTE = { complaint: '', findings: '', diagnoses: [], advice: '' };

/** The encounter of a called entry; the note begins with the complaint in the patient's words. */
export async function planEncounter(
  work: Work,
  entry: { entryId: string; visitId: string; departmentId: string; complaint: string },
  clinicianId: string,
): Promise<string> {
  const { tx, hospitalId, now, newId } = work;
  const { entryId, visitId, departmentId, complaint } = entry;
  const row: repo.EncounterRow = {
    ...{ hospitalId, encounterId: newId(), visitId, entryId, departmentId, clinicianId },
    ...{ state: 'planned', note: { ...EMPTY_NOTE, complaint }, noteState: 'unsigned', rowVersion: 0 },
    ...{ savedAt: null, createdAt: now, startedAt: null, finishedAt: null },
  };
  await repo.insertEncounter(tx, row);
  await record(work, {
    action: 'encounter.planned',
    ...{ resourceType: 'Encounter', resourceId: row.encounterId, visitId },
    ...{ after: row, topics: [] },
  });
  return row.encounterId;
}

/** Applies an action of the table to an encounter that the caller has locked. */
export async function moveEncounter(
  work: Work,
  before: repo.EncounterRow,
  action: EncounterAction,
  role: Role,
  change: Parameters<typeof repo.updateEncounter>[3] = {},
): Promise<repo.EncounterRow> {
  const state = next(ENCOUNTER_MACHINE, before.state, action, role);
  if (!state) throw problem('state-conflict', undefined, { current: before.state });
  const after = await repo.updateEncounter(work.tx, work.hospitalId, before.encounterId, {
    ...change,
    state,
  });
  await record(work, {
    action: `encounter.${state}`,
    ...{ resourceType: 'Encounter', resourceId: before.encounterId, visitId: before.visitId },
    ...{ before, after, topics: [`visit:${before.visitId}`, `desk:${before.clinicianId}`] },
  });
  return after;
}

async function lockByEntry({ tx, hospitalId }: Work, entryId: string): Promise<repo.EncounterRow> {
  const row = await repo.lockByEntry(tx, hospitalId, entryId);
  if (!row) throw problem('not-found');
  return row;
}

export async function startEncounter(work: Work, entryId: string): Promise<void> {
  const row = await lockByEntry(work, entryId);
  await moveEncounter(work, row, 'start', 'patient', { startedAt: row.startedAt ?? work.now });
}

/** The encounter of an entry, locked; throws `not-found`. Who needs both takes the entry's lock before this one. */
export const lockEncounterOfEntry = lockByEntry;

/**
 * The encounter of a called entry. Where a doctor sent the patient back: the one on hold if the same doctor goes on, note and all; else
 * that one ends as it is, and a new one begins.
 */
export async function resumeEncounter(
  work: Work,
  entry: {
    entryId: string;
    visitId: string;
    departmentId: string;
    complaint: string;
    returned: string | null;
  },
  clinicianId: string,
): Promise<string> {
  const [held] = entry.returned ? await repo.lockOnLeave(work.tx, work.hospitalId, entry.visitId) : [];
  if (held?.clinicianId !== clinicianId) {
    if (held) await moveEncounter(work, held, 'hand_over', 'doctor', { finishedAt: work.now });
    return planEncounter(work, entry, clinicianId);
  }
  const { entryId } = entry;
  const after = await repo.updateEncounter(work.tx, work.hospitalId, held.encounterId, { entryId });
  await record(work, {
    action: 'encounter.resumed',
    ...{ resourceType: 'Encounter', resourceId: held.encounterId, visitId: held.visitId },
    ...{ before: held, after, topics: [`desk:${clinicianId}`] },
  });
  return held.encounterId;
}

/** The patient on hold goes another way: what their doctor wrote stays as it is. */
export async function breakOffOnLeave(
  work: Work,
  visitId: string,
  role: 'patient' | 'doctor',
): Promise<boolean> {
  const [held] = await repo.lockOnLeave(work.tx, work.hospitalId, visitId);
  if (held) await moveEncounter(work, held, 'break_off', role, { finishedAt: work.now });
  return !!held;
}

export async function cancelEncounter(
  work: Work,
  entryId: string,
  role: 'patient' | 'doctor',
): Promise<void> {
  const row = await lockByEntry(work, entryId);
  const action = row.state === 'on_leave' ? 'break_off' : 'cancel';
  await moveEncounter(work, row, action, role, { finishedAt: work.now });
}
