import { askOnce } from '../packages/elements/controls/ask-once.ts';
import { control } from './story.ts';

const WORDS = {
  'zh-CN': ['离开后，您的排队位置就没有了。', '离开', '继续等候'],
  en: ['If you leave, your place is gone.', 'Leave', 'Keep waiting'],
} as const;
const nothing = () => {};

export default { title: 'Controls/Ask once', tags: ['phone'] };

export const Question = control((lang) => {
  const [sure, yes, no] = WORDS[lang];
  return askOnce(sure, yes, no, nothing, nothing);
});
