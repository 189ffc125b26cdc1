/** What rules ask of the review, and of handing medicine over. Pure. */
import { all, block, each, must, PASS, words, type Check } from '../rule.ts';
import { the } from '../threshold.ts';

const REVIEW_FIRST = words('请等待药师审核通过。', 'Wait for the pharmacist’s pass.');

/** The reviewer is somebody else, a pharmacist, and long enough in dispensing. */
export const otherReviewer: Check = ({ review, prescription }, _now, t) => {
  const years = the.number(t, 'dispensingYears');
  return all(
    () =>
      must(
        review.reviewerId !== prescription.prescriberId,
        block(
          words('开方医师不能审核自己的处方。', 'The prescriber may not review their own prescription.'),
          words('请由其他药师审核。', 'Let another pharmacist review it.'),
        ),
      ),
    () =>
      must(
        review.pharmacist,
        block(
          words('审方人不具备药师资格。', 'The reviewer is not a pharmacist.'),
          words('请由药师审核。', 'Let a pharmacist review it.'),
        ),
      ),
    () =>
      years === 0
        ? PASS
        : must(
            review.dispensingYears >= years,
            block(
              words(
                `审方药师的调剂年限不足 ${years} 年。`,
                `The reviewer has less than ${years} years of dispensing.`,
              ),
              words(
                `请确认由具备 ${years} 年以上调剂经验的药师审核。`,
                `Make sure that the reviewer has at least ${years} years of dispensing.`,
              ),
            ),
          ),
  );
};

/** Step by step, and what is decided on is the revision that was looked at. */
export const reviewedInOrder: Check = ({ review, prescription }, _now, t) =>
  all(
    () => {
      const order = the.list(t, 'order');
      return must(
        review.steps.length === order.length && review.steps.every((step, i) => step === order[i]),
        block(
          words(
            '没有依次审核合法性、规范性、适宜性。',
            'Legality, form and suitability were not reviewed in this order.',
          ),
          words('请按顺序完成审核。', 'Go through the steps in their order.'),
        ),
      );
    },
    () =>
      must(
        review.revision === prescription.revision,
        block(
          words('审核的不是当前版次。', 'Another revision was reviewed.'),
          words('请审核当前版次。', 'Review the one of now.'),
        ),
      ),
  );

/** Takes effect with the pass of its own revision. */
export const effectiveAfterPass: Check = ({ review, prescription, dispensing }) =>
  all(
    () =>
      must(
        review.decision === 'approved' && review.decidedAt !== null && review.decidedAt <= dispensing.at,
        block(words('处方尚未生效。', 'The prescription has not taken effect.'), REVIEW_FIRST),
      ),
    () =>
      must(
        review.revision === prescription.revision,
        block(words('审核的不是当前版次。', 'Another revision was reviewed.'), REVIEW_FIRST),
      ),
  );

/** For money and medicine alike. */
export const passedFirst: Check = ({ review }) =>
  must(
    review.decision === 'approved',
    block(words('处方未经药师审核通过。', 'No pharmacist has passed the prescription.'), REVIEW_FIRST),
  );

export const prescribedFirst: Check = ({ prescription, dispensing }) =>
  must(
    prescription.signedAt <= dispensing.at,
    block(
      words('药品在处方开具之前提供。', 'The medicine comes before its prescription.'),
      words('请先由医师开具处方。', 'Let the doctor prescribe first.'),
    ),
  );

export const nothingUnsafe: Check = ({ review }) => {
  const refuse = (zh: string, en: string) =>
    block(
      words(`处方有${zh}。`, `The prescription has ${en}.`),
      words('请退回医师修改。', 'Return it to the doctor.'),
    );
  return all(
    () => must(review.incompatible === 0, refuse('配伍禁忌', 'medicines that do not go together')),
    () => must(review.excessive === 0, refuse('超剂量用药', 'a dose that is too high')),
  );
};

/** What is handed over is what was prescribed. */
export const nothingSubstituted: Check = ({ prescription, dispensing }) =>
  each(dispensing.items, (item) => {
    const { line } = item;
    const ordered = prescription.items.find((one) => one.line === line);
    return must(
      ordered !== undefined && ordered.drugId === item.drugId,
      block(
        words('调配的药品与处方不同。', 'It is not the medicine that was prescribed.'),
        words('请按处方调配，或退回医师修改。', 'Dispense what was prescribed, or return it to the doctor.'),
        line,
      ),
    );
  });
