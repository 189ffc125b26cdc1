import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';
import { catalogue, catalogueName } from '@care-elements/triage/departments.ts';

const root = join(import.meta.dirname, '../..');
/** Told to stderr for each thread that is begun. */
const THREAD = 'a thread is begun';
const TELL_THREADS = `data:text/javascript,process.on('worker',()=>console.error('${THREAD}'))`;

/** So many lines begin the threads; an empty one takes no time. */
const MANY = '\n'.repeat(2000);

function run(script: string, args: string[], stdin = '') {
  const child = spawn(process.execPath, ['--import', TELL_THREADS, join(root, 'scripts', script), ...args], {
    cwd: root,
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (err += text));
  child.stdin.end(stdin);
  return new Promise<{ code: number | null; lines: Record<string, unknown>[]; out: string; err: string }>(
    (resolve) =>
      child.once('close', (code) => {
        const json = out.split('\n').filter((line) => line.startsWith('{'));
        resolve({ code, out, err, lines: json.map((line) => JSON.parse(line) as Record<string, unknown>) });
      }),
  );
}
const cases = (list: object[]) => list.map((one) => JSON.stringify(one)).join('\n');

describe('npm run triage -- --batch', () => {
  it('answers each case on its line, in order, in the promised shape', async () => {
    const file = join(root, 'test/triage/cases/tune-zh.jsonl');
    const text = await readFile(file, 'utf8');
    // As many lines as 1,000 cases have.
    const many = Array.from({ length: Math.ceil(1000 / text.trim().split('\n').length) }, () => text).join(
      '',
    );
    const { code, lines, err } = await run('triage.ts', ['--batch', '-'], many);
    assert.equal(code, 0);
    assert.ok(!err.includes(THREAD), 'few enough for one thread');
    const given = many
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string });
    assert.ok(given.length >= 1000);
    assert.deepEqual(
      lines.map(({ id }) => id),
      given.map(({ id }) => id),
    );
    const names = new Set([...catalogue.keys()].map(catalogueName));
    for (const line of lines) {
      assert.deepEqual(Object.keys(line), ['id', 'level', 'departments', 'complaints', 'flags', 'rules']);
      assert.ok([1, 2, 3, 4].includes(line['level'] as number));
      const departments = line['departments'] as string[];
      assert.ok(departments.length > 0 && departments.every((name) => names.has(name)), departments.join());
      for (const list of ['complaints', 'flags', 'rules'])
        assert.ok((line[list] as unknown[]).every((word) => typeof word === 'string'));
      assert.ok((line['complaints'] as string[]).length > 0);
    }
  });

  it('reads words and measurements alone: the gold level and what else stands there change nothing', async () => {
    const one = { id: 'x', text: '发烧三天，咳嗽', age: 30, sex: 'male' };
    const { lines } = await run(
      'triage.ts',
      ['--batch', '-'],
      cases([one, { ...one, level: 1, why: 'chest pain', departments: ['20'], complaint: 'chest_pain' }]),
    );
    assert.deepEqual(lines[0], lines[1]);
  });

  it('says with --why what the scorecard weighed', async () => {
    const one = { id: 'x', text: 'a runny nose and a bit of a cough since yesterday', age: 30 };
    const { lines } = await run('triage.ts', ['--batch', '-', '--why'], cases([one]));
    const { from, shares, because } = lines[0]!['weighed'] as {
      from: number;
      shares: number[];
      because: string[];
    };
    assert.ok([1, 2, 3, 4].includes(from));
    assert.ok(Math.abs(shares.reduce((a, b) => a + b) - 1) < 0.03);
    assert.equal(because.length > 0, from !== lines[0]!['level']);
  });

  it('counts measurements, age in words and °F', async () => {
    const { lines } = await run(
      'triage.ts',
      ['--batch', '-'],
      cases([
        { id: 'spo2', text: 'a bit of a cough', age: 40, vitals: { spo2: 85 } },
        { id: 'unresponsive', text: '不舒服', age: 40, vitals: { consciousness: 'U' } },
        { id: 'infant', text: 'a bit warm', age: '6 weeks', vitals: { temp: 101.5 } },
        { id: 'numbers alone', age: 70, vitals: { sbp: 80, hr: 135 } },
        { id: 'absurd', text: '有点流鼻涕，鼻塞', age: 40, vitals: { temp: 300, hr: 'x', spo2: null } },
      ]),
    );
    assert.deepEqual(
      lines.map(({ level }) => level),
      [1, 1, 1, 1, 4],
    );
    assert.ok(
      (lines[2]!['departments'] as string[]).some((name) => /儿/.test(name)),
      'a children’s department',
    );
  });

  it('gives a problem for a line that is no case, goes on, and ends with 1', async () => {
    const { code, lines, err } = await run(
      'triage.ts',
      ['--batch', '-'],
      `\uFEFF${JSON.stringify({ id: 1, text: '头疼\u2028恶心' })}\r\n\nnot json\n[1]\n{"id":"e"}\n{"id":"last","text":"headache"}`,
    );
    assert.equal(code, 1);
    assert.deepEqual(
      lines.map(({ id, problem }) => [id, (problem as { code: string } | undefined)?.code]),
      [
        [1, undefined],
        [null, 'not-json'],
        [null, 'not-a-case'],
        ['e', 'no-words'],
        ['last', undefined],
      ],
    );
    assert.match(err, /line 3: /);
    assert.match(err, /5 cases in [\d.]+ s, 3 with a problem/);
  });

  it('gives what several threads judged as one alone would have: order, problems, ignored values', async () => {
    const texts = [
      '胸口压着痛半小时，出冷汗',
      'runny nose for two days',
      'not json',
      '',
      '肚子疼',
      'slept badly, '.repeat(40),
    ];
    const one = (i: number): string => {
      const text = texts[i % texts.length]!;
      return text === 'not json'
        ? `${text} ${i}`
        : text && JSON.stringify({ id: i, text, age: i % 7 ? 40 : -1 });
    };
    const all = Array.from({ length: 900 }, (_, i) => one(i));
    const many = await run('triage.ts', ['--batch', '-'], MANY + all.join('\n'));
    assert.equal(many.err.split(THREAD).length - 1, Math.min(availableParallelism(), 4) - 1);
    // Below what begins a thread.
    const parts = await Promise.all(
      [0, 100, 200].map((i) => run('triage.ts', ['--batch', '-'], all.slice(i, i + 100).join('\n'))),
    );
    assert.equal(many.code, 1);
    assert.ok(many.out.startsWith(parts.map(({ out }) => out).join('')));
    assert.deepEqual(
      many.lines.map(({ id }) => id),
      all.flatMap((line, i) => (line ? [line.startsWith('{') ? i : null] : [])),
    );
    const wrong = many.err.match(/(?<=line )\d+(?=: The line is not JSON)/g);
    assert.deepEqual(
      wrong?.map(Number),
      all.flatMap((line, i) => (line.startsWith('not') ? [i + 2001] : [])),
    );
    assert.match(many.err, /line 2001: not used, because it makes no sense: age -1/);
    assert.match(many.err, /… and values of \d+ more lines were not used/);
    assert.match(many.err, /750 cases in [\d.]+ s, 150 with a problem/);
  });

  it('answers each line as it comes, also after many', { timeout: 60_000 }, async () => {
    const child = spawn(process.execPath, [join(root, 'scripts/triage.ts'), '--batch', '-'], { cwd: root });
    const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const ask = async (ids: number[]) => {
      child.stdin.write(`${cases(ids.map((id) => ({ id, text: 'headache' })))}\n`);
      for (const id of ids)
        assert.equal((JSON.parse((await answers.next()).value!) as { id: number }).id, id);
    };
    await ask([1]);
    child.stdin.write(MANY);
    await ask(Array.from({ length: 300 }, (_, i) => i));
    await ask([2]);
    child.stdin.end();
    const [code] = await once(child, 'close');
    assert.equal(code, 0);
  });

  it('survives what people paste: markup, emoji, ten thousand characters, odd types', async () => {
    const texts: unknown[] = [
      '<script>alert(1)</script>',
      '😵‍💫🤒',
      'pain '.repeat(2000),
      '𠮷',
      '\ud800',
      42,
      '\u0000',
    ];
    const { code, lines } = await run(
      'triage.ts',
      ['--batch', '-'],
      cases(texts.map((text, id) => ({ id, text }))),
    );
    assert.equal(code, 0);
    assert.equal(lines.length, texts.length);
    const late = `${'slept well, ate well. '.repeat(500)} now crushing chest pain and a cold sweat`;
    const [long] = (await run('triage.ts', ['--batch', '-'], cases([{ text: late, age: 60 }]))).lines;
    assert.equal(long!['level'], 1, 'what stands behind ten thousand characters counts');
  });

  it('says so when there is no such file or option', async () => {
    assert.equal((await run('triage.ts', ['--batch', '/no/such'])).code, 2);
    const { code, err } = await run('triage.ts', ['--what']);
    assert.equal(code, 2);
    assert.match(err, /--batch FILE/);
  });
});

