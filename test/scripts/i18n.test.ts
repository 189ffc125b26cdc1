import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WORDING_KEYS } from '@care-elements/contract/wording.ts';
import { TONGUES } from '@care-elements/contract/wording.faults.ts';
import { belongs, blanks, check, differences, patientCatalogs, unasked, unused } from '../../scripts/i18n.ts';
import { exampleOf } from '../../packages/elements/widgets/setup-wording-examples.ts';
import { oursIn } from '../../packages/elements/widgets/setup-wording-ours.ts';

test('every language says every sentence', async () => {
  assert.deepEqual(await check(), []);
});

test('a missing, an empty and a strange sentence are told', () => {
  const english = { a: 'A', deep: { b: 'B', c: 'C' } };
  assert.deepEqual(differences(english, { a: '', deep: { b: 'B', d: 'D' } }, 'x.ts'), [
    'missing: x.ts.a',
    'missing: x.ts.deep.c',
    'not in English: x.ts.deep.d',
  ]);
  assert.deepEqual(differences({ a: '' }, { a: '' }, 'x.ts'), []);
});

test('other blanks are told, whatever their names are', () => {
  const english = { to: (name: string, n: number) => `${n} for ${name}${n === 1 ? '' : 's'}` };
  assert.deepEqual(differences(english, { to: (who: string, m: number) => `${who} ${m}` }, 'x'), []);
  assert.deepEqual(differences(english, { to: (who: string) => who }, 'x'), [
    'other blanks: x.to (1 2 and 1)',
  ]);
  assert.deepEqual(differences({ a: 'at {time}' }, { a: 'at {hour}' }, 'x'), [
    'other blanks: x.a ({time} and {hour})',
  ]);
  assert.deepEqual(differences({ a: 'A' }, { a: () => 'A' }, 'x'), ['another kind of thing: x.a']);
  assert.deepEqual(blanks('no blanks'), []);
});

test('a sentence that nobody shows is told', () => {
  const source = "html`${t.shown} ${t['quoted']} ${t[`made${Kind}Here`]}`";
  assert.deepEqual(unused({ shown: '', quoted: '', madeUpHere: '', hidden: '' }, source), ['hidden']);
});

test('a sentence under a computed key that nothing computes is told, and one that its family no longer has', () => {
  const words = {
    problems: { gone: '', here: '' },
    deep: { more: { '': '', said: '', never: '' } },
    list: [''],
  };
  assert.deepEqual(unasked(words, 'x.ts', new Set(['gone', 'more', 'said']), [[/ problems$/, ['here']]]), [
    'x.ts problems gone',
    'x.ts deep more never',
  ]);
});

test('what a hospital may say otherwise is shown to it in every language with its blanks, and with an example in each', async () => {
  for (const tongue of TONGUES) {
    const ours = await oursIn(tongue, WORDING_KEYS);
    assert.deepEqual(
      WORDING_KEYS.filter(({ key }) => !ours[key]).map(({ key }) => `${tongue} ${key}`),
      [],
    );
    for (const { key, blanks } of WORDING_KEYS)
      for (const blank of blanks) assert.ok(exampleOf(key, blank, tongue), `${tongue} ${key} ${blank}`);
  }
});

test('Arabic has every file of the patient’s screens; a desk’s may be missing there and nowhere else', () => {
  for (const file of ['first.ts', 'visit.ts', 'queue.ts', 'consult.ts', 'prescription.ts', 'refused.ts'])
    assert.ok(belongs('ar', file), file);
  assert.deepEqual([belongs('ar', 'desk.ts'), belongs('zh-TW', 'desk.ts')], [false, true]);
});

test('whatever a patient can come to see is found, however late it is loaded; a desk’s words are told by who asks for them', () => {
  const read = patientCatalogs();
  for (const name of ['first', 'visit-stage', 'consult', 'chat', 'referral', 'rating', 'guests', 'meeting'])
    assert.ok(read.has(name) || belongs('ar', `${name}.ts`), name);
  assert.equal(read.get('referral'), 'widgets/visit-referral.ts');
  for (const name of read.keys()) assert.ok(belongs('ar', `${name}.ts`), `${read.get(name)}: ${name}`);
  const desk = [...patientCatalogs(['widgets/care-desk-revisit.ts']).keys()];
  assert.ok(desk.includes('revisit') && !belongs('ar', 'revisit.ts'));
});
