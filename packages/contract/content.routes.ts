/** The ways of those who own triage content: list, read, upload, try, publish and retire (administrator), sign (medical lead). */
import { z } from 'zod';
import { paragraph, Sex } from './common.ts';
import {
  ContentDetail,
  ContentHash,
  ContentId,
  ContentKind,
  ContentSummary,
  ContentTrial,
} from './content.ts';
import { HospitalParams } from './hospital.ts';
import { route } from './route.ts';
import { TriageAnswers } from './triage.routes.ts';

const KindParams = HospitalParams.extend({ kind: ContentKind });
const VersionParams = KindParams.extend({ contentId: ContentId, hash: ContentHash });
const OWNERS = ['administrator', 'medical_lead'] as const;
const VERSION = '/hospitals/{hospitalId}/triage-content/{kind}/{contentId}/{hash}';

export const contentRoutes = {
  listContent: route({
    id: 'listContent',
    method: 'get',
    path: '/hospitals/{hospitalId}/triage-content',
    summary:
      'What is published of each protocol and epidemic file, and every draft, each with who signed it.',
    callers: OWNERS,
    params: HospitalParams,
    answer: z.object({
      items: z.array(ContentSummary).max(500),
      /** True in the demo: patients get what nobody signed, and are told so. */
      unsignedServed: z.boolean(),
    }),
    problems: [],
  }),
  getContent: route({
    id: 'getContent',
    method: 'get',
    path: VERSION,
    summary: 'One version in readable lines, with what changed since the last one that was signed.',
    callers: OWNERS,
    params: VersionParams,
    answer: ContentDetail,
    problems: ['not-found'],
  }),
  uploadContent: route({
    id: 'uploadContent',
    method: 'post',
    path: '/hospitals/{hospitalId}/triage-content/{kind}',
    summary:
      'A file becomes a draft; what its shape or the lint finds is refused, with where, problem and remedy.',
    callers: ['administrator'],
    params: KindParams,
    body: z.object({ content: z.record(z.string(), z.unknown()) }),
    answer: ContentDetail,
    status: 201,
    problems: ['invalid-input'],
    perMinute: 30,
  }),
  tryContent: route({
    id: 'tryContent',
    method: 'post',
    path: `${VERSION}/try`,
    summary: 'What an invented patient would be asked and told by this version. Nothing is stored.',
    callers: OWNERS,
    params: VersionParams,
    body: z.object({
      age: z.number().min(0).max(150),
      sex: Sex,
      text: paragraph(2000),
      answers: TriageAnswers,
    }),
    answer: ContentTrial,
    problems: ['not-found', 'invalid-input'],
    perMinute: 120,
  }),
  publishContent: route({
    id: 'publishContent',
    method: 'post',
    path: `${VERSION}/publish`,
    summary: 'The next patient gets this version; the one before is retired.',
    callers: ['administrator'],
    params: VersionParams,
    answer: ContentDetail,
    problems: ['not-found', 'state-conflict', 'signature-missing', 'invalid-input'],
  }),
  retireContent: route({
    id: 'retireContent',
    method: 'post',
    path: `${VERSION}/retire`,
    summary: 'No patient gets this version any more; results that were made with it stay readable.',
    callers: ['administrator'],
    params: VersionParams,
    answer: ContentDetail,
    problems: ['not-found', 'state-conflict'],
  }),
  signContent: route({
    id: 'signContent',
    method: 'post',
    path: `${VERSION}/sign`,
    summary: 'The medical lead signs exactly this version with their own key.',
    callers: ['medical_lead'],
    params: VersionParams,
    /** What the lead was shown: it must be what stands in the path. */
    body: z.object({ contentId: ContentId, version: z.string().max(32), hash: ContentHash }),
    answer: ContentDetail,
    problems: ['not-found', 'state-conflict', 'version-conflict'],
  }),
};
