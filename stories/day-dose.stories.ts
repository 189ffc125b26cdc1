import { dayDose } from '../packages/elements/controls/day-dose.ts';
import { control } from './story.ts';

const TIMES = { 'zh-CN': ['早', '中', '晚', '睡前'], en: ['Morning', 'Noon', 'Evening', 'Bedtime'] };
const TABLET = { 'zh-CN': '片', en: 'tablet' };
const SUMMARY = { 'zh-CN': '早晚各一片', en: 'One tablet in the morning and in the evening' };

export default { title: 'Controls/Day dose', tags: ['phone'] };

export const TwiceADay = control((lang) =>
  dayDose([`1 ${TABLET[lang]}`, '', `1 ${TABLET[lang]}`, ''], TIMES[lang], SUMMARY[lang]),
);
export const Halves = control((lang) =>
  dayDose(
    ['½', '½', '½', '1½'].map((n) => `${n} ${TABLET[lang]}`),
    TIMES[lang],
    SUMMARY[lang],
  ),
);
