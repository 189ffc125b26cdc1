import { levelBand } from '../packages/elements/controls/level-band.ts';
import { control } from './story.ts';

const WORDS = {
  'zh-CN': ['请立即拨打急救电话', '今天就需要看医生', '几天内看医生即可', '可以先在家照顾自己'],
  en: [
    'Call the emergency number now',
    'See a doctor today',
    'See a doctor in the next days',
    'Care at home is enough',
  ],
};

export default { title: 'Controls/Level band', tags: ['phone'] };

export const Levels = control((lang) =>
  ([1, 2, 3, 4] as const).map((level) => levelBand(level, WORDS[lang][level - 1]!)),
);
