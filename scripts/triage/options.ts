/** A question as the terminal and the JSON lines offer it: its options, then "none of these" and "not sure". */
import type { Interview } from '@care-elements/triage/interview.ts';
import type { Question } from '@care-elements/triage/protocol.ts';
import { speakQuestion } from '@care-elements/triage/speak.ts';
import { words, type Language } from './words.ts';

export interface Offered {
  linkId: string;
  text: string;
  help?: string;
  type: 'choice';
  /** Several answers at once. */
  repeats: boolean;
  options: { code: string; display: string }[];
}

/** A parent answers for a small child. */
export function offered(question: Question, { person }: Interview, language: Language): Offered {
  const spoken = speakQuestion(question, person.age < 14 ? 'child' : 'self');
  const { none, notSure } = words[language];
  return {
    linkId: spoken.linkId,
    text: spoken.text[language],
    ...(spoken.help && { help: spoken.help[language] }),
    ...{ type: spoken.type, repeats: spoken.repeats ?? false },
    options: [
      ...spoken.answerOption.map(({ code, display }) => ({ code, display: display[language] })),
      ...(spoken.repeats ? [{ code: 'none', display: none }] : []),
      { code: 'not-sure', display: notSure },
    ],
  };
}
