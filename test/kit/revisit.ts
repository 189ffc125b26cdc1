/** A revisit for tests that need a signed prescription under Chinese law: a record that the patient has sent, confirmed by the doctor. */
import type { Deps } from '../../server/deps.ts';
import { insertAttachment } from '../../server/attachments/repo.ts';
import { requireEncounter } from '../../server/encounters/service.ts';
import { confirmRevisit } from '../../server/revisits/service.ts';
import { inHospital } from '../../server/work.ts';

/** `codes`: what the record says was treated. */
export async function confirmedRevisit(
  deps: Deps,
  hospitalId: string,
  encounterId: string,
  codes = ['J06.9', 'J20.9'],
): Promise<string> {
  const attachmentId = deps.newId();
  const who = { doer: { role: 'system', id: null } as const, requestId: null };
  await inHospital(deps, hospitalId, who, async (work) => {
    const { visitId, clinicianId } = await requireEncounter(work, encounterId);
    await insertAttachment(work.tx, {
      ...{ hospitalId, visitId, attachmentId, side: 'patient', kind: 'image', type: 'image/jpeg' },
      ...{ name: 'record.jpg', bytes: 1, width: 1, height: 1, seconds: null, sha256: '0'.repeat(64) },
      ...{ objectKey: `${hospitalId}/${attachmentId}`, createdAt: work.now, lookAt: null },
    });
    const actor = { hospitalId, sessionId: deps.newId(), role: 'doctor', clinicianId } as const;
    const evidence = {
      kind: 'record',
      attachmentId,
      codes,
      on: '2026-01-05',
      institution: '第一医院',
    } as const;
    await confirmRevisit(work, actor, encounterId, {
      evidence: { ...evidence, codes: [...codes] },
      common: true,
    });
  });
  return attachmentId;
}
