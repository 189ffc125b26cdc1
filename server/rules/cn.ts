/**
 * Pack `cn`: what the law of mainland China asks of an online prescription, and of what is kept of a visit. Summaries are our own words. Marks say how well each
 * article is known; what is not seen in its text waits for a lawyer.
 */
import {
  childWithGuardian,
  daysAtMost,
  itemsAtMost,
  neverOnline,
  notForLong,
  otherReviewer,
} from './prescription-checks.ts';
import { rule, words, type RulePack } from './rule.ts';

const ONLINE = '互联网诊疗管理办法（试行）2018';
const ORDERS = '处方管理办法 2007';

export const cn: RulePack = {
  id: 'cn',
  version: '2026.11.1',
  rules: [
    rule({
      id: 'cn.rx.specially-controlled',
      article: `${ONLINE} 第十九条`,
      mark: 'V',
      effectiveFrom: '2018-07-17',
      summary: words(
        '互联网诊疗不得开具麻醉药品、精神药品等特殊管理药品。',
        'No narcotic, psychotropic or other specially controlled medicine is prescribed online.',
      ),
      threshold: { codes: ['narcotic', 'psychotropic', 'contains_special', 'termination'], atc: [] },
      check: neverOnline,
    }),
    rule({
      id: 'cn.rx.never-sold-online',
      article: '药品管理法 2019 第六十一条',
      mark: 'V',
      effectiveFrom: '2019-12-01',
      summary: words(
        '疫苗、血液制品、麻醉、精神、医疗用毒性、放射性药品和药品类易制毒化学品不得在网络上销售。',
        'Vaccines, blood products, narcotic, psychotropic, toxic and radioactive medicines and drug precursors are never sold online.',
      ),
      // ATC: J07 vaccines, J06B immunoglobulins, B05AA blood substitutes and plasma proteins, V09 and V10 radiopharmaceuticals.
      threshold: {
        codes: ['toxic', 'radioactive', 'precursor'],
        atc: ['J07', 'J06B', 'B05AA', 'V09', 'V10'],
      },
      check: neverOnline,
    }),
    rule({
      id: 'cn.rx.small-child',
      article: `${ONLINE} 第十九条`,
      mark: 'V',
      effectiveFrom: '2018-07-17',
      summary: words(
        '为低龄儿童（六岁以下）开方，须确认有监护人陪同和相关专业医师。',
        'A child of six and under: a guardian and a doctor of the speciality are confirmed first.',
      ),
      // Whether exactly six is included is read either way; the stricter reading is the default.
      threshold: { years: 6, inclusive: true },
      check: childWithGuardian,
    }),
    rule({
      id: 'cn.rx.sealed-then-reviewed',
      article: `${ONLINE} 第十八条`,
      mark: 'S',
      effectiveFrom: '2018-07-17',
      summary: words(
        '处方由接诊医师电子签名，经药师审核合格后方可生效。',
        'The treating doctor signs electronically; the prescription takes effect only after a pharmacist’s pass.',
      ),
      threshold: {},
      check: null,
      heldBy: 'prescription machine: approved is reached from pending_review alone, by a pharmacist',
    }),
    rule({
      id: 'cn.rx.no-machine-prescriber',
      article: '互联网诊疗监管细则（试行）2022 第十三条、第二十一条',
      mark: 'S',
      effectiveFrom: '2022-02-08',
      summary: words(
        '人工智能等不得替代医师接诊，不得自动生成处方；不得先供药后补方。',
        'No software in the doctor’s place, no prescription written by a machine, no medicine before its prescription.',
      ),
      threshold: {},
      check: null,
      heldBy: 'routes: a prescription begins and is signed by a doctor alone; nothing fills it in',
    }),
    rule({
      id: 'cn.rx.items',
      step: 'form',
      article: `${ORDERS} 第六条`,
      mark: 'S',
      effectiveFrom: '2007-05-01',
      summary: words(
        '每张处方不超过五种药品；中药饮片单独开具。',
        'At most five medicines in one prescription; herbs stand on their own.',
      ),
      threshold: { items: 5 },
      check: itemsAtMost,
    }),
    rule({
      id: 'cn.rx.validity',
      step: 'form',
      article: `${ORDERS} 第十八条`,
      mark: 'S',
      effectiveFrom: '2007-05-01',
      summary: words(
        '处方当日有效；特殊情况由医师注明延长，最长不超过三天。',
        'Valid on the day of writing; the doctor may extend it, by no more than three days in all.',
      ),
      threshold: { days: 1, extendedDays: 3 },
      check: null,
      heldBy: 'prescriptions: the end of validity is set at signing and asked at every read and write',
    }),
    rule({
      id: 'cn.rx.days',
      step: 'form',
      article: `${ORDERS} 第十九条；长期处方管理规范（试行）2021`,
      mark: 'S',
      effectiveFrom: '2007-05-01',
      summary: words(
        '一般不超过七日用量，急诊不超过三日；慢性病等可适当延长并注明理由，长期处方一般不超过四周。',
        'Ordinarily at most seven days, three in an emergency; longer for a chronic illness with a written reason, usually at most four weeks.',
      ),
      threshold: { days: 7, emergencyDays: 3, longDays: 28, longestDays: 84 },
      check: daysAtMost,
    }),
    rule({
      id: 'cn.rx.long-exclusions',
      step: 'form',
      article: '长期处方管理规范（试行）2021',
      mark: 'S',
      effectiveFrom: '2021-08-10',
      summary: words(
        '毒、放、易制毒、麻、精类药品和抗微生物药物（结核等除外）不用于长期处方。',
        'Specially controlled medicines and antimicrobials (but for tuberculosis) are not for long prescriptions.',
      ),
      // Chronic bacterial and fungal infections are spared by the law too; telling them apart waits for coded indications.
      threshold: { days: 7, sparedAntimicrobials: ['antituberculous'] },
      check: notForLong,
    }),
    rule({
      id: 'cn.rx.reviewer',
      article: '医疗机构处方审核规范 2018',
      mark: 'S',
      effectiveFrom: '2018-06-29',
      summary: words(
        '审方药师须具备药师及以上资格和三年以上调剂经验，且不是开方人。',
        'The reviewer is a pharmacist or above with three years of dispensing, and not the prescriber.',
      ),
      threshold: { dispensingYears: 3 },
      check: otherReviewer,
    }),
    rule({
      id: 'cn.rx.review-order',
      article: '医疗机构处方审核规范 2018',
      mark: 'S',
      effectiveFrom: '2018-06-29',
      summary: words(
        '依次审核合法性、规范性、适宜性；不合格退回开方人，重开的处方重新审核。',
        'Legality, then form, then suitability; a fail goes back to the prescriber, and a re-issue is reviewed again.',
      ),
      threshold: {},
      check: null,
      heldBy: 'checks are listed in that order; a revision is a new prescription with a review of its own',
    }),
    rule({
      id: 'cn.rx.nothing-before-the-pass',
      article: '药品管理法 2019 第七十三条；医疗机构处方审核规范 2018',
      mark: 'S',
      effectiveFrom: '2019-12-01',
      summary: words(
        '审核通过前不得收费和调配；有配伍禁忌或超剂量的应拒绝调配；不得擅自更改或代用。',
        'No charge and no dispensing before the pass; incompatible or excessive orders are refused; nothing is substituted.',
      ),
      threshold: {},
      check: null,
      heldBy:
        'prescription machine: claimed is reached from approved alone; the access code is shown only then',
    }),
    rule({
      id: 'cn.visit.media-kept',
      article: '互联网诊疗监管细则（试行）2022 第二十条',
      mark: 'S',
      effectiveFrom: '2022-02-08',
      summary: words(
        '诊疗中的图文对话、音视频资料保存不少于三年。',
        'Chat, sound and picture of a visit are kept for at least three years.',
      ),
      threshold: { years: 3 },
      check: null,
      heldBy:
        'recordings: a stored file carries the date until which it is kept, and is never deleted by the server',
    }),
  ],
};
