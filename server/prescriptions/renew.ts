/** A prescription that renews another, for server/refills: its draft, and the revisions that a return makes of it. */
import type { HeldRow } from './held.ts';
import { insert } from './draft.ts';
import { expireDue } from './end.ts';
import type { Doctor } from './move.ts';
import * as repo from './repo.ts';
import type { Work } from '../work.ts';

/** More revisions than anybody makes; nothing loops for ever. */
const REVISIONS = 50;

/**
 * A draft with the lines of the one that it renews, in that one's encounter: the illness, the record and the treating doctor are the
 * same, and nothing is written on behalf of a visit that did not take place. Guardian and overrides are asked for again.
 */
export async function beginRenewal(work: Work, actor: Doctor, renewed: HeldRow): Promise<HeldRow> {
  const { encounterId, visitId, draft } = renewed;
  await expireDue(work, encounterId);
  return insert(work, encounterId, visitId, actor, null, {
    ...draft,
    ...{ guardianConfirmed: false, overrides: [] },
  });
}

/** The newest revision of a prescription: itself, where it was never returned. */
export async function newestRevision(work: Work, prescriptionId: string): Promise<HeldRow> {
  let id = prescriptionId;
  for (let i = 0; i < REVISIONS; i += 1) {
    const later = await repo.revisionOf(work.tx, work.hospitalId, id);
    if (!later) break;
    id = later;
  }
  return (await repo.getPrescription(work.tx, work.hospitalId, id))!;
}

/** The prescription that all of these revisions began with. */
export async function firstRevision(work: Work, prescriptionId: string): Promise<string> {
  let id = prescriptionId;
  for (let i = 0; i < REVISIONS; i += 1) {
    const row = await repo.getPrescription(work.tx, work.hospitalId, id);
    if (!row?.revises) break;
    id = row.revises;
  }
  return id;
}
