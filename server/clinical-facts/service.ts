/** What the doctor records of the patient's body for the checks: kept an encounter, filled in from the visit until the first save. */
import type { ClinicalFacts, ClinicalFactsView } from '@care-elements/contract/clinical-facts.ts';
import { authorize, type Authorized, type ClinicianActor } from '../actor.ts';
import { record } from '../audit.ts';
import { requireEncounter, type EncounterRow } from '../encounters/service.ts';
import { problem } from '../problems.ts';
import { saidOfPregnancy } from '../triage/service.ts';
import type { Work } from '../work.ts';
import * as repo from './repo.ts';

type Doctor = ClinicianActor<'doctor'>;

export const NOTHING_KNOWN: ClinicalFacts = {
  ...{ weightKg: null, weighedOn: null, pregnancy: 'unknown', pregnancyWeeks: null },
  ...{ breastfeeding: 'unknown', egfr: null, liver: 'unknown' },
  medicines: { status: 'unknown', items: [] },
};

async function own(work: Work, actor: Doctor, encounterId: string): Promise<EncounterRow> {
  const encounter = await requireEncounter(work, encounterId);
  return authorize(encounter.clinicianId === actor.clinicianId, encounter);
}

async function view(work: Work, { encounterId, visitId }: EncounterRow): Promise<ClinicalFactsView> {
  const row = await repo.getFacts(work.tx, work.hospitalId, encounterId);
  if (row) return { facts: row.facts, rowVersion: row.rowVersion, savedAt: row.savedAt.toISOString() };
  return { facts: await fromVisit(work, visitId), rowVersion: 0, savedAt: null };
}

/** What the doctor before has recorded, or what the patient told in triage. */
async function fromVisit(work: Work, visitId: string): Promise<ClinicalFacts> {
  const before = await repo.latestOfVisit(work.tx, work.hospitalId, visitId);
  if (before) return before.facts;
  const said = await saidOfPregnancy(work, visitId);
  // "Perhaps" is asked again; who has just given birth is not pregnant, and may be breast-feeding.
  const pregnancy =
    said === 'pregnant' ? 'yes' : said === 'not-pregnant' || said === 'postpartum' ? 'no' : 'unknown';
  return { ...NOTHING_KNOWN, pregnancy };
}

export async function getClinicalFacts(
  work: Work,
  actor: Doctor,
  encounterId: string,
): Promise<Authorized<ClinicalFactsView>> {
  return authorize(true, await view(work, await own(work, actor, encounterId)));
}

/** What only makes sense beside something else goes with it. */
function whole(facts: ClinicalFacts): ClinicalFacts {
  const { pregnancy, pregnancyWeeks, weightKg, weighedOn, medicines } = facts;
  return {
    ...facts,
    pregnancyWeeks: pregnancy === 'yes' ? pregnancyWeeks : null,
    weighedOn: weightKg === null ? null : weighedOn,
    medicines: medicines.status === 'some' ? medicines : { ...medicines, items: [] },
  };
}

export async function saveClinicalFacts(
  work: Work,
  actor: Doctor,
  encounterId: string,
  { rowVersion, facts: typed }: { rowVersion: number; facts: ClinicalFacts },
): Promise<Authorized<ClinicalFactsView>> {
  const encounter = await own(work, actor, encounterId);
  if (encounter.state === 'cancelled') {
    throw problem('state-conflict', 'The encounter was cancelled.', { current: encounter.state });
  }
  const { tx, hospitalId, now } = work;
  const { visitId } = encounter;
  const facts = whole(typed);
  const before = await repo.getFacts(tx, hospitalId, encounterId);
  const row = {
    ...{ hospitalId, encounterId, visitId, facts, rowVersion: rowVersion + 1 },
    ...{ savedBy: actor.clinicianId, savedAt: now },
  };
  const saved =
    (before?.rowVersion ?? 0) === rowVersion &&
    (before ? await repo.updateFacts(tx, row, rowVersion) : await repo.insertFacts(tx, row));
  if (!saved) {
    const current = await view(work, encounter);
    throw problem('version-conflict', 'The facts were saved elsewhere meanwhile.', { current });
  }
  await record(work, {
    action: 'clinical_facts.saved',
    ...{ resourceType: 'Observation', resourceId: encounterId, visitId, topics: [] },
    ...{ before: before?.facts, after: facts },
  });
  return authorize(true, { facts, rowVersion: rowVersion + 1, savedAt: now.toISOString() });
}

/** As they stand now, unchecked: what a prescription of this encounter is checked against. */
export const factsOf = async (work: Work, encounter: EncounterRow): Promise<ClinicalFacts> =>
  (await view(work, encounter)).facts;
