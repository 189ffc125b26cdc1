/** A protocol in readable lines, and what changed between two: nothing that counts for the hash may be missing. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Protocol } from '@care-elements/triage/protocol.ts';
import { changesBetween } from '@care-elements/triage/changes.ts';
import { readProtocol } from '@care-elements/triage/reading.ts';
import { builtIn, protocolHash } from '../../server/triage/library.ts';
import { protocolFile } from '../kit/content.ts';

const name = (code: string) => ({ 'zh-CN': `科${code}`, en: `Dept ${code}` });
const read = (protocol: Protocol) => readProtocol(protocol, name);

/** Every way to change one value inside: the copy, and where. */
function* mutants(value: unknown, put: (inner: unknown) => unknown, at = ''): Generator<[string, unknown]> {
  if (typeof value === 'string') yield [at, put(`${value}x`)];
  else if (typeof value === 'number') yield [at, put(value + 1)];
  else if (typeof value === 'boolean') yield [at, put(!value)];
  else if (Array.isArray(value)) {
    if (value.length > 1) yield [`${at}-`, put(value.slice(1))];
    for (const [i, inner] of value.entries())
      yield* mutants(inner, (other) => put(value.toSpliced(i, 1, other)), `${at}/${i}`);
  } else if (value && typeof value === 'object')
    for (const [key, inner] of Object.entries(value))
      yield* mutants(inner, (other) => put({ ...value, [key]: other }), `${at}/${key}`);
}

describe('what changed', () => {
  it('is nothing between a protocol and itself', () => {
    for (const { protocol } of builtIn().protocols.values())
      assert.deepEqual(changesBetween(read(protocol), read(structuredClone(protocol))), [], protocol.id);
  });

  it('shows every change of a value that counts for the hash', () => {
    let tried = 0;
    for (const id of ['fever', 'phq-9', 'fever-infant', 'self-harm', 'vitals', 'testicle', 'pregnancy']) {
      const whole = protocolFile(id);
      const before = read(whole);
      const hash = protocolHash(whole);
      const { review: _, $schema: __, type: ___, ...counted } = whole as Protocol & { type?: string };
      for (const [at, mutant] of mutants(counted, (inner) => inner)) {
        const changed = { ...(mutant as Protocol), review: null };
        if (protocolHash(changed) === hash) continue;
        tried++;
        // An id is shown at the head of the screen, beside the hash.
        if (at === '/id') continue;
        let after;
        try {
          after = read(changed);
        } catch {
          // The shape refuses such a predicate before anybody reads it.
          continue;
        }
        assert.notEqual(changesBetween(before, after).length, 0, `${id}${at}`);
      }
    }
    assert.ok(tried > 1500, `${tried}`);
  });

  it('names the part, the key and both sides', () => {
    const before = protocolFile('cold');
    const rules = before.rules.map((rule, i) => (i === 3 ? { ...rule, level: 2 as const } : rule));
    const after = { ...before, rules: rules.slice(1) };
    const changes = changesBetween(read(before), read(after));
    assert.deepEqual(
      changes.map(({ part, key, change }) => [part, key, change]),
      [
        ['rule', before.rules[3]!.id, 'changed'],
        ['rule', before.rules[0]!.id, 'removed'],
      ],
    );
    assert.equal(changes[0]!.before!.level, before.rules[3]!.level);
    assert.equal(changes[0]!.after!.level, 2);
    assert.equal(changes[1]!.after, null);
  });

  it('says when only the order is another', () => {
    const before = protocolFile('cold');
    const [a, b, ...rest] = before.questions;
    const changes = changesBetween(read(before), read({ ...before, questions: [b!, a!, ...rest] }));
    assert.deepEqual(
      changes.map(({ part, change }) => [part, change]),
      [['question', 'moved']],
    );
  });

  it('everything is an addition beside nothing', () => {
    const lines = read(protocolFile('cold'));
    const changes = changesBetween([], lines);
    assert.equal(changes.length, lines.length);
    assert.ok(changes.every(({ change }) => change === 'added'));
  });
});

it('a rule reads as a sentence: no code where the words say which', () => {
  const lines = read(protocolFile('cold'));
  const rule = lines.find(({ key }) => key === 'cold.t39')!;
  assert.equal(rule.level, 3);
  assert.match(rule.more[0]!['zh-CN'], /^当：“[^[]*”[^[]*$/);
  assert.match(rule.more[0]!.en, /^When: “[^[]*”[^[]*$/);
  assert.ok(rule.source && rule.confidence);
});

it('when a question is asked at all reads as a sentence, too', () => {
  const whole = protocolFile('cold');
  const [first, ...rest] = whole.questions;
  const { code, display } = first!.answerOption[0]!;
  const gated = {
    ...rest[0]!,
    enableWhen: [
      { question: first!.linkId, operator: '=' as const, answer: code },
      { question: 'sex', operator: '!=' as const, answer: 'female' },
      { question: 'age', operator: '>=' as const, answer: 12 },
    ],
    enableBehavior: 'any' as const,
  };
  const lines = read({ ...whole, questions: [first!, gated] });
  const { more } = lines.find(({ part, key }) => part === 'question' && key === gated.linkId)!;
  assert.ok(
    more.some(({ en }) => /^Only when: “/.test(en) && en.endsWith(`” = “${display.en}”`)),
    more.map(({ en }) => en).join('\n'),
  );
  const said = more.map((text) => text['zh-CN']);
  for (const one of ['只在：性别 != “女”', '只在：年龄 >= 12', '条件的关系：任意一条成立'])
    assert.ok(said.includes(one), said.join('\n'));
});

it('a code stands behind the words where they are another’s, too', () => {
  const whole = protocolFile('cold');
  const [first, second, ...rest] = whole.questions;
  const twins = [first!, { ...second!, text: first!.text }, ...rest];
  const answer = first!.answerOption[0]!;
  const when = { eq: [first!.linkId, answer.code] as [string, string] };
  const rules = [{ ...whole.rules[0]!, when }];
  const said = (questions: typeof twins) =>
    read({ ...whole, questions, rules }).find(({ part }) => part === 'rule')!.more[0]!.en;
  assert.ok(!said(whole.questions).includes('['), said(whole.questions));
  assert.ok(said(twins).includes(`” [${first!.linkId}]: “`), said(twins));
  const echo = { ...first!, answerOption: [...first!.answerOption, { ...answer, code: 'twin' }] };
  assert.ok(said([echo, second!, ...rest]).endsWith(`“${answer.display.en}” [${answer.code}]`));
});
