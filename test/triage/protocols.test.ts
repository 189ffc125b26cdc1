import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { evaluate } from '@care-elements/triage/engine.ts';
import type { Protocol } from '@care-elements/triage/protocol.ts';
import { answersTo, answerTo, interview, patientOf, protocols } from './interviews.ts';

const runs = { numRuns: 150 };
const level = (protocol: Protocol, answers: object, facts: object) =>
  evaluate([protocol], answers as never, facts as never).level;

describe('every protocol', () => {
  for (const protocol of protocols.filter(({ questions }) => questions.length)) {
    const patient = fc.tuple(patientOf(protocol), answersTo(protocol));

    it(`${protocol.id}: an interview ends, within 14 questions, where all the answers would`, () => {
      fc.assert(
        fc.property(patient, ([facts, knows]) => {
          const { asked, steps } = interview([protocol], knows, facts);
          assert.ok(asked.length <= 14, asked.join(' '));
          assert.equal(steps.at(-1)!.level, level(protocol, knows, facts));
          steps.forEach((step, i) => {
            if (i) assert.ok(step.left <= steps[i - 1]!.left, `more to go after ${asked[i - 1]}`);
          });
        }),
        runs,
      );
    });

    it(`${protocol.id}: unknown never counts as absent`, () => {
      fc.assert(
        fc.property(
          patient,
          fc.constantFrom(...protocol.questions),
          ([facts, knows], { linkId, repeats, answerOption }) => {
            const { [linkId]: _, ...without } = knows;
            const open = level(protocol, without, facts);
            const unsure = level(protocol, { ...without, [linkId]: ['not-sure'] }, facts);
            const absent = repeats
              ? level(protocol, { ...without, [linkId]: ['none'] }, facts)
              : Math.max(
                  ...answerOption.map(({ code }) => level(protocol, { ...without, [linkId]: [code] }, facts)),
                );
            assert.ok(open <= absent, `${linkId} open: ${open}, absent: ${absent}`);
            assert.ok(unsure <= absent, `${linkId} unsure: ${unsure}, absent: ${absent}`);
          },
        ),
        runs,
      );
    });

    it(`${protocol.id}: one more sign never lowers the level`, () => {
      const several = protocol.questions.filter((question) => question.repeats);
      if (!several.length) return;
      fc.assert(
        fc.property(
          patient,
          fc
            .constantFrom(...several)
            .chain((question) =>
              fc.tuple(fc.constant(question), answerTo(question), fc.constantFrom(...question.answerOption)),
            ),
          ([facts, knows], [{ linkId }, codes, { code }]) => {
            const before = level(protocol, { ...knows, [linkId]: codes }, facts);
            const more = [...new Set([...codes.filter((c) => c !== 'none'), code])];
            assert.ok(
              level(protocol, { ...knows, [linkId]: more }, facts) <= before,
              `${linkId}: ${codes} + ${code}`,
            );
          },
        ),
        runs,
      );
    });
  }

  it('asks eight questions or fewer of the median patient', () => {
    const lengths: number[] = [];
    for (const protocol of protocols)
      for (const [facts, knows] of fc.sample(fc.tuple(patientOf(protocol), answersTo(protocol)), {
        numRuns: 60,
        seed: 1,
      }))
        lengths.push(interview([protocol], knows, facts).asked.length);
    lengths.sort((a, b) => a - b);
    assert.ok(
      lengths[Math.floor(lengths.length / 2)]! <= 8,
      `median ${lengths[Math.floor(lengths.length / 2)]}`,
    );
  });
});
