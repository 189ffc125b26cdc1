/** What rules ask of a visit, its doctor, and the consent to it. Pure. */
import { all, block, must, PASS, words, type Check } from '../rule.ts';
import { the } from '../threshold.ts';

const REFER = words(
  '请停止线上诊疗，引导患者到线下就诊。',
  'Stop online and refer the patient to a clinic in person.',
);

/** Treatment online is for a revisit; a first visit only under a pilot that is in force. */
export const revisitOnly: Check = ({ visit }, _now, t) => {
  if (!visit.treatment) return PASS;
  const { revisit } = visit;
  if (revisit === null)
    return must(
      visit.pilot !== null && the.list(t, 'pilots').includes(visit.pilot),
      block(
        words('没有复诊依据，属首诊。', 'There is no evidence of an earlier visit: this is a first visit.'),
        REFER,
      ),
    );
  return all(
    () =>
      must(
        the.list(t, 'evidence').includes(revisit.evidence),
        block(words('复诊依据的来源不被认可。', 'This kind of evidence of a revisit does not count.'), REFER),
      ),
    () =>
      must(
        revisit.checkedByDoctor,
        block(
          words('医师尚未核对复诊依据。', 'The doctor has not checked the evidence of the earlier visit.'),
          words('请查看既往病历并确认。', 'Look at the earlier record and confirm it.'),
        ),
      ),
    () =>
      must(
        revisit.sameDiagnosis,
        block(words('本次诊断与既往诊断不同。', 'The diagnosis is not that of the earlier visit.'), REFER),
      ),
    () =>
      must(
        revisit.commonOrChronic,
        block(words('不属于常见病、慢性病。', 'The illness is neither common nor chronic.'), REFER),
      ),
  );
};

/** A first visit under a pilot: hospital, doctor and speciality are named in it, and a guardian is present. */
export const pilotFirstVisit =
  (pilot: string): Check =>
  ({ visit, hospital, clinician, patient }, _now, t) => {
    if (!visit.treatment || visit.revisit !== null || visit.pilot !== pilot) return PASS;
    return all(
      () =>
        must(
          hospital.pilots.includes(pilot),
          block(
            words('本院不在首诊试点名单。', 'This hospital is not in the pilot for first visits.'),
            REFER,
          ),
        ),
      () =>
        must(
          clinician.pilots.includes(pilot),
          block(words('接诊医师不在首诊试点名单。', 'The doctor is not on the pilot’s list.'), REFER),
        ),
      () =>
        must(
          the.list(t, 'specialities').includes(visit.speciality),
          block(words('该专业不在首诊试点范围。', 'The speciality is not in the pilot.'), REFER),
        ),
      () =>
        must(
          patient.guardianPresent,
          block(
            words('首诊试点须有监护人陪同。', 'A first visit of the pilot needs a guardian present.'),
            words('请监护人陪同后再就诊。', 'Come again together with a guardian.'),
          ),
        ),
    );
  };

/** Once the condition has changed, or it turns out to be a first visit: stopped, and referred. `pilot`: only for its visits. */
export const stopAndRefer =
  (pilot?: string): Check =>
  ({ visit }) => {
    if (pilot !== undefined && visit.pilot !== pilot) return PASS;
    const done = () => visit.stopped && visit.referredOffline;
    return all(
      () =>
        must(
          !visit.conditionChanged || done(),
          block(words('患者病情已变化。', 'The patient’s condition has changed.'), REFER),
        ),
      () =>
        must(
          !visit.judgedFirst || done(),
          block(words('医师判断为首诊。', 'The doctor judges that this is a first visit.'), REFER),
        ),
    );
  };

export const entitledDoctor: Check = ({ clinician }, _now, t) =>
  all(
    () => {
      const years = the.number(t, 'years');
      return must(
        clinician.independentPracticeYears >= years,
        block(
          words(
            `医师独立执业不足 ${years} 年。`,
            `The doctor has practised independently for less than ${years} years.`,
          ),
          words('请由符合条件的医师接诊。', 'Let a doctor see the patient who has.'),
        ),
      );
    },
    () =>
      must(
        clinician.institutionConsents,
        block(
          words(
            '医师的执业机构未同意其开展互联网诊疗。',
            'The doctor’s institution has not consented to work online.',
          ),
          words('请先取得执业机构同意。', 'Get the institution’s consent first.'),
        ),
      ),
  );

/** A person attends to the patient. */
export const attendedByDoctor: Check = ({ visit }) =>
  must(
    visit.attendedByMachine === null,
    block(
      words('由程序代替医师接诊。', 'A program attends to the patient in the doctor’s place.'),
      words('请由医师本人接诊。', 'Let the doctor attend to the patient.'),
    ),
  );

export const realNames: Check = ({ patient, clinician }) =>
  all(
    () =>
      must(
        patient.realNameChecked,
        block(
          words('患者未通过实名核验。', 'The patient’s real name is not confirmed.'),
          words('请核验患者身份证件。', 'Check the patient’s identity document.'),
        ),
      ),
    () =>
      must(
        clinician.realNameChecked,
        block(
          words('医师未通过实名核验。', 'The doctor’s real name is not confirmed.'),
          words('请联系医务部门核验。', 'Ask the medical office to check it.'),
        ),
      ),
  );

export const healthConsent: Check = ({ consent }) =>
  all(
    () =>
      must(
        consent.healthData,
        block(
          words('没有处理健康信息的同意。', 'There is no consent to the use of health data.'),
          words('请先征得同意。', 'Ask for it first.'),
        ),
      ),
    () =>
      must(
        consent.separate,
        block(
          words(
            '健康信息的同意不是单独取得的。',
            'The consent to the use of health data was not asked by itself.',
          ),
          words('请单独征得同意。', 'Ask for it by itself.'),
        ),
      ),
  );

export const guardianConsent: Check = ({ patient, consent }, _now, t) =>
  patient.ageYears >= the.number(t, 'years')
    ? PASS
    : must(
        consent.by === 'guardian',
        block(
          words('未成年人的信息须由监护人同意。', 'For a child of this age a guardian has to consent.'),
          words('请监护人同意后再继续。', 'Let a guardian consent first.'),
        ),
      );
