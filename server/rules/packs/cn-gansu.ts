/** Overlay `cn-gansu`: what the province of Gansu asks beside pack `cn`. From memory of its platform; every rule waits for a lawyer. */
import { openToRegulator, toldPlatform } from '../checks/record.ts';
import type { RulePack } from '../law.ts';
import { rule, words } from '../rule.ts';
import { atMost } from '../threshold.ts';

const PLATFORM = '甘肃省互联网医疗服务监管平台';

export const cnGansu: RulePack = {
  id: 'cn-gansu',
  version: '2026.11.1',
  extends: 'cn@2026.11.2',
  rules: [
    rule({
      id: 'cn.trace.regulator-interface',
      article: `互联网诊疗管理办法（试行）2018 第二十四条；${PLATFORM}`,
      mark: 'M',
      effectiveFrom: '2018-07-17',
      summary: words(
        '向监管部门开放数据接口，并接入省级监管平台。',
        'A data interface is open to the regulator, and joined to the provincial platform.',
      ),
      subject: 'hospital',
      at: ['consult.finish', 'oversight.report'],
      check: openToRegulator,
    }),
    rule({
      id: 'cn-gansu.report.real-time',
      article: PLATFORM,
      mark: 'M',
      effectiveFrom: '2026-01-01',
      summary: words(
        '诊疗全过程实时上报省级监管平台，全时段、全过程监管。',
        'Every step is reported to the provincial platform in real time.',
      ),
      subject: 'report',
      at: ['oversight.report'],
      // What “real time” is in seconds is our reading.
      threshold: { seconds: atMost(60) },
      check: toldPlatform('cn-gansu'),
    }),
  ],
};
