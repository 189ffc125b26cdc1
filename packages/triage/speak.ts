/** Puts the right person into a question: patients speak for themselves, a guardian for a child, somebody for a grown-up. Server only. */
import type { Question, Text } from './protocol.ts';

export type Voice = 'self' | 'child' | 'other';

const person = (zh: string, en: string): Record<string, string> => ({
  您: zh,
  you: en,
  your: `${en}’s`,
  'are you': `is ${en}`,
  'do you': `does ${en}`,
  'have you': `has ${en}`,
});
const PERSONS: Record<Voice, Record<string, string>> = {
  self: {},
  child: person('孩子', 'your child'),
  other: person('患者', 'the patient'),
};

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
  text.replace(/\{(.+?)\}/g, (_, word: string) => words[word] ?? word);

/** "{are you} pregnant" → "Is your child pregnant". Words in braces that it does not know stay as they are. */
export function speak(text: string, voice: Voice): string {
  const said = put(text, PERSONS[voice]);
  return said.charAt(0).toUpperCase() + said.slice(1);
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
