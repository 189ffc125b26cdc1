/** Makes one text of what people type in many ways: half-width, lower case, simplified characters, pinyin read aloud. Server only. */
import { Converter } from 'opencc-js/t2cn';
import { meant } from './homographs.ts';
import { inFigures } from './numbers.ts';
import { spelledOut, writtenOut } from './shorthand.ts';
import { readWords } from './words.ts';

const simplified: (text: string) => string = Converter({ from: 'tw', to: 'cn' });
const pinyin = readWords<Record<string, string>>('pinyin');
/** Cantonese, Shanghainese and northern words that mean the same thing everywhere they stand. */
const dialect = readWords<Record<string, string>>('dialect');
/** Letters of the dialect, "bb", are words of their own: no part of "throbbing". */
const DIALECT = new RegExp(`(?<![a-z])(?:${Object.keys(dialect).join('|')})(?![a-z])`, 'g');
/** Homophones and slips that are common where people type Chinese on a phone. */
const SLIPS: [RegExp, string][] = [
  [/发[骚少扫捎]/g, '发烧'],
  [/感[帽昌]/g, '感冒'],
  [/鼻[滴替剃]/g, '鼻涕'],
  [/咳[数素树]|可嗽/g, '咳嗽'],
  [/(头|肚子|胸口|牙|腰|嗓子|喉咙|胃|耳朵|腿)[腾藤滕]/g, '$1疼'],
  [/拉[度渡杜]子/g, '拉肚子'],
  [/[呕欧]土/g, '呕吐'],
  [/胸[扣寇]/g, '胸口'],
];
const { words, leave } = readWords<Record<'words' | 'leave', string>>('typos');
const known = new Set(words.split(' '));
const left = new Set(leave.split(' '));
const byLetter = new Map<string, string[]>();
for (const word of known) byLetter.set(word[0]!, [...(byLetter.get(word[0]!) ?? []), word]);

/** One letter wrong, missing, doubled or swapped in a word of five letters or more. */
function near(typed: string, word: string): boolean {
  if (typed[0] !== word[0] || Math.abs(typed.length - word.length) > 1) return false;
  let i = 0;
  while (i < typed.length && typed[i] === word[i]) i++;
  const rest = (a: string, b: string) => a === b;
  return (
    rest(typed.slice(i + 1), word.slice(i + 1)) ||
    rest(typed.slice(i + 1), word.slice(i)) ||
    rest(typed.slice(i), word.slice(i + 1)) ||
    (typed[i] === word[i + 1] && typed[i + 1] === word[i] && rest(typed.slice(i + 2), word.slice(i + 2)))
  );
}
const spelt = (typed: string): string =>
  // A plural is no slip: "blisters".
  typed.length < 5 ||
  known.has(typed) ||
  left.has(typed) ||
  (typed.endsWith('s') && known.has(typed.slice(0, -1)))
    ? typed
    : (byLetter.get(typed[0]!)?.find((word) => near(typed, word)) ?? typed);

const longest = Math.max(...Object.keys(pinyin).map((word) => word.length));

const CJK = /\p{Script=Han}/u;
/** Words that are English and pinyin at once; a text with several of them is English. */
const ENGLISH =
  /\b(the|my|is|and|has|have|with|for|pain|since|been|was|can|feel|not|it|i|days|but|at|on|in|no|very|bad)\b/;

/** What can be read as syllables of pinyin: "mental" can't, so "mental change" is English. */
const SYLLABLES =
  /^(?:(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(?:[iu]ang|iong|[aeio]ng|i?ao|ian|u?ai|[uv]an|[aeiuv]n|[ei]i|ou|i[aeu]|u[aoei]|ve|er|[aoeiuv]))+$/;
const canBePinyin = (text: string): boolean => {
  const words = text.replace(/ü/g, 'v').match(/[a-z]+/g) ?? [];
  return words.filter((word) => SYLLABLES.test(word)).length >= 0.8 * words.length;
};

/** Longer than any complaint; what comes behind is not looked at. */
const MOST = 4000;

/** The last one: a case is read more than once. */
let last = { text: '', said: '' };
export function plain(text: string): string {
  if (text !== last.text) last = { text, said: toPlain(text) };
  return last.said;
}

function toPlain(text: string): string {
  const one = simplified(writtenOut(text.slice(0, MOST).normalize('NFKC')))
    .toLowerCase()
    .replace(/[’‘`´]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(DIALECT, (word) => dialect[word]!)
    .replace(/<[^>]{0,200}>/g, ' ')
    .replace(/[ \t]+/g, ' ')
    .trim()
    // Who types on a phone parts what belongs apart by spaces.
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '，');
  // Pinyin among characters too: "bianmi 两天了".
  const said = CJK.test(one)
    ? one.replace(/(?<![a-z\d])[a-z][a-z' ]{3,}(?![a-z\d])/g, (run) =>
        ENGLISH.test(run) ? run : (spoken(run, 0.95) ?? run),
      )
    : ENGLISH.test(one) || !canBePinyin(one)
      ? one
      : (spoken(one) ?? one);
  return meant(
    SLIPS.reduce(
      (text, [slip, right]) => text.replace(slip, right),
      inFigures(spelledOut(said, CJK.test(said))),
    )
      // Doctors write in full what people contract.
      .replace(/\b(?:cannot|can not|can no longer|(?:is |was |are )?(?:unable|not able) to)\b/g, "can't")
      .replace(/\bwill not\b/g, "won't")
      .replace(/\b(do|does|did|is|are|was|has|have|had|could|would) not\b(?! (?:only|just))/g, "$1n't")
      .replace(/\bcant\b/g, "can't")
      .replace(/\bwont\b/g, "won't")
      .replace(/\bdont\b/g, "don't")
      .replace(/\b(hasn|haven|isn|wasn|didn|doesn|couldn)t\b/g, "$1't")
      .replace(/[a-z]{5,}/g, spelt),
  );
}

/** "wo fashao san tian" → 我发烧三天; undefined when too much of it is no pinyin we know. */
function spoken(text: string, least = 0.6): string | undefined {
  let known = 0;
  let letters = 0;
  const said = text.replace(/[a-zü' ]+/g, (run) => {
    const joined = run.replace(/ü/g, 'v').replace(/[' ]/g, '');
    letters += joined.length;
    let out = '';
    for (let at = 0; at < joined.length;) {
      let size = Math.min(longest, joined.length - at);
      while (size > 0 && !pinyin[joined.slice(at, at + size)]) size--;
      if (size) {
        out += pinyin[joined.slice(at, at + size)];
        known += size;
      }
      at += size || 1;
    }
    return out;
  });
  return letters && known / letters > least ? said : undefined;
}
