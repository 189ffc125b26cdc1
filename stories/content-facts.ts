/** Triage content as stories and tests show it: a signed version, a draft that changes one rule, and what waits for a signature. */
import type { Text } from '@care-elements/contract/common.ts';
import type {
  ContentDetail,
  ContentLine,
  ContentReview,
  ContentSummary,
  ContentTrial,
  ContentVersion,
} from '@care-elements/contract/content.ts';
import type { Question } from '@care-elements/triage/protocol.ts';
import { both, inMinutes } from './facts.ts';

export const HASH = { signed: 'a1'.repeat(32), draft: 'b2'.repeat(32), plain: 'c3'.repeat(32) };
const LEAD = both('吴建国', 'Wu Jianguo');
const ADMIN = both('方琳', 'Fang Lin');

export const review = (version: string, hash: string): ContentReview => ({
  ...{ by: LEAD, at: inMinutes(-60 * 24 * 3), version, hash, keyId: 'k'.repeat(43) },
});

export const summary = (change: Partial<ContentSummary> = {}): ContentSummary => ({
  ...{ kind: 'protocol', contentId: 'chest-pain', version: '0.1.0', hash: HASH.signed },
  title: both('胸痛、胸闷', 'Chest pain or tightness'),
  ...{ state: 'published', origin: 'built-in', served: true },
  ...{ review: review('0.1.0', HASH.signed), lastSigned: review('0.1.0', HASH.signed) },
  ...{ rules: 21, unconfirmed: 12 },
  ...change,
});
export const draft = (change: Partial<ContentSummary> = {}): ContentSummary =>
  summary({
    version: '0.2.0',
    hash: HASH.draft,
    state: 'draft',
    origin: 'uploaded',
    served: false,
    review: null,
    ...change,
  });
export const unsigned = (served = true): ContentSummary =>
  summary({
    ...{ contentId: 'cold', title: both('感冒、流鼻涕、鼻塞', 'Cold, runny or blocked nose') },
    ...{ hash: HASH.plain, review: null, lastSigned: null, served, rules: 14, unconfirmed: 9 },
  });

const line = (
  part: ContentLine['part'],
  key: string,
  text: Text,
  rest: Partial<ContentLine> = {},
): ContentLine => ({
  ...{ part, key, text, level: null, more: [], source: null, confidence: null },
  ...rest,
});
const SPREADS = line(
  'rule',
  'chest-pain.spreads',
  both('胸痛放射到手臂、下巴或后背', 'Chest pain that spreads to arm, jaw or back'),
  {
    level: 1,
    source: 'NHS chest-pain',
    confidence: 'source-page-seen',
    more: [
      both(
        '当：“疼痛会窜到哪里？” [pain-spread]：“手臂” [arm]',
        'When: “Where does it spread?” [pain-spread]: “arm” [arm]',
      ),
    ],
  },
);
const COUGHING = line('rule', 'chest-pain.cough', both('咳嗽时更痛', 'Worse on coughing'), {
  level: 3,
  source: 'K',
  confidence: 'consensus-recall',
  more: [
    both(
      '当：“什么时候更痛？” [pain-worse]：“咳嗽” [coughing]',
      'When: “When is it worse?” [pain-worse]: “coughing” [coughing]',
    ),
  ],
});
const LINES: ContentLine[] = [
  line('about', 'title', both('胸痛、胸闷', 'Chest pain or tightness')),
  line('about', 'who', both('适用于：14 岁到未满 200 岁', 'For: 14 years to under 200 years')),
  line('question', 'pain-spread', both('疼痛会窜到哪里？', 'Where does it spread?'), {
    more: [both('手臂 [arm]', 'Arm [arm]'), both('下巴 [jaw]', 'Jaw [jaw]')],
  }),
  SPREADS,
  COUGHING,
  line('outcome', '1', both('20 急诊医学科（10）', '20 Emergency medicine (10)'), {
    level: 1,
    more: [both('建议 call-help：现在就拨打急救电话。', 'Advice call-help: Call the emergency number now.')],
  }),
  line('advice', 'call-help', both('现在就拨打急救电话。', 'Call the emergency number now.')),
];

export function detail(of: ContentSummary = draft(), change: Partial<ContentDetail> = {}): ContentDetail {
  const signed = summary();
  const old: ContentVersion = {
    ...{ version: signed.version, hash: signed.hash, state: 'published', origin: 'built-in' },
    ...{ uploaded: null, published: { by: null, at: inMinutes(-60 * 24 * 3) } },
    ...{ retired: null, review: signed.review },
  };
  return {
    ...of,
    lines: LINES,
    changes:
      of.lastSigned && of.lastSigned.hash !== of.hash
        ? {
            since: of.lastSigned,
            list: [
              {
                part: 'rule',
                key: COUGHING.key,
                change: 'changed',
                before: { ...COUGHING, level: 4 },
                after: COUGHING,
              },
              { part: 'rule', key: SPREADS.key, change: 'added', before: null, after: SPREADS },
              { part: 'question', key: 'question', change: 'moved', before: null, after: null },
            ],
          }
        : null,
    versions: [
      {
        ...{ version: of.version, hash: of.hash, state: of.state, origin: of.origin, review: of.review },
        uploaded: of.origin === 'uploaded' ? { by: ADMIN, at: inMinutes(-30) } : null,
        ...{ published: null, retired: null },
      },
      ...(of.hash === signed.hash || !of.lastSigned ? [] : [old]),
    ],
    body: { id: of.contentId, version: of.version },
    ...change,
  };
}

const ASKED: Question = {
  ...{ linkId: 'pain-spread', type: 'choice', repeats: true },
  text: both('疼痛会窜到哪里？', 'Where does it spread?'),
  answerOption: [
    { code: 'arm', display: both('手臂', 'Arm') },
    { code: 'jaw', display: both('下巴', 'Jaw') },
  ],
};
export const trialAsking: ContentTrial = {
  ...{ heard: { danger: ['none'] }, next: ASKED, left: 3, level: 3, flags: [] },
  departments: [both('心血管内科', 'Cardiology')],
  ...{ reasons: [], advice: [both('多休息', 'Rest')], callAgainIf: [both('症状加重', 'It gets worse')] },
};
export const trialDone: ContentTrial = {
  ...trialAsking,
  ...{ next: null, left: 0, level: 1 },
  departments: [both('急诊医学科', 'Emergency medicine')],
  reasons: [{ ruleId: SPREADS.key, level: 1, why: SPREADS.text, unsure: false }],
  advice: [both('现在就拨打急救电话。', 'Call the emergency number now.')],
};

export const FAULTS = [
  {
    ...{ pointer: '/content/rules/3', code: 'lint', where: 'rules/chest-pain.spreads' },
    message: 'Its source NOWHERE is not in the list. Add it to sources.json.',
    ...{ problem: 'Its source NOWHERE is not in the list.', remedy: 'Add it to sources.json.' },
  },
  {
    ...{ pointer: '/content/outcomes/2', code: 'lint', where: 'outcomes/3' },
    message: 'It does not say when to come back. Add callAgainIf.',
    ...{ problem: 'It does not say when to come back.', remedy: 'Add callAgainIf.' },
  },
];
