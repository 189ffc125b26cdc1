/** Answers as a FHIR R4 QuestionnaireResponse, one for each protocol that was answered, and back. Server only. */
import type { QuestionnaireResponse, QuestionnaireResponseItem } from 'fhir/r4.js';
import { withoutSure } from '../engine.ts';
import type { Answers, Protocol } from '../protocol.ts';
import { ANSWERS, canonicalOf, codingOf, NONE, NOT_SURE, OURS, translated } from './terms.ts';

/**
 * `authored` is an ISO instant. Of the answers, those to this protocol's questions; those that are in `heard`, too, were not
 * asked but heard in the patient's words, and say so.
 */
export function toQuestionnaireResponse(
  protocol: Protocol,
  {
    id,
    hash,
    answers,
    heard = {},
    authored,
  }: { id: string; hash: string; answers: Answers; heard?: Answers; authored: string },
): QuestionnaireResponse {
  return {
    resourceType: 'QuestionnaireResponse',
    id,
    language: 'zh-CN',
    extension: [{ url: OURS.hash, valueString: hash }],
    questionnaire: `${canonicalOf(protocol.id)}|${protocol.version}`,
    status: 'completed',
    authored,
    item: protocol.questions.flatMap(({ linkId, text, answerOption }): QuestionnaireResponseItem[] => {
      const unasked = heard[linkId] ?? [];
      // Words that name one sign deny no other.
      const codes = answers[linkId]?.filter((code) => code !== 'none' || !unasked.includes(code));
      if (!codes?.length) return [];
      const answer = withoutSure(codes).map((code) => ({
        ...(unasked.includes(code) && { extension: [{ url: OURS.heard, valueBoolean: true }] }),
        valueCoding: codingOf([...answerOption, NONE, NOT_SURE].find((option) => option.code === code)!),
      }));
      return [{ linkId, text: text['zh-CN'], _text: translated(text), answer }];
    }),
  };
}

/** linkId -> codes; whether they are answers at all is the engine's question. Codings of other systems are left out and listed. */
export function fromQuestionnaireResponse(response: QuestionnaireResponse): {
  answers: Answers;
  lost: { path: string; what: string }[];
} {
  const answers: Answers = {};
  const lost: { path: string; what: string }[] = [];
  const read = (items: readonly QuestionnaireResponseItem[], path: string): void =>
    items.forEach(({ linkId, answer = [], item = [] }, i) => {
      const codes = answer.flatMap(({ valueCoding }) =>
        valueCoding?.system === ANSWERS && valueCoding.code ? [valueCoding.code] : [],
      );
      if (codes.length < answer.length)
        lost.push({
          path: `${path}[${i}].answer`,
          what: `An answer to ${linkId} that is none of our codes.`,
        });
      if (codes.length) answers[linkId] = codes;
      read(item, `${path}[${i}].item`);
    });
  read(response.item ?? [], 'item');
  return { answers, lost };
}
