import { field, radioRows } from '../packages/elements/controls/fields.ts';
import { control } from './story.ts';

const WORDS = {
  'zh-CN': {
    phone: '电话号码',
    hint: '视频不通时，医生会打这个电话',
    error: '请填写电话号码',
    words: '用您自己的话说说',
    sex: '性别',
    options: ['男', '女'],
    which: '请选择性别',
  },
  en: {
    phone: 'Phone number',
    hint: 'The doctor will call this number if the video fails',
    error: 'Enter a phone number',
    words: 'Tell us in your own words',
    sex: 'Sex',
    options: ['Male', 'Female'],
    which: 'Choose the sex',
  },
};

export default { title: 'Controls/Fields', tags: ['phone'] };

export const Field = control((lang) => {
  const { phone, hint } = WORDS[lang];
  return field({ name: 'phone', label: phone, hint, type: 'tel', value: '555 0143' });
});
export const FieldWrong = control((lang) => {
  const { phone, error } = WORDS[lang];
  return field({ name: 'phone', label: phone, error, type: 'tel' });
});
export const Lines = control((lang) => field({ name: 'words', label: WORDS[lang].words, lines: 3 }));
export const Rows = control((lang) => {
  const { sex, options } = WORDS[lang];
  return radioRows({
    name: 'sex',
    label: sex,
    two: true,
    value: '1',
    options: options.map((o, i) => [`${i}`, o]),
  });
});
export const RowsWrong = control((lang) => {
  const { sex, options, which } = WORDS[lang];
  return radioRows({ name: 'sex', label: sex, error: which, options: options.map((o, i) => [`${i}`, o]) });
});
