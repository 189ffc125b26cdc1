/** Puts the right person into a sentence: patients speak for themselves, a parent for a child, a daughter for her father. Server only. */
import type { Question, Text } from './protocol.ts';

export type Voice = keyof typeof KIN;

/** Of whom it is, as whoever answers would say it. */
const KIN = {
  self: null,
  child: ['孩子', 'your child'],
  grandchild: ['孩子', 'your grandchild'],
  'a-child': ['孩子', 'the child'],
  father: ['您父亲', 'your father'],
  mother: ['您母亲', 'your mother'],
  son: ['您儿子', 'your son'],
  daughter: ['您女儿', 'your daughter'],
  partner: ['您爱人', 'your partner'],
  other: ['患者', 'the patient'],
} as const satisfies Record<string, readonly [zh: string, en: string] | null>;

const YOUNG: Record<string, Voice> = { parent: 'child', grandparent: 'grandchild' };
const GROWN: Record<string, { male?: Voice; female?: Voice }> = {
  parent: { male: 'son', female: 'daughter' },
  child: { male: 'father', female: 'mother' },
  spouse: { male: 'partner', female: 'partner' },
};

/** `relation` is what whoever answers is to the patient: a daughter who speaks for her father is his `child`. */
export function voiceOf(relation: string | undefined, { age, sex }: { age: number; sex: string }): Voice {
  if (!relation) return 'self';
  if (age < 18) return YOUNG[relation] ?? 'a-child';
  return GROWN[relation]?.[sex as 'male' | 'female'] ?? 'other';
}

const person = (zh: string, en: string): Record<string, string> => ({
  您: zh,
  you: en,
  your: `${en}’s`,
  'are you': `is ${en}`,
  'do you': `does ${en}`,
  'have you': `has ${en}`,
});

/** What somebody is to do, and who sees to it. A sign of infection keeps no child alone in a room. */
const deed = (zh: string, en: string, child: boolean): Record<string, string> => ({
  让您: `让${zh}`,
  带您: `带${zh}`,
  不要: `不要让${zh}`,
  单独: child ? `由一个大人陪着${zh}，单独` : `让${zh}单独`,
  您的房间: `${zh}的房间`,
  'let you': `have ${en}`,
  see: `take ${en} to`,
  'do not': `do not let ${en}`,
  'stay alone': child ? `stay alone with ${en}` : `have ${en} stay alone`,
  'your room': `${en}’s room`,
});
const SELF = { 让您: '', 带您: '', 'let you': '' };

function wordsFor(voice: Voice): Record<string, string> {
  const kin = KIN[voice];
  if (!kin) return SELF;
  const [zh, en] = kin;
  return { ...person(zh, en), ...deed(zh, en, voice.endsWith('child')) };
}

/** Nobody is spoken to: for a reason that doctor and patient both read. */
const NOBODY: Record<string, string> = {
  ...person('本人', 'the patient'),
  ...{ 'are you': '', 'do you': '', 'have you': '' },
};

/** As a topic: "{are you} pregnant, or …?" → "pregnant, or …". */
export const asTopic = (text: Text): Text => ({
  'zh-CN': put(text['zh-CN'], NOBODY).replace(/？$/, ''),
  en: put(text.en, NOBODY).replace(/\?$/, '').trim(),
});

const put = (text: string, words: Record<string, string>): string =>
  text.replace(/\{(.+?)\}( ?)/g, (_, word: string, space: string) => {
    const said = words[word] ?? word;
    return said && said + space;
  });

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "{are you} pregnant" → "Is your child pregnant". Words in braces that it does not know stay as they are. */
export function speak(text: string, voice: Voice): string {
  const words = wordsFor(voice);
  const sentences = text.split(/(?<=[.?!] )/);
  return sentences.map((one) => (one.includes('{') ? capital(put(one, words)) : one)).join('');
}

/** A question with its words put so. */
export const speakQuestion = (question: Question, voice: Voice): Question => ({
  ...question,
  text: speakText(question.text, voice),
  ...(question.help && { help: speakText(question.help, voice) }),
  answerOption: question.answerOption.map((option) => ({
    ...option,
    display: speakText(option.display, voice),
  })),
});

export const speakText = (text: Text, voice: Voice): Text => ({
  'zh-CN': speak(text['zh-CN'], voice),
  en: speak(text.en, voice),
});
