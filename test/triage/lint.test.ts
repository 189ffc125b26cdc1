import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { lintProtocol, lintTogether, type Fault } from '@care-elements/triage/lint.ts';
import { ageEdges, factEdges } from '@care-elements/triage/lint/leaves.ts';
import type { Predicate, Protocol } from '@care-elements/triage/protocol.ts';
import { lintAll, lintEpidemicFile } from '../../scripts/triage-lint.ts';
import { EPIDEMICS_DIR } from '../../server/triage/epidemic-file.ts';
import { lintFile } from '../../server/triage/lint.ts';
import { protocols } from './interviews.ts';
import { around, BROKEN, degrees, list, question, rule, sound, text } from './lint-cases.ts';

const broken = (change: (protocol: Protocol) => void): Fault[] => {
  const protocol = sound();
  change(protocol);
  return lintProtocol(protocol, around);
};
describe('triage:lint', () => {
  it('finds no fault in a sound protocol', () => {
    assert.deepEqual(
      broken(() => {}),
      [],
    );
    assert.deepEqual(lintTogether([sound()], around), []);
  });

  for (const [what, change, where, problem] of BROKEN)
    it(what, () => {
      const faults = broken(change);
      const found = faults.filter((fault) => fault.where === where && problem.test(fault.problem));
      assert.equal(found.length > 0, true, JSON.stringify(faults, null, 1));
      for (const fault of faults) {
        assert.equal(fault.file, 'ache.json');
        assert.ok(fault.remedy.length > 8, 'it says what to do');
      }
    });

  it('low and high may both be grave: away from the mildest value nothing lowers the level', () => {
    const faults = broken((p) => {
      p.questions.push(
        degrees('temp', [
          ['t35', 35],
          ['t36', 36],
          ['t38', 38],
          ['t40', 40],
        ]),
      );
      p.rules.push(
        rule('temp.low', 2, { le: ['temp', 35] }),
        rule('temp.high', 2, { ge: ['temp', 40] }),
        rule('temp.warm', 3, { ge: ['temp', 38] }),
      );
    });
    assert.deepEqual(faults, []);
  });

  it('what began today may be graver than what has lasted', () => {
    const faults = broken((p) => {
      p.questions.push(
        degrees('lasting', [
          ['h0', 0],
          ['h72', 84],
        ]),
      );
      p.rules.push(rule('ache.sudden', 2, { duration: ['lasting', 0, 24] }));
    });
    assert.deepEqual(faults, []);
  });

  it('a protocol with more answers than can be tried is looked at in time', () => {
    const protocol = sound();
    const links = Array.from({ length: 10 }, (_, i) => `q${i}`);
    for (const link of links)
      protocol.questions.push(
        list(
          link,
          Array.from({ length: 20 }, (_, i) => `${link}-${i}`),
        ),
      );
    const all = links.flatMap((link) =>
      Array.from({ length: 4 }, (_, i): Predicate => ({ eq: [link, `${link}-${i}`] })),
    );
    protocol.rules.push(rule('ache.many', 2, { count: [8, all] }));
    assert.ok(Array.isArray(lintProtocol(protocol, around)));
  });

  it('among all: options that no rule reads, one linkId for two questions, a complaint without a protocol', () => {
    const first = sound();
    question(first, 'with').answerOption.push({ code: 'idle', display: text('idle') });
    const second: Protocol = { ...sound(), id: 'other' };
    second.questions = second.questions.map((q) =>
      q.linkId === 'danger' ? { ...q, text: text('Another?') } : q,
    );
    second.questions.push({ ...list('kind', ['stab', 'burn', 'dull']), repeats: false });
    second.rules.push(rule('kind.stab', 3, { eq: ['kind', 'stab'] }));
    const faults = lintTogether([first, second], { ...around, complaints: new Set(['ache', 'cough']) });
    assert.deepEqual(faults.map(({ file, where, problem }) => `${file} ${where} ${problem}`).sort(), [
      'complaints.json cough No protocol is for this complaint.',
      'other.json questions/danger ache.json asks another question under this linkId.',
      'other.json questions/kind/burn No rule reads this option.',
      'other.json questions/kind/dull No rule reads this option.',
      'other.json questions/with ache.json asks another question under this linkId.',
      'other.json questions/with/idle No rule reads this option.',
    ]);
    // Two of a single choice say nothing; of one that is right.
    second.rules.push(rule('kind.burn', 3, { eq: ['kind', 'burn'] }));
    assert.ok(!lintTogether([second], around).some(({ where }) => where.startsWith('questions/kind')));
  });

  it('what is denied and denied again is tried at the edges of it once', () => {
    let age: Predicate = { age: [5, 65] };
    let fast: Predicate = { ge: ['hr', 100] };
    for (let i = 0; i < 12; i++) [age, fast] = [{ not: age }, { not: fast }];
    assert.equal(ageEdges(age).length, 4);
    assert.deepEqual(factEdges(fast, 'hr'), [100, 99, 101]);
  });

  it('violations of the schema, each with its place', () => {
    const at = (change: object) =>
      lintFile('ache.json', JSON.stringify({ ...sound(), ...change })).faults.map(({ where }) => where);
    assert.deepEqual(at({ otherwise: 5 }), ['otherwise']);
    assert.deepEqual(at({ more: 1 }), ['file']);
    assert.deepEqual(
      at({
        rules: [
          { ...sound().rules[0], level: 9 },
          { ...sound().rules[1], when: { perhaps: [] } },
        ],
      }),
      ['rules/danger.blue/level', 'rules/danger.bleeding/when'],
    );
    assert.deepEqual(at({ questions: [{ ...sound().questions[0], type: 'text' }] }), [
      'questions/danger/type',
    ]);
    assert.match(lintFile('ache.json', '{"id":').faults[0]!.problem, /not JSON/);
    assert.ok(lintFile('other.json', JSON.stringify(sound())).faults.some(({ where }) => where === 'id'));
  });

  it('our own protocols have none; a broken file beside good ones is told, not thrown', async () => {
    assert.deepEqual(lintAll(), []);
    const folder = await mkdtemp(join(tmpdir(), 'triage-lint-'));
    try {
      await writeFile(join(folder, 'bad.json'), '{');
      await writeFile(join(folder, 'ache.json'), JSON.stringify({ ...sound(), otherwise: 7 }));
      const faults = lintAll(pathToFileURL(`${folder}/`));
      assert.deepEqual(
        faults.map(({ file, where }) => `${file} ${where}`),
        ['ache.json otherwise', 'bad.json file'],
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('an epidemic file that says nothing to the ambulance is refused with file and remedy', async () => {
    const name = 'example-measles.json';
    const { emergency: _, ...silent } = JSON.parse(await readFile(join(EPIDEMICS_DIR, name), 'utf8'));
    const [fault, ...more] = lintEpidemicFile(name, JSON.stringify(silent), protocols);
    assert.deepEqual(more, []);
    assert.equal(fault!.file, 'epidemics/example-measles.json');
    assert.match(fault!.problem, /^emergency: It does not say what to tell the ambulance\. Write emergency/);
    assert.match(fault!.problem, /[^.]\.$/);
  });
});
