/** What rules ask of a prescription and its signature. Pure. */
import { all, block, each, either, must, PASS, unable, warn, words, type Check } from '../rule.ts';
import { the } from '../threshold.ts';

/** Refuses items whose control code holds one of `codes`, or whose ATC begins with one of `atc`. */
export const neverOnline: Check = ({ prescription }, _now, t) =>
  each(prescription.items, (item) => {
    const { line, name } = item;
    const refuse = (as: string) => [
      block(
        words(
          `${name['zh-CN']}${as}属特殊管理药品，不能在互联网开具。`,
          `${name.en} is specially controlled and may not be prescribed online.`,
        ),
        words(
          '请改用其他药品，或请患者到线下门诊就诊。',
          'Choose another medicine, or refer the patient to a clinic in person.',
        ),
        line,
      ),
    ];
    return either(
      line,
      () => {
        const { controlled } = item;
        const held = controlled && the.list(t, 'codes').some((code) => controlled.code.includes(code));
        return held ? refuse(`（${controlled.cn}）`) : PASS;
      },
      () =>
        item.atc !== null && the.list(t, 'atc').some((atc) => item.atc!.startsWith(atc)) ? refuse('') : PASS,
    );
  });

/** A small child: a guardian is with them, and the doctor of the speciality has confirmed it. */
export const childWithGuardian: Check = ({ patient, prescription }, _now, t) => {
  const limit = the.number(t, 'years');
  const covered = the.flag(t, 'inclusive') ? patient.ageYears <= limit : patient.ageYears < limit;
  if (!covered) return PASS;
  if (!patient.guardianPresent)
    return [
      block(
        words('低龄儿童：没有监护人陪同信息。', 'Small child: no guardian is registered with this visit.'),
        words(
          '请监护人陪同后重新挂号，或转线下就诊。',
          'Ask for a visit with the guardian, or refer to a clinic in person.',
        ),
      ),
    ];
  return must(
    prescription.guardianConfirmed,
    block(
      words(
        '低龄儿童：尚未确认监护人在场和相关专业医师接诊。',
        'Small child: guardian and speciality are not confirmed yet.',
      ),
      words(
        '与监护人核对后，在处方上勾选确认。',
        'Speak with the guardian, then tick the confirmation on the prescription.',
      ),
    ),
  );
};

/** Not too many, and herbs by themselves: a decoction's herbs are not counted one by one. */
export const itemsAtMost: Check = ({ prescription: { items } }, _now, t) => {
  const max = the.number(t, 'items');
  const herbs = items.filter(({ herbal }) => herbal).length;
  if (herbs > 0)
    return must(
      herbs === items.length,
      block(
        words('中药饮片与其他药品开在同一张处方。', 'Herbs stand in one prescription with other medicines.'),
        words('请将中药饮片单独开具。', 'Write the herbs on a prescription of their own.'),
      ),
    );
  return must(
    items.length <= max,
    block(
      words(
        `处方有 ${items.length} 种药品，最多 ${max} 种。`,
        `The prescription has ${items.length} medicines; at most ${max} are allowed.`,
      ),
      words('请减少药品，或另开一张处方。', 'Remove medicines, or write a second prescription.'),
    ),
  );
};

const DAY_MS = 86_400_000;

/** Valid for the day, with a reason a little longer, and never after its last day. */
export const validFor: Check = ({ prescription }, now, t) => {
  const [ordinary, extended] = [the.number(t, 'days'), the.number(t, 'extendedDays')];
  return all(
    () =>
      must(
        now <= prescription.validThrough,
        block(
          words('处方已过有效期。', 'The prescription is no longer valid.'),
          words('请医师重新开具。', 'Ask the doctor for a new one.'),
        ),
      ),
    () => {
      const { signedOn, validThrough } = prescription;
      const days = Math.round((Date.parse(validThrough) - Date.parse(signedOn)) / DAY_MS) + 1;
      if (days <= ordinary) return PASS;
      if (days > extended)
        return [
          block(
            words(
              `有效期 ${days} 天，最长 ${extended} 天。`,
              `It is valid for ${days} days; at most ${extended} are allowed.`,
            ),
            words('请缩短有效期。', 'Shorten the validity.'),
          ),
        ];
      return must(
        prescription.extensionReason.trim() !== '',
        block(
          words('延长有效期没有注明理由。', 'Longer validity needs a written reason.'),
          words('请注明理由。', 'Write the reason.'),
        ),
      );
    },
  );
};

