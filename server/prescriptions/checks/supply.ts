/** Days' supply: a course that is longer than the medicine is meant to be taken for without looking again. */
import { cautionedItems, notChecked, ofCaution, words, type Check } from './finding.ts';

export const course: Check = (snapshot) => {
  const bound = cautionedItems(snapshot).filter((i) => i.cautions.maxDays !== null);
  const unknown = notChecked(
    'course',
    'no-days',
    bound.filter((i) => i.days === null && i.frequency !== 'st'),
    {
      what: (names) => words(`${names['zh-CN']}的疗程未核对。`, `The course of ${names.en} was not checked.`),
      why: words('还没有填写天数。', 'The days are not written yet.'),
      instead: words('请填写天数。', 'Write the days.'),
    },
  );
  const long = bound.flatMap((item) => {
    const most = item.cautions.maxDays!;
    if (item.days === null || item.days <= most || item.frequency === 'st') return [];
    return ofCaution('course', 'warn', item, 'long', {
      what: words(
        `${item.name['zh-CN']}连用 ${item.days} 天，一般不超过 ${most} 天。`,
        `${item.name.en} for ${item.days} days; usually at most ${most}.`,
      ),
      why: words('疗程过长会增加不良反应。', 'A longer course does more harm than good.'),
      instead: words('请缩短疗程，到期复诊。', 'Shorten the course, and see the patient again.'),
    });
  });
  return [...long, ...unknown];
};
