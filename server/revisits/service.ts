/** The doctor's decision whether a patient comes again, the referral of whoever must be seen in person, and both as facts for the law. */
import { next } from '@care-elements/contract/machine.ts';
import {
  REVISIT_MACHINE,
  type RevisitAction,
  type RevisitState,
} from '@care-elements/contract/revisit.machine.ts';
import type { EvidenceInput, Referral, RevisitView, SavedReferral } from '@care-elements/contract/revisit.ts';
import { sameDiagnosis, type RevisitRefusal } from '@care-elements/contract/revisit.terms.ts';
import { authorize, type Authorized, type ClinicianActor, type PatientActor } from '../actor.ts';
import { record } from '../audit.ts';
import { holdRecord } from '../attachments/service.ts';
import { requireEncounter, type EncounterRow } from '../encounters/service.ts';
import { problem } from '../problems.ts';
import type { VisitFacts } from '../rules/facts.ts';
import { rulesOn } from '../rules/law.ts';
import { lawOfHospital } from '../rules/service.ts';
import { requireClinician } from '../sessions/service.ts';
import { touchVisit } from '../visits/service.ts';
import type { Work } from '../work.ts';
import { earlierHere, evidenceOf, recordsOf } from './evidence.ts';
import * as repo from './repo.ts';

type Doctor = ClinicianActor<'doctor'>;

async function own(work: Work, actor: Doctor, encounterId: string): Promise<EncounterRow> {
  const encounter = await requireEncounter(work, encounterId);
  return authorize(encounter.clinicianId === actor.clinicianId, encounter);
}

async function named(work: Work, clinicianId: string) {
  const { name, title } = await requireClinician(work, clinicianId);
  return { name, title };
}
const savedReferral = async (work: Work, row: repo.ReferralRow): Promise<SavedReferral> => ({
  ...row.referral,
  ...{ by: await named(work, row.referredBy), at: row.referredAt.toISOString() },
});

async function view(work: Work, { encounterId, visitId }: EncounterRow): Promise<RevisitView> {
  const { tx, hospitalId } = work;
  const row = await repo.getRevisit(tx, hospitalId, encounterId);
  const referral = await repo.getReferral(tx, hospitalId, encounterId);
  const records = await recordsOf(work, visitId);
  const { law, day } = await lawOfHospital(work);
  return {
    asked: rulesOn(law, day).some(({ id, at }) => id.endsWith('.visit.revisit') && at.includes('rx.sign')),
    state: row?.state ?? undecided(records),
    ...{ evidence: row?.evidence ?? null, common: row?.common ?? null, refusal: row?.refusal ?? null },
    checkedBy: row ? await named(work, row.checkedBy) : null,
    checkedAt: row?.checkedAt.toISOString() ?? null,
    earlier: await earlierHere(work, visitId),
    records,
    referral: referral ? await savedReferral(work, referral) : null,
  };
}
/** The patient offers a record by sending it. */
const undecided = (records: RevisitView['records']): RevisitState => (records.length ? 'offered' : 'none');

export async function getRevisit(
  work: Work,
  actor: Doctor,
  encounterId: string,
): Promise<Authorized<RevisitView>> {
  return authorize(true, await view(work, await own(work, actor, encounterId)));
}

/** As a prescription may be signed: while the patient is there, and after. */
function assertHeld({ state }: EncounterRow, states: readonly string[]): void {
  if (!states.includes(state)) throw problem('state-conflict', undefined, { current: state });
}

async function decide(
  work: Work,
  encounter: EncounterRow,
  action: RevisitAction,
  found: Pick<repo.RevisitRow, 'evidence' | 'attachmentId' | 'common' | 'refusal'>,
): Promise<Authorized<RevisitView>> {
  const { tx, hospitalId, now } = work;
  const { encounterId, visitId, clinicianId } = encounter;
  assertHeld(encounter, ['in_progress', 'finished']);
  const before = await repo.getRevisit(tx, hospitalId, encounterId);
  const from = before?.state ?? undecided(await recordsOf(work, visitId));
  const state = next(REVISIT_MACHINE, from, action, 'doctor') as repo.RevisitRow['state'];
  const row = { hospitalId, encounterId, visitId, state, ...found, checkedBy: clinicianId, checkedAt: now };
  await repo.putRevisit(tx, row);
  await record(work, {
    action: `revisit.${state}`,
    ...{ resourceType: 'Encounter', resourceId: encounterId, visitId },
    ...{ before, after: row, topics: [`desk:${clinicianId}`], payload: { from, state } },
  });
  return authorize(true, await view(work, encounter));
}

