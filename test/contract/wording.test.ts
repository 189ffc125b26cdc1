/** Which of a hospital's own words are warned of: each rule finds a sentence, and what says when to call whom is found. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SAFETY } from '@care-elements/contract/wording.faults.ts';
import { WORDING_KEYS } from '@care-elements/contract/wording.ts';
import { PATIENT } from '../../packages/elements/locales/patient.ts';

test('every rule of safety finds a sentence: none is left behind by a key that was renamed', () => {
  for (const rule of SAFETY)
    assert.ok(
      WORDING_KEYS.some(({ key }) => rule.test(key)),
      `${rule}`,
    );
});

test('a sentence that says when to call for help, or what not to take, is one of safety', async () => {
  const grave =
    /emergency number|gets worse|do not take medicine|before you take|stop taking it|do not wait here/i;
  const found: string[] = [];
  for (const { key, safety } of WORDING_KEYS) {
    const [file, ...path] = key.split('.');
    const { default: words } = await PATIENT[file!]!.en();
    const sentence = path.reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], words);
    if (!grave.test(`${sentence as string}`)) continue;
    found.push(key);
    assert.ok(safety, key);
  }
  assert.ok(found.length >= 6, found.join());
});
