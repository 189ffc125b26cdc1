/** The checks that rules of several packs share, each over the facts and its own threshold. Pure. */
import type { Outcome, PrescriptionFacts, Threshold } from './rule.ts';
import { words } from './rule.ts';

const number = (t: Threshold, key: string): number => t[key] as number;
const list = (t: Threshold, key: string): readonly string[] => t[key] as readonly string[];

/** Refuses items whose control code holds one of `codes`, or whose ATC begins with one of `atc`. */
export function neverOnline({ items }: PrescriptionFacts, t: Threshold): Outcome[] {
  return items.flatMap(({ line, name, controlled, atc }) => {
    const code = controlled && list(t, 'codes').some((c) => controlled.code.includes(c));
    const kind = atc && list(t, 'atc').some((prefix) => atc.startsWith(prefix));
    if (!code && !kind) return [];
    const as = controlled ? `（${controlled.cn}）` : '';
    return {
      verdict: 'block',
      line,
      what: words(
        `${name['zh-CN']}${as}属特殊管理药品，不能在互联网开具。`,
        `${name.en} is specially controlled and may not be prescribed online.`,
      ),
      instead: words(
        '请改用其他药品，或请患者到线下门诊就诊。',
        'Choose another medicine, or refer the patient to a clinic in person.',
      ),
    };
  });
}

/** A small child: a guardian is with them, and the doctor of the speciality has confirmed it. */
export function childWithGuardian(
  { patient, guardianConfirmed }: PrescriptionFacts,
  t: Threshold,
): Outcome[] {
  const limit = number(t, 'years');
  const covered = t['inclusive'] === true ? patient.ageYears <= limit : patient.ageYears < limit;
  if (!covered || (patient.guardianPresent && guardianConfirmed)) return [];
  return [
    {
      verdict: 'block',
      line: null,
      what: patient.guardianPresent
        ? words(
            '低龄儿童：尚未确认监护人在场和相关专业医师接诊。',
            'Small child: guardian and speciality are not confirmed yet.',
          )
        : words('低龄儿童：没有监护人陪同信息。', 'Small child: no guardian is registered with this visit.'),
      instead: patient.guardianPresent
        ? words(
            '与监护人核对后，在处方上勾选确认。',
            'Speak with the guardian, then tick the confirmation on the prescription.',
          )
        : words(
            '请监护人陪同后重新挂号，或转线下就诊。',
            'Ask for a visit with the guardian, or refer to a clinic in person.',
          ),
    },
  ];
}

export function itemsAtMost({ items }: PrescriptionFacts, t: Threshold): Outcome[] {
  const max = number(t, 'items');
  if (items.length <= max) return [];
  return [
    {
      verdict: 'block',
      line: null,
      what: words(
        `处方有 ${items.length} 种药品，最多 ${max} 种。`,
        `The prescription has ${items.length} medicines; at most ${max} are allowed.`,
      ),
      instead: words('请减少药品，或另开一张处方。', 'Remove medicines, or write a second prescription.'),
    },
  ];
}

/** Ordinary days; more with a written reason for a chronic illness; never beyond the long limit. */
export function daysAtMost({ items, longReason }: PrescriptionFacts, t: Threshold): Outcome[] {
  const [ordinary, long] = [number(t, 'days'), number(t, 'longDays')];
  return items.flatMap(({ line, name, days }): Outcome[] => {
    if (days === null) {
      const what = words(`${name['zh-CN']}没有填写天数。`, `${name.en} has no number of days.`);
      return [
        {
          verdict: 'unable_to_check',
          line,
          what,
          instead: words('请填写天数。', 'Give the number of days.'),
        },
      ];
    }
    if (days > long) {
      const what = words(
        `${name['zh-CN']}开了 ${days} 天，最多 ${long} 天。`,
        `${name.en} is written for ${days} days; at most ${long} are allowed.`,
      );
      return [
        {
          verdict: 'block',
          line,
          what,
          instead: words('请缩短疗程，之后复诊续方。', 'Shorten it; renew it at a later visit.'),
        },
      ];
    }
    if (days > ordinary && !longReason.trim()) {
      const what = words(
        `${name['zh-CN']}开了 ${days} 天，超过 ${ordinary} 天要写明慢性病等理由。`,
        `${name.en} is written for ${days} days; more than ${ordinary} need a written reason, such as a chronic illness.`,
      );
      return [
        {
          verdict: 'block',
          line,
          what,
          instead: words('请写明延长理由，或缩短天数。', 'Write the reason, or shorten it.'),
        },
      ];
    }
    return [];
  });
}

/** Medicines that a long prescription may not hold. */
export function notForLong({ items }: PrescriptionFacts, t: Threshold): Outcome[] {
  const ordinary = number(t, 'days');
  const spared = list(t, 'sparedAntimicrobials');
  return items.flatMap(({ line, name, days, antimicrobial, controlled }): Outcome[] => {
    if (days === null || days <= ordinary) return [];
    const refused = controlled !== null || (antimicrobial !== null && !spared.includes(antimicrobial));
    if (!refused) return [];
    return [
      {
        verdict: 'block',
        line,
        what: words(
          `${name['zh-CN']}属于抗菌药物或特殊管理药品，不能开超过 ${ordinary} 天的长期处方。`,
          `${name.en} is an antimicrobial or specially controlled: not for more than ${ordinary} days.`,
        ),
        instead: words('请缩短疗程。', 'Shorten the course.'),
      },
    ];
  });
}

/** The reviewer is somebody else, and long enough in dispensing. */
export function otherReviewer({ reviewer, prescriberId }: PrescriptionFacts, t: Threshold): Outcome[] {
  if (!reviewer) return [];
  if (reviewer.clinicianId === prescriberId) {
    return [
      {
        verdict: 'block',
        line: null,
        what: words('开方医师不能审核自己的处方。', 'The prescriber may not review their own prescription.'),
        instead: words('请由其他药师审核。', 'Let another pharmacist review it.'),
      },
    ];
  }
  const years = number(t, 'dispensingYears');
  if (years === 0 || (reviewer.dispensingYears ?? 0) >= years) return [];
  const known = reviewer.dispensingYears !== null;
  return [
    {
      verdict: known ? 'block' : 'unable_to_check',
      line: null,
      what: known
        ? words(
            `审方药师的调剂年限不足 ${years} 年。`,
            `The reviewer has less than ${years} years of dispensing.`,
          )
        : words('系统中没有审方药师的调剂年限。', 'The reviewer’s years of dispensing are not on record.'),
      instead: words(
        `请确认由具备 ${years} 年以上调剂经验的药师审核。`,
        `Make sure that the reviewer has at least ${years} years of dispensing.`,
      ),
    },
  ];
}