export async function confirmRevisit(
  work: Work,
  actor: Doctor,
  encounterId: string,
  { evidence: input, common }: { evidence: EvidenceInput; common: boolean },
): Promise<Authorized<RevisitView>> {
  const encounter = await own(work, actor, encounterId);
  if (input.kind === 'record') await holdRecord(work, encounter.visitId, input.attachmentId);
  const evidence = await evidenceOf(work, encounter, input);
  const attachmentId = evidence.kind === 'record' ? evidence.attachmentId : null;
  return decide(work, encounter, 'confirm', { evidence, attachmentId, common, refusal: null });
}

export async function refuseRevisit(
  work: Work,
  actor: Doctor,
  encounterId: string,
  refusal: RevisitRefusal,
): Promise<Authorized<RevisitView>> {
  const encounter = await own(work, actor, encounterId);
  return decide(work, encounter, 'refuse', { evidence: null, attachmentId: null, common: null, refusal });
}

export async function saveReferral(
  work: Work,
  actor: Doctor,
  encounterId: string,
  referral: Referral,
): Promise<Authorized<RevisitView>> {
  const encounter = await own(work, actor, encounterId);
  // What the patient has been told at the end stays as it was.
  assertHeld(encounter, ['in_progress', 'on_leave']);
  const { tx, hospitalId, now } = work;
  const { visitId } = encounter;
  const before = await repo.getReferral(tx, hospitalId, encounterId);
  const row = { hospitalId, encounterId, visitId, referral, referredBy: actor.clinicianId, referredAt: now };
  await repo.putReferral(tx, row);
  await touchVisit(work, visitId);
  await record(work, {
    action: 'referral.saved',
    ...{ resourceType: 'ServiceRequest', resourceId: encounterId, visitId, before, after: row },
    ...{ topics: [`visit:${visitId}`, `desk:${actor.clinicianId}`] },
    payload: { reason: referral.reason, urgency: referral.urgency },
  });
  return authorize(true, await view(work, encounter));
}

export async function getReferral(
  work: Work,
  actor: PatientActor,
  visitId: string,
): Promise<Authorized<{ referral: SavedReferral | null }>> {
  authorize(actor.visitId === visitId, null);
  const row = await repo.latestReferral(work.tx, work.hospitalId, visitId);
  return authorize(true, { referral: row ? await savedReferral(work, row) : null });
}

/**
 * What the law asks of the visit: whether it is a revisit, under the diagnoses that are about to be signed, and whether it is to be
 * stopped. Where nobody has confirmed any evidence it is a first visit.
 */
export async function revisitFacts(
  { tx, hospitalId }: Work,
  encounterId: string,
  diagnoses: readonly { code: string }[],
): Promise<VisitFacts> {
  const row = await repo.getRevisit(tx, hospitalId, encounterId);
  const referral = await repo.getReferral(tx, hospitalId, encounterId);
  const why = referral?.referral.reason;
  const changed = row?.refusal === 'changed';
  return {
    revisit: row?.evidence
      ? {
          ...{ evidence: row.evidence.kind, checkedByDoctor: true, commonOrChronic: row.common! },
          // Nothing written yet is no other illness; that a diagnosis is missing is said elsewhere.
          ...(diagnoses.length > 0 && { sameDiagnosis: sameDiagnosis(diagnoses, row.evidence.diagnoses) }),
        }
      : null,
    conditionChanged: changed || why === 'changed',
    judgedFirst: (row?.state === 'refused' && !changed) || why === 'first-visit',
    referredOffline: !!referral,
  };
}
