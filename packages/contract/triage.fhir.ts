/** Triage as FHIR R4: a protocol as a Questionnaire, a visit's answers as QuestionnaireResponses. */
import { z } from 'zod';
import { Id } from './common.ts';
import { HospitalParams } from './hospital.ts';
import { route } from './route.ts';

const Questionnaire = z.looseObject({ resourceType: z.literal('Questionnaire') });
export type QuestionnaireResource = z.infer<typeof Questionnaire>;
/** One response for each protocol of the newest triage; empty before the interview is finished. */
const Responses = z.object({
  resourceType: z.literal('Bundle'),
  type: z.literal('collection'),
  entry: z
    .array(z.object({ resource: z.looseObject({ resourceType: z.literal('QuestionnaireResponse') }) }))
    .max(20),
});
export type ResponseBundle = z.infer<typeof Responses>;

export const triageFhirRoutes = {
  getQuestionnaire: route({
    id: 'getQuestionnaire',
    method: 'get',
    path: '/hospitals/{hospitalId}/fhir/Questionnaire/{protocolId}',
    summary: 'The protocol in use as a FHIR R4 Questionnaire.',
    callers: ['public'],
    params: HospitalParams.extend({ protocolId: z.string().regex(/^[a-z0-9-]{1,64}$/) }),
    answer: Questionnaire,
    problems: ['hospital-unknown'],
  }),
  listVisitQuestionnaireResponses: route({
    id: 'listVisitQuestionnaireResponses',
    method: 'get',
    path: '/hospitals/{hospitalId}/visits/{visitId}/fhir/QuestionnaireResponse',
    summary: 'The patient’s own triage answers as FHIR R4.',
    callers: ['patient'],
    params: HospitalParams.extend({ visitId: Id }),
    answer: Responses,
    problems: [],
  }),
  listEncounterQuestionnaireResponses: route({
    id: 'listEncounterQuestionnaireResponses',
    method: 'get',
    path: '/hospitals/{hospitalId}/encounters/{encounterId}/fhir/QuestionnaireResponse',
    summary: 'The triage answers of the doctor’s patient as FHIR R4.',
    callers: ['doctor'],
    params: HospitalParams.extend({ encounterId: Id }),
    answer: Responses,
    problems: [],
  }),
};
