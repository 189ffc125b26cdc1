/** The names that Questionnaires and QuestionnaireResponses share: code systems, extensions, and the two languages of a text. Server only. */
import type { Coding, Extension } from 'fhir/r4.js';
import type { Text } from '../protocol.ts';

/** A protocol's canonical address, without its version. */
export const canonicalOf = (protocolId: string): string => `urn:care-elements:protocol:${protocolId}`;
/** Option codes; one code means one thing in every protocol. */
export const ANSWERS = 'urn:care-elements:answer';
/** Our own extensions. A receiver that does not know them still has every question, option, condition and score. */
export const OURS = {
  /** JSON of what a Questionnaire has no place for: rules, outcomes, advice, who it is for. */
  protocol: 'urn:care-elements:fhir:protocol',
  /** JSON of the question as the protocol has it: with places for who is speaking, and with comparisons that FHIR says in other words. */
  question: 'urn:care-elements:fhir:question',
  /** SHA-256 of the protocol that was answered, in hex. */
  hash: 'urn:care-elements:fhir:protocol-hash',
  /** True beside an answer that nobody was asked for: it was heard in the patient's own words. */
  heard: 'urn:care-elements:fhir:heard-in-words',
} as const;

const HL7 = 'http://hl7.org/fhir/StructureDefinition/';
export const EXTENSION = {
  translation: `${HL7}translation`,
  ordinal: `${HL7}ordinalValue`,
  /** R5's successor of the ordinal value; read, never written. */
  weight: `${HL7}itemWeight`,
  exclusive: `${HL7}questionnaire-optionExclusive`,
  control: `${HL7}questionnaire-itemControl`,
} as const;

/** The engine's own answers, which no protocol lists: offered to every other system as options. */
export const NONE: { code: string; display: Text } = {
  code: 'none',
  display: { 'zh-CN': '以上都没有', en: 'None of these' },
};
export const NOT_SURE: { code: string; display: Text } = {
  code: 'not-sure',
  display: { 'zh-CN': '不确定', en: 'I’m not sure' },
};

/** What stands beside a string to say it in the other language. */
export const translated = (text: Text): { extension: Extension[] } => ({
  extension: [
    {
      url: EXTENSION.translation,
      extension: [
        { url: 'lang', valueCode: 'en' },
        { url: 'content', valueString: text.en },
      ],
    },
  ],
});

/** Both languages of a string; undefined for a language that is not there. */
export function languagesOf(
  said: string | undefined,
  beside: { extension?: Extension[] } | undefined,
  language: string | undefined,
): Partial<Record<keyof Text, string>> {
  const found: Partial<Record<keyof Text, string>> = {};
  const keep = (lang: string | undefined, content: string | undefined) => {
    const key = lang?.startsWith('zh') ? 'zh-CN' : lang?.startsWith('en') ? 'en' : undefined;
    if (key && content) found[key] ??= content;
  };
  keep(language ?? (/\p{Script=Han}/u.test(said ?? '') ? 'zh-CN' : 'en'), said);
  for (const { url, extension = [] } of beside?.extension ?? [])
    if (url === EXTENSION.translation)
      keep(
        extension.find((e) => e.url === 'lang')?.valueCode,
        extension.find((e) => e.url === 'content')?.valueString,
      );
  return found;
}

export const codingOf = ({
  code,
  display,
  value,
}: {
  code: string;
  display: Text;
  value?: number;
}): Coding => ({
  ...(value !== undefined && { extension: [{ url: EXTENSION.ordinal, valueDecimal: value }] }),
  system: ANSWERS,
  code,
  display: display['zh-CN'],
  _display: translated(display),
});