describe('npm run triage:score', () => {
  let folder: string;
  before(async () => (folder = await mkdtemp(join(tmpdir(), 'triage-score-'))));
  after(() => rm(folder, { recursive: true }));

  it('prints right, over, under and missed emergencies, and refuses lines without a level', async () => {
    const file = join(folder, 'cases.jsonl');
    const chest = { text: '胸口压着痛半小时，出冷汗', age: 60, sex: 'male' };
    const cold = { text: 'runny nose for two days, feeling well otherwise', age: 30, sex: 'female' };
    await writeFile(
      file,
      [
        cases([
          { id: 'right', ...chest, level: 1, departments: ['急诊医学科', '骨科专业'] },
          { id: 'over', ...chest, level: 3, departments: ['13'] },
          { id: 'also right', ...chest, level: 2, levels_ok: [1, 2] },
          { id: 'missed', ...cold, level: 1 },
          { id: 'under', ...cold, level: 2 },
          { id: 'no level', ...cold },
        ]),
        'not json',
      ].join('\n'),
    );
    const { code, out, err } = await run('triage-score.ts', [file, '--wrong']);
    assert.equal(code, 1);
    assert.match(err, /cases\.jsonl:6: no gold level/);
    assert.match(err, /cases\.jsonl:7: not JSON/);
    assert.match(err, /2 lines were not scored/);
    assert.match(out, /^1 {10}( +\d){4}$/m);
    assert.match(out, /^1 +1 +0 +0 +1$/m);
    for (const line of [
      'cases 5',
      'right 2 (40.0 %)',
      'over 1 (20.0 %)',
      'under 2 (40.0 %), of which missed emergencies 1',
      'safe 3 (60.0 %)',
      'department among the accepted 1 (50.0 %)',
    ])
      assert.ok(out.includes(`\n${line}\n`), line);
    assert.match(out, /^en: cases 2 · right 0 /m);
    assert.match(out, /^zh: cases 3 · right 2 /m);
    assert.match(out, /^missed missed: 4 for 1 /m);
  });
});