/** Ordinary days; more with a written reason. */
export const daysAtMost: Check = ({ prescription }, _now, t) =>
  each(prescription.items, ({ line, name, days }) => {
    if (days === null)
      return [
        unable(
          words(`${name['zh-CN']}没有填写天数。`, `${name.en} has no number of days.`),
          words('请填写天数。', 'Give the number of days.'),
          line,
        ),
      ];
    const most = the.number(t, prescription.emergency ? 'emergencyDays' : 'days');
    return days <= most
      ? PASS
      : must(
          prescription.longReason.trim() !== '',
          block(
            words(
              `${name['zh-CN']}开了 ${days} 天，超过 ${most} 天要写明慢性病等理由。`,
              `${name.en} is written for ${days} days; more than ${most} need a written reason, such as a chronic illness.`,
            ),
            words('请写明延长理由，或缩短天数。', 'Write the reason, or shorten it.'),
            line,
          ),
        );
  });

/** A long prescription: the usual length, longer only when assessed, and never beyond the end. Days that nobody wrote are not long. */
export const longAtMost: Check = ({ prescription }, _now, t) =>
  each(prescription.items, ({ line, name, days }) => {
    const [usual, most] = [the.number(t, 'usualDays'), the.number(t, 'days')];
    if (days === null || days <= usual) return PASS;
    const limit = days > most ? most : usual;
    return must(
      days <= most && prescription.longAssessed,
      block(
        words(
          `${name['zh-CN']}开了 ${days} 天，最多 ${limit} 天。`,
          `${name.en} is written for ${days} days; at most ${limit} are allowed.`,
        ),
        words('请缩短疗程，之后复诊续方。', 'Shorten it; renew it at a later visit.'),
        line,
      ),
    );
  });

/** Medicines that a long prescription may not hold. */
export const notForLong: Check = ({ prescription }, _now, t) =>
  each(prescription.items, (item) => {
    const { line, name, days } = item;
    const ordinary = the.number(t, 'days');
    if (days === null || days <= ordinary) return PASS;
    const refuse = (zh: string, en: string) => [
      block(
        words(
          `${name['zh-CN']}属于${zh}，不能开超过 ${ordinary} 天的长期处方。`,
          `${name.en} is ${en}: not for more than ${ordinary} days.`,
        ),
        words('请缩短疗程。', 'Shorten the course.'),
        line,
      ),
    ];
    return either(
      line,
      () => (item.controlled === null ? PASS : refuse('特殊管理药品', 'specially controlled')),
      () =>
        item.antimicrobial === null ||
        the.list(t, 'sparedAntimicrobials').includes(item.antimicrobial) ||
        item.chronicInfection
          ? PASS
          : refuse('抗微生物药物', 'an antimicrobial'),
      () =>
        item.specialStorage ? refuse('需特殊贮存的药品', 'a medicine that needs special storage') : PASS,
    );
  });

/** No program had a hand in what the prescription says. */
export const writtenByDoctor: Check = ({ prescription }) =>
  must(
    prescription.writtenByMachine === null,
    block(
      words('处方内容由程序生成。', 'A program wrote what the prescription says.'),
      words('请由医师本人开具。', 'The doctor has to write it.'),
    ),
  );

export const signedByTreatingDoctor: Check = ({ signature, visit }) =>
  must(
    signature.signerId === visit.treatingDoctorId,
    block(
      words('签名人不是接诊医师。', 'The signer is not the treating doctor.'),
      words('请由接诊医师签名。', 'Let the treating doctor sign.'),
    ),
  );

/** A signature without sole control is no reliable one: it may be used, and has not the force of a hand's. */
export const reliableSignature: Check = ({ signature }) =>
  all(
    () =>
      must(
        signature.exclusive,
        block(
          words('签名数据不为签名人专有。', 'The signing data are not the signer’s alone.'),
          words('请为医师配置本人的签名。', 'Give the doctor a key of their own.'),
        ),
      ),
    () =>
      must(
        signature.soleControl,
        warn(
          words(
            '签名不由签名人单独控制，不是可靠的电子签名。',
            'The signer has not sole control: it is no reliable signature.',
          ),
          words('请使用本人控制的设备或认证机构签名。', 'Sign with a device of one’s own, or through a CA.'),
        ),
      ),
    () =>
      must(
        signature.signatureTamperEvident && signature.textTamperEvident,
        block(
          words(
            '签名或内容的改动不能被发现。',
            'A change of the signature or of the text would not be found.',
          ),
          words('请重新签名。', 'Sign again.'),
        ),
      ),
  );
