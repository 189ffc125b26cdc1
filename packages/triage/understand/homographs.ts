/** Puts plain words where common ones mean something else than they say: a doctor's note, a spin class, a wobbly tooth, 抽着痛. Server only. */
import { readWords } from './words.ts';

type Homographs = Record<'zh-CN' | 'en', [pattern: string, meant: string][]>;
const read = readWords<Homographs>('homographs');
const compiled = (['zh-CN', 'en'] as const).map((language): [RegExp, [RegExp, string][]] => [
  language === 'en' ? /[a-z]/ : /\p{Script=Han}/u,
  read[language].map(([pattern, meant]) => [new RegExp(pattern, 'g'), meant]),
]);

/** Of text that is plain otherwise. */
export const meant = (text: string): string =>
  compiled.reduce(
    (said, [script, pairs]) =>
      script.test(said) ? pairs.reduce((now, [pattern, words]) => now.replace(pattern, words), said) : said,
    text,
  );
