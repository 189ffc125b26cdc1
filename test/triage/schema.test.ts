/** The published JSON Schema: made from the contract, takes every protocol, and refuses what the contract refuses. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Ajv } from 'ajv';
import { SCHEMAS, schemaOf, storedSchema } from '../../scripts/triage-schema.ts';
import { CHECKED, checksOf, readLibrary } from '../../server/triage/library.ts';

const validate = new Ajv({ allErrors: true, strictTypes: false, formats: { 'date-time': true } }).compile(
  JSON.parse(storedSchema('protocol.schema.json')) as object,
);
const library = [...readLibrary().protocols.values()].map(({ protocol }) => protocol);

test('the stored schemas are made from the contract as it stands (npm run triage:schema writes it)', () => {
  for (const name of SCHEMAS) assert.equal(storedSchema(name), schemaOf(name), name);
});

test('what is told of the protocols, so that no start looks through them, is so (npm run triage:schema writes it)', () => {
  assert.deepEqual(JSON.parse(readFileSync(CHECKED, 'utf8')), checksOf());
  assert.deepEqual(readLibrary(), readLibrary(undefined, {}));
});

test('a file that is not the one that was looked through is looked through', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'care-protocols-'));
  t.after(() => rm(folder, { recursive: true }));
  await cp(new URL('../../packages/triage/', import.meta.url), folder, { recursive: true });
  const file = join(folder, 'protocols/chest-pain.json');
  const read = () => readLibrary(pathToFileURL(`${folder}/`));
  const { hash } = read().protocols.get('chest-pain')!;
  const content = JSON.parse(readFileSync(file, 'utf8'));
  await writeFile(file, JSON.stringify({ ...content, version: '9.9.9' }));
  assert.notEqual(read().protocols.get('chest-pain')!.hash, hash);
  await writeFile(file, JSON.stringify({ ...content, extra: 1 }));
  assert.throws(read, /Triage protocol chest-pain\.json: .*extra/);
});

test('it takes every protocol', () => {
  for (const protocol of library)
    assert.ok(validate(protocol), `${protocol.id}: ${JSON.stringify(validate.errors)}`);
});

test('it refuses what the contract refuses, and names the place', () => {
  const protocol = library.find(({ id }) => id === 'chest-pain')!;
  const [rule] = protocol.rules;
  for (const [broken, path] of [
    [{ ...protocol, otherwise: 5 }, '/otherwise'],
    [{ ...protocol, extra: 1 }, ''],
    [{ ...protocol, rules: [{ ...rule, when: { almost: [] } }] }, '/rules/0/when'],
    [{ ...protocol, rules: [{ ...rule, why: { en: 'Only one language' } }] }, '/rules/0/why'],
    [{ ...protocol, rules: [{ ...rule, source: [] }] }, '/rules/0/source'],
    [{ ...protocol, questions: [{ ...protocol.questions[0], type: 'text' }] }, '/questions/0/type'],
  ] as const) {
    assert.ok(!validate(broken), path);
    assert.ok(
      validate.errors!.some(({ instancePath }) => instancePath === path),
      `${path}: ${JSON.stringify(validate.errors)}`,
    );
  }
});
