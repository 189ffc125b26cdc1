/** Indication: does a diagnosis of the note stand for each medicine? */
import { cautionedItems, notChecked, ofCaution, words, type Check } from './finding.ts';

/** `J06` and `J06.9` are J06; `J` is the whole chapter's letter; `*` is whatever it is. */
const fits = (prefix: string, code: string) => prefix === '*' || code.startsWith(prefix);

/** Another issue of what somebody takes already says nothing of why. */
const REPEAT = 'Z76.0';

export const indication: Check = (snapshot) => {
  const { diagnoses } = snapshot;
  const items = cautionedItems(snapshot);
  if (diagnoses.length === 0) return [];
  const listed = items.filter((i) => i.cautions.indications.length > 0);
  const unfit = listed.filter(
    ({ cautions }) => !cautions.indications.some((prefix) => diagnoses.some((code) => fits(prefix, code))),
  );
  if (diagnoses.every((code) => code === REPEAT)) {
    return notChecked('indication', 'repeat', unfit, {
      what: (names) =>
        words(`${names['zh-CN']}：没有写明疾病，未核对。`, `${names.en}: no illness is named; not checked.`),
      why: words('诊断只写了“重复开药”。', 'The only diagnosis is “repeat prescription”.'),
      instead: words('请补充所治疾病的诊断。', 'Add the illness that it is for.'),
    });
  }
  return unfit.map((item) =>
    ofCaution('indication', 'warn', item, 'no-diagnosis', {
      what: words(
        `诊断中没有${item.name['zh-CN']}的常用适应证。`,
        `No diagnosis of the note is a usual reason for ${item.name.en}.`,
      ),
      why: words('无适应证用药会被药师退回。', 'The pharmacist returns a medicine without a reason.'),
      instead: words('请补充诊断，或改药。', 'Add the diagnosis, or choose another medicine.'),
    }),
  );
};
