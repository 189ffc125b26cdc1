/** A signed prescription with everything that proves it, sealed by the hospital as a whole: to be verified without this server. */
import type { ExportedSeal, RxExport } from '@care-elements/contract/signing.ts';
import { authorize, type Actor, type Authorized } from '../actor.ts';
import { record } from '../audit.ts';
import { publishedKeys } from '../seals/keys.ts';
import { sealAsHospital } from '../seals/service.ts';
import type { Work } from '../work.ts';
import type { RxTools } from './move.ts';
import { readable } from './read.ts';
import * as repo from './repo.ts';
import { stateAt } from './validity.ts';

export async function exportPrescription(
  work: Work,
  tools: RxTools,
  actor: Actor,
  prescriptionId: string,
): Promise<Authorized<RxExport>> {
  const row = await readable(work, actor, prescriptionId);
  authorize(row.sealed !== null, row);
  const seals = await repo.listSeals(work.tx, work.hospitalId, [prescriptionId]);
  const extensions = await repo.listExtensions(work.tx, work.hospitalId, prescriptionId);
  const content = {
    type: 'care-prescription-export/1' as const,
    ...{ hospitalId: work.hospitalId, exportedAt: work.now.toISOString(), prescriptionId },
    state: stateAt(row, work.now),
    prescription: row.sealed!,
    review: seals.find(({ role }) => role === 'pharmacist')?.payload ?? null,
    seals: seals.map(exported),
    extensions: extensions.map(({ sealed: text, ...seal }) => ({
      text,
      seal: exported({ ...seal, role: 'doctor', assertion: null }),
    })),
    keys: await publishedKeys(work, [...new Set([...seals, ...extensions].map(({ keyId }) => keyId))]),
  };
  const sealed = await sealAsHospital(work, tools.seals, content);
  await record(work, {
    action: 'prescription.exported',
    ...{ resourceType: 'MedicationRequest', resourceId: prescriptionId, visitId: row.visitId, topics: [] },
  });
  return authorize(true, sealed as RxExport);
}

const exported = ({
  role,
  clinicianId,
  level,
  keyId,
  at,
  jws,
  assertion,
}: Omit<repo.SealRow, 'hospitalId' | 'prescriptionId' | 'sealId' | 'payload'>): ExportedSeal => ({
  ...{ role, clinicianId, level, keyId, at: at.toISOString(), jws, assertion },
});
