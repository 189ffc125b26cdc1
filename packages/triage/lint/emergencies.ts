/** Finds an answer that other protocols take for an emergency and this one offers and takes for less. Server only. */
import type { Protocol } from '../protocol.ts';
import type { Fault } from './fault.ts';
import { leaves } from './leaves.ts';

/** What so many of those who offer an answer take for an emergency is one everywhere; others are grave in one context alone. */
const MOST = 0.75;
const AT_LEAST = 3;

export function lintEmergencies(protocols: readonly Protocol[]): Fault[] {
  const offers = new Map<string, Protocol[]>();
  for (const protocol of protocols)
    for (const { linkId, answerOption } of protocol.questions)
      for (const { code } of answerOption) {
        const name = `${linkId}/${code}`;
        offers.set(name, [...(offers.get(name) ?? []), protocol]);
      }
  const grave = new Map(protocols.map((protocol) => [protocol, emergenciesOf(protocol)]));
  return [...offers].flatMap(([name, all]) => {
    const emergencies = all.filter((protocol) => grave.get(protocol)!.has(name)).length;
    if (all.length < AT_LEAST || emergencies / all.length < MOST) return [];
    return all
      .filter((protocol) => !grave.get(protocol)!.has(name))
      .map(({ id }) => ({
        ...{ file: `${id}.json`, where: `questions/${name}` },
        problem: 'Other protocols take this answer for an emergency, and no rule here does.',
        remedy: 'Write a rule of level 1 that reads it.',
      }));
  });
}

/** Answers that a rule of level 1 reads. */
const emergenciesOf = ({ rules }: Protocol): Set<string> =>
  new Set(
    rules
      .filter((rule) => rule.level === 1)
      .flatMap(({ when }) => leaves(when))
      .flatMap(({ link, codes }) => codes.map((code) => `${link}/${code}`)),
  );
