import { steps } from '../packages/elements/controls/steps.ts';
import { control } from './story.ts';

const WORDS = {
  'zh-CN': ['说说不适', '候诊', '看医生', '取处方'],
  en: ['Symptoms', 'Waiting', 'Doctor', 'Prescription'],
};

export default { title: 'Controls/Steps', tags: ['phone'] };

export const AllPlaces = control((lang) => [0, 1, 2, 3, 4].map((current) => steps(WORDS[lang], current)));
