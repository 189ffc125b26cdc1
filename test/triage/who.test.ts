import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { beginInterview, step, answer, type Interview } from '@care-elements/triage/interview.ts';
import { isFor } from '@care-elements/triage/who.ts';
import { protocol, protocols } from './interviews.ts';

describe('who a protocol is for', () => {
  it('age from, below; sex, where it is known; pregnancy, where it is denied', () => {
    const table: [Parameters<typeof isFor>[0]['who'], [number, string, boolean?], boolean][] = [
      [{}, [0, 'unknown'], true],
      [{ age: [5, 14] }, [5, 'male'], true],
      [{ age: [5, 14] }, [14, 'male'], false],
      [{ age: [5, 14] }, [4.99, 'male'], false],
      [{ sex: 'female' }, [30, 'female'], true],
      [{ sex: 'female' }, [30, 'male'], false],
      [{ sex: 'female' }, [30, 'unknown'], true],
      [{ pregnant: true }, [30, 'female', true], true],
      [{ pregnant: true }, [30, 'female', undefined], true],
      [{ pregnant: true }, [30, 'unknown', undefined], true],
      [{ pregnant: true }, [30, 'female', false], false],
      [{ pregnant: true }, [30, 'male', undefined], false],
      [{}, [30, 'female', false], true],
    ];
    for (const [who, [age, sex, pregnant], is] of table)
      assert.equal(isFor({ who }, age, sex, pregnant), is, JSON.stringify([who, age, sex, pregnant]));
  });

  const asked = (begun: Interview): string[] => {
    let interview = begun;
    for (let now = step(interview); now.question; now = step(interview)) {
      const { linkId, repeats, answerOption } = now.question;
      const next = answer(interview, linkId, [repeats ? 'none' : answerOption.at(-1)!.code]);
      if (typeof next === 'string') assert.fail(next);
      interview = next;
    }
    return [...interview.order];
  };
  const begin = (words: string, pregnant?: boolean) =>
    beginInterview(words, { age: 28, sex: 'female', pregnant }, protocols);

  it('a protocol for the pregnant asks whether it is so, when it is not known; a no shuts what only they can have', () => {
    const chosen = { chosen: protocol('pregnancy') };
    const unknown = beginInterview('不舒服', { age: 28, sex: 'female' }, protocols, chosen);
    const links = asked(unknown);
    assert.ok(links.includes('pregnant') && links.includes('preg-red'), links.join());
    assert.ok(!links.includes('weeks') && !links.includes('preg-urgent'), 'the last option is no');
    const known = asked(
      beginInterview('不舒服', { age: 28, sex: 'female', pregnant: true }, protocols, chosen),
    );
    assert.ok(!known.includes('pregnant') && known.includes('weeks'), known.join());
  });

  it('who says no is not asked of it, unless the words say yes', () => {
    assert.ok(!begin('见红了，肚子有点疼', false).protocols.some(({ id }) => id === 'pregnancy'));
    assert.ok(begin('怀孕20周，见红了', false).protocols.some(({ id }) => id === 'pregnancy'));
  });
});
