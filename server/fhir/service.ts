/** Prescriptions as FHIR R4 for those who may read them. What is not signed is nobody's order yet, and is not here. */
import type { FhirResource } from 'fhir/r4.js';
import type { FhirBundle } from '@care-elements/contract/prescription.fhir.ts';
import { authorize, publicRecord, type Actor, type Authorized } from '../actor.ts';
import { handOversOf, prescriptionOf } from '../dispensing/receipts.ts';
import { requireEncounter } from '../encounters/service.ts';
import { requireHospital } from '../hospitals/service.ts';
import { problem } from '../problems.ts';
import { contentOf } from '../prescriptions/content.ts';
import { readable, readableOfEncounter } from '../prescriptions/read.ts';
import { signaturesOf } from '../prescriptions/seals.ts';
import { stateAt } from '../prescriptions/validity.ts';
import type { Work } from '../work.ts';
import { capability } from './capability.ts';
import { toMedicationDispense } from './medication-dispense.ts';
import { toMedication, toMedicationRequest } from './medication-request.ts';
import { provenancesOf } from './provenance.ts';
import { partsOf, type RxRecord } from './record.ts';

type Row = Awaited<ReturnType<typeof readable>>;
export type LineResource = 'MedicationRequest' | 'Medication';

async function recordOf(work: Work, row: Row): Promise<RxRecord> {
  const { language } = await requireHospital(work);
  return {
    language,
    content: await contentOf(work, row),
    state: stateAt(row, work.now),
    validUntil: row.validUntil!.toISOString(),
    signatures: await signaturesOf(work, row),
    receipts: await handOversOf(work, row.prescriptionId),
  };
}

/** Not-found where it is not signed, or not the actor's to read. */
async function readRecord(work: Work, actor: Actor, prescriptionId: string): Promise<RxRecord> {
  const row = await readable(work, actor, prescriptionId);
  if (row.sealed === null) throw problem('not-found');
  return recordOf(work, row);
}

/** As the wire's shape has it: of a resource it knows the type and the id. */
type Loose<T extends string> = { [key: string]: unknown; resourceType: T; id: string };
const plain = <T extends FhirResource>(resource: T) => resource as unknown as Loose<T['resourceType']>;

export async function getLine<T extends LineResource>(
  work: Work,
  actor: Actor,
  type: T,
  id: string,
): Promise<Authorized<Loose<T>>> {
  const [prescriptionId, line] = partsOf(id);
  const record = await readRecord(work, actor, prescriptionId);
  const item = record.content.items.find((one) => one.line === line);
  if (!item) throw problem('not-found');
  const made = type === 'Medication' ? toMedication(record, item) : toMedicationRequest(record, item);
  return authorize(true, plain(made) as Loose<T>);
}

export async function getDispense(work: Work, actor: Actor, id: string) {
  const [dispenseId, line] = partsOf(id);
  const prescriptionId = await prescriptionOf(work, dispenseId);
  if (!prescriptionId) throw problem('not-found');
  const record = await readRecord(work, actor, prescriptionId);
  const receipt = record.receipts.find((one) => one.dispenseId === dispenseId);
  const given = receipt?.lines.find((one) => one.line === line);
  if (!receipt || !given) throw problem('not-found');
  return authorize(true, plain(toMedicationDispense(record, receipt, given)));
}

type Found = [mode: 'match' | 'include', resource: FhirResource];

function bundle(found: Found[]): Authorized<FhirBundle> {
  return authorize(true, {
    resourceType: 'Bundle',
    type: 'searchset',
    total: found.filter(([mode]) => mode === 'match').length,
    entry: found.map(([mode, resource]) => ({ resource: plain(resource), search: { mode } })),
  } as FhirBundle);
}

const dispensesOf = (record: RxRecord) =>
  record.receipts.flatMap((receipt) =>
    receipt.lines.map((given) => toMedicationDispense(record, receipt, given)),
  );

/** The requests match; medicines, hand-overs and signatures come along. */
export async function searchRequests(
  work: Work,
  actor: Actor,
  { encounter }: { encounter: string },
): Promise<Authorized<FhirBundle>> {
  const { visitId, clinicianId, encounterId } = await requireEncounter(work, bare(encounter));
  const rows = await readableOfEncounter(work, actor, encounterId);
  // Its own people hear that there is none; nobody else learns that there is such an encounter.
  const own =
    actor.role === 'patient'
      ? actor.visitId === visitId
      : 'clinicianId' in actor && actor.clinicianId === clinicianId;
  authorize(own || rows.length > 0, rows);
  const found: Found[] = [];
  for (const row of rows.filter(({ sealed }) => sealed !== null)) {
    const record = await recordOf(work, row);
    for (const item of record.content.items) found.push(['match', toMedicationRequest(record, item)]);
    for (const item of record.content.items) found.push(['include', toMedication(record, item)]);
    for (const one of [...dispensesOf(record), ...provenancesOf(record)]) found.push(['include', one]);
  }
  return bundle(found);
}

const bare = (reference: string) => reference.slice(reference.indexOf('/') + 1);

export async function searchDispenses(work: Work, actor: Actor, { prescription }: { prescription: string }) {
  const [prescriptionId] = partsOf(bare(prescription));
  const record = await readRecord(work, actor, prescriptionId);
  const request = `MedicationRequest/${bare(prescription)}`;
  const its = dispensesOf(record).filter(
    ({ authorizingPrescription: [of] = [] }) => of?.reference === request,
  );
  return bundle(its.map((one) => ['match', one]));
}

export async function searchProvenances(work: Work, actor: Actor, { target }: { target: string }) {
  const [prescriptionId] = partsOf(bare(target));
  const record = await readRecord(work, actor, prescriptionId);
  const request = `MedicationRequest/${bare(target)}`;
  const its = provenancesOf(record).filter((one) =>
    one.target.some(({ reference }) => reference === request),
  );
  return bundle(its.map((one) => ['match', one]));
}

export async function getCapability(work: Work) {
  const { name, language, createdAt } = await requireHospital(work);
  return publicRecord({ ...capability(name[language], createdAt.toISOString()) });
}
