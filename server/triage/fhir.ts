/** Triage as FHIR R4: the protocol in use, and a visit's answers to the versions that were asked. */
import type { QuestionnaireResource, ResponseBundle } from '@care-elements/contract/triage.fhir.ts';
import { toQuestionnaire } from '@care-elements/triage/fhir/questionnaire.ts';
import { toQuestionnaireResponse } from '@care-elements/triage/fhir/response.ts';
import { authorize, publicRecord, type Authorized, type PatientActor } from '../actor.ts';
import { requireHospital } from '../hospitals/service.ts';
import { problem } from '../problems.ts';
import type { Work } from '../work.ts';
import type { Library } from './library.ts';
import * as repo from './repo.ts';

export async function getQuestionnaire(
  work: Work,
  { protocols }: Library,
  protocolId: string,
): Promise<Authorized<QuestionnaireResource>> {
  await requireHospital(work);
  const entry = protocols.get(protocolId);
  if (!entry) throw problem('not-found');
  return publicRecord({ ...toQuestionnaire(entry.protocol, entry.hash).questionnaire });
}

export async function listVisitResponses(
  work: Work,
  actor: PatientActor,
  visitId: string,
): Promise<Authorized<ResponseBundle>> {
  authorize(actor.visitId === visitId, null);
  return authorize(true, await responsesOf(work, visitId));
}

/** Unchecked: the caller knows whose visit it is. */
export async function responsesOf({ tx, hospitalId }: Work, visitId: string): Promise<ResponseBundle> {
  const bundle: ResponseBundle = { resourceType: 'Bundle', type: 'collection', entry: [] };
  const result = await repo.latestResult(tx, hospitalId, visitId);
  if (!result) return bundle;
  const hashes = result.protocols.map(({ hash }) => hash);
  const kept = await repo.getProtocols(tx, hospitalId, hashes);
  for (const { hash, body } of kept.sort((a, b) => hashes.indexOf(a.hash) - hashes.indexOf(b.hash)))
    bundle.entry.push({
      resource: {
        ...toQuestionnaireResponse(body, {
          // FHIR ids have 64 characters; a UUID and a protocol's id can be longer.
          id: `${result.triageResultId}-${body.id}`.slice(0, 64),
          ...{ hash, answers: result.answers, heard: result.outcome.heard ?? {} },
          authored: result.createdAt.toISOString(),
        }),
      },
    });
  return bundle;
}
