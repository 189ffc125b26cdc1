/** Overlay `cn-tianjin`: Tianjin's own rules of 2026 say again how long is kept; a change of one of the two sources leaves the other. */
import { keptFor } from '../checks/record.ts';
import type { RulePack } from '../law.ts';
import { rule, words } from '../rule.ts';
import { atLeast } from '../threshold.ts';

const TIANJIN = '天津 2026 第二十一条';
const FROM = '2026-01-01';

export const cnTianjin: RulePack = {
  id: 'cn-tianjin',
  version: '2026.11.1',
  extends: 'cn@2026.11.2',
  rules: [
    rule({
      id: 'cn-tianjin.record.kept',
      article: TIANJIN,
      mark: 'S',
      effectiveFrom: FROM,
      summary: words('病历保存不少于十五年。', 'A medical record is kept for at least fifteen years.'),
      subject: 'retention',
      at: ['retention.set'],
      threshold: { years: atLeast(15) },
      check: keptFor('record', 'years'),
    }),
    rule({
      id: 'cn-tianjin.visit.media-kept',
      article: TIANJIN,
      mark: 'S',
      effectiveFrom: FROM,
      summary: words(
        '图文对话、音视频资料保存不少于三年。',
        'Chat, sound and picture are kept for at least three years.',
      ),
      subject: 'retention',
      at: ['retention.set'],
      threshold: { years: atLeast(3) },
      check: keptFor('media', 'years'),
    }),
  ],
};
