/** Of pack `cn`: the visit, its doctor, consent, and what is kept. */
import { everyStepTraced, keptFor, openToRegulator } from '../checks/record.ts';
import {
  attendedByDoctor,
  entitledDoctor,
  guardianConsent,
  healthConsent,
  pilotFirstVisit,
  realNames,
  revisitOnly,
  stopAndRefer,
} from '../checks/visit.ts';
import { rule, words, type Rule } from '../rule.ts';
import { allowed, atLeast } from '../threshold.ts';

export const ONLINE = '互联网诊疗管理办法（试行）2018';
export const DETAILS = '互联网诊疗监管细则（试行）2022';
const PILOT = '国卫办医政函〔2025〕482号';
/** The pilot's name in facts. */
const CN_482 = 'cn-482';
const PILOT_FROM = '2026-01-01';

export const visitRules: readonly Rule[] = [
  rule({
    id: 'cn.visit.revisit',
    article: `${ONLINE} 第十六条`,
    mark: 'S',
    effectiveFrom: '2018-07-17',
    summary: words(
      '互联网诊疗限于同一诊断的常见病、慢性病复诊；首诊须到线下。',
      'Treatment online is for a revisit of a common or chronic illness under the same diagnosis; a first visit goes offline.',
    ),
    subject: 'visit',
    at: ['consult.start', 'rx.sign'],
    // Since the pilot of 2026 a first visit may be held under it; its own rule asks for its conditions.
    threshold: {
      evidence: allowed(['encounter', 'record']),
      pilots: allowed([], [PILOT_FROM, [CN_482]]),
    },
    check: revisitOnly,
  }),
  rule({
    id: 'cn.visit.first-visit-pilot',
    article: PILOT,
    mark: 'V',
    effectiveFrom: PILOT_FROM,
    summary: words(
      '首诊试点：限名单内的儿童医院和医师，生长发育、营养、皮肤专业，监护人须在场。',
      'First-visit pilot: only the children’s hospitals and doctors on its list, for growth, nutrition and dermatology, with a guardian present.',
    ),
    subject: 'visit',
    at: ['consult.start', 'rx.sign'],
    threshold: { specialities: allowed(['growth', 'nutrition', 'dermatology']) },
    check: pilotFirstVisit(CN_482),
  }),
  rule({
    id: 'cn.visit.pilot-stop',
    article: `${PILOT} 第四项`,
    mark: 'V',
    effectiveFrom: PILOT_FROM,
    summary: words(
      '首诊试点中病情不宜线上诊疗的，应立即停止并引导线下就诊。',
      'In the pilot: once the case is not one for online care, stop at once and refer in person.',
    ),
    subject: 'visit',
    at: ['rx.sign', 'consult.finish'],
    check: stopAndRefer(CN_482),
  }),
  rule({
    id: 'cn.visit.stop-and-refer',
    article: DETAILS,
    mark: 'M',
    effectiveFrom: '2022-02-08',
    summary: words(
      '病情变化、判断为首诊的，应立即停止线上诊疗并引导线下就诊。',
      'When the condition has changed, or it is judged a first visit: stop at once and refer in person.',
    ),
    subject: 'visit',
    at: ['rx.sign', 'consult.finish'],
    check: stopAndRefer(),
  }),
  rule({
    id: 'cn.clinician.practice-years',
    article: `${ONLINE} 第二十五条`,
    mark: 'V',
    effectiveFrom: '2018-07-17',
    summary: words(
      '医师须有三年以上独立临床工作经验，并经执业机构同意。',
      'The doctor has three years of independent practice, and the consent of the institution.',
    ),
    subject: 'clinician',
    at: ['queue.call', 'consult.start', 'rx.sign'],
    threshold: { years: atLeast(3) },
    check: entitledDoctor,
  }),
  rule({
    id: 'cn.visit.no-machine-doctor',
    article: `${DETAILS} 第十三条`,
    mark: 'S',
    effectiveFrom: '2022-02-08',
    summary: words('人工智能等不得替代医师接诊。', 'No software sees the patient in the doctor’s place.'),
    subject: 'visit',
    at: ['consult.start', 'consult.finish'],
    check: attendedByDoctor,
    heldBy: 'routes: a doctor alone calls, writes the note and ends the visit',
  }),
  rule({
    id: 'cn.visit.real-name',
    article: DETAILS,
    mark: 'M',
    effectiveFrom: '2022-02-08',
    summary: words(
      '接诊前核验医师和患者的真实身份。',
      'Before the consult the real names of doctor and patient are checked.',
    ),
    subject: 'visit',
    at: ['consult.start'],
    check: realNames,
  }),
  rule({
    id: 'cn.consent.health-data',
    article: '个人信息保护法 第二十九条',
    mark: 'V',
    effectiveFrom: '2021-11-01',
    summary: words('处理健康信息须取得单独同意。', 'The use of health data needs a consent of its own.'),
    subject: 'consent',
    at: ['visit.open'],
    check: healthConsent,
  }),
  rule({
    id: 'cn.consent.guardian',
    article: '个人信息保护法 第三十一条',
    mark: 'V',
    effectiveFrom: '2021-11-01',
    summary: words(
      '处理不满十四周岁未成年人的信息须由监护人同意。',
      'For anyone under fourteen a guardian consents.',
    ),
    subject: 'consent',
    at: ['visit.open'],
    threshold: { years: atLeast(14) },
    check: guardianConsent,
  }),
  rule({
    id: 'cn.trace.every-step',
    article: `${ONLINE} 第二十四条`,
    mark: 'V',
    effectiveFrom: '2018-07-17',
    summary: words('诊疗全程留痕、可追溯。', 'Every step of the treatment leaves a trace.'),
    subject: 'trace',
    at: ['consult.finish'],
    check: everyStepTraced,
    heldBy: 'every state change appends its audit entry in its own transaction',
  }),
  rule({
    id: 'cn.trace.regulator-interface',
    article: `${ONLINE} 第二十四条`,
    mark: 'V',
    effectiveFrom: '2018-07-17',
    summary: words('向监管部门开放数据接口。', 'A data interface is open to the regulator.'),
    subject: 'hospital',
    at: ['consult.finish', 'oversight.report'],
    check: openToRegulator,
  }),
  rule({
    id: 'cn.record.kept',
    article: `${DETAILS} 第二十条`,
    mark: 'S',
    effectiveFrom: '2022-02-08',
    summary: words('病历保存不少于十五年。', 'A medical record is kept for at least fifteen years.'),
    subject: 'retention',
    at: ['retention.set', 'consult.finish'],
    threshold: { years: atLeast(15) },
    check: keptFor('record', 'years'),
    heldBy: 'the server has no way to delete a visit, its notes or its prescriptions',
  }),
  rule({
    id: 'cn.visit.media-kept',
    article: `${DETAILS} 第二十条`,
    mark: 'S',
    effectiveFrom: '2022-02-08',
    summary: words(
      '诊疗中的图文对话、音视频资料保存不少于三年。',
      'Chat, sound and picture of a visit are kept for at least three years.',
    ),
    subject: 'retention',
    at: ['retention.set'],
    threshold: { years: atLeast(3) },
    check: keptFor('media', 'years'),
    heldBy:
      'recordings: a stored file carries the date until which it is kept, and is never deleted by the server',
  }),
  rule({
    id: 'cn.log.kept',
    article: '网络安全法',
    mark: 'V',
    effectiveFrom: '2017-06-01',
    summary: words('网络日志留存不少于六个月。', 'Network logs are kept for at least six months.'),
    subject: 'retention',
    at: ['retention.set'],
    threshold: { months: atLeast(6) },
    check: keptFor('log', 'months'),
  }),
];
