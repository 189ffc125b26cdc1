import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { json } from '../../scripts/triage/json.ts';
import { talk } from '../../scripts/triage/talk.ts';
import { protocols } from './interviews.ts';

const root = join(import.meta.dirname, '../..');
type Line = Record<string, never> & {
  question?: { linkId: string; text: string; type: string; options: { code: string }[]; heard?: string[] };
  problem?: { code: string; detail: string };
  result?: {
    level: number;
    rules: string[];
    answers: { linkId: string; codes: string[] }[];
    complaints: string[];
  };
};

/** Speaks with the interview; `reply` gets each line and gives the next ones, or undefined to hang up. */
async function speak(reply: (line: Line | undefined, at: number) => (object | string)[] | undefined) {
  const said: Line[] = [];
  let told = 0;
  async function* input() {
    for (;;) {
      const news = said.slice(told);
      told = said.length;
      const lines = reply(news.at(-1), told);
      if (!lines) return;
      for (const line of lines) yield `${typeof line === 'string' ? line : JSON.stringify(line)}\n`;
    }
  }
  const code = await json(input(), (line) => said.push(line as Line), protocols);
  return { code, said };
}
/** `none`, or the last option that says something. */
const deny = ({ question }: Line): object => ({
  linkId: question!.linkId,
  answer: question!.options.some(({ code }) => code === 'none') ? ['none'] : question!.options.at(-2)!.code,
});

describe('npm run triage -- --json', () => {
  it('asks, takes answers and ends with a result', async () => {
    const { code, said } = await speak((line) =>
      line ? [deny(line)] : [{ text: 'sore throat since yesterday', age: 30, sex: 'female' }],
    );
    assert.equal(code, 0);
    const { result } = said.at(-1)!;
    assert.ok(result && [1, 2, 3, 4].includes(result.level));
    assert.deepEqual(result.complaints, ['sore-throat']);
    const asked = said.flatMap(({ question }) => (question ? [question] : []));
    assert.equal(asked.length, said.length - 1);
    assert.equal(new Set(asked.map(({ linkId }) => linkId)).size, asked.length);
    for (const { text, type, options } of asked) {
      assert.ok(text && type === 'choice' && options.length > 1);
      assert.equal(options.at(-1)!.code, 'not-sure');
    }
    assert.deepEqual(
      result.answers.map(({ linkId }) => linkId).sort(),
      asked.map(({ linkId }) => linkId).sort(),
    );
  });

  it('gives a problem for a bad line and the same question again; nothing is lost', async () => {
    const begin = { text: 'headache', age: 30, sex: 'male' };
    const bad: (object | string)[] = [
      'not json',
      '[1]',
      { linkId: 'danger' },
      { linkId: 'danger', answer: 'purple' },
      { linkId: 'danger', answer: ['none', 'blue'] },
      { linkId: 'danger', answer: [] },
      { linkId: 'danger', answer: [3] },
      { linkId: 'danger', answer: { none: true } },
      { linkId: 'no-such', answer: 'none' },
      { linkId: 'severity', answer: 'mild' },
      { text: 'begin again' },
    ];
    const { said } = await speak((line, at) => (line ? (at === 1 ? bad : undefined) : [begin]));
    const [first, ...rest] = said;
    assert.equal(first!.question!.linkId, 'danger');
    assert.equal(rest.length, 2 * bad.length + 1);
    bad.forEach((line, i) => {
      assert.ok(rest[2 * i]!.problem?.detail, JSON.stringify(line));
      assert.deepEqual(rest[2 * i + 1], first, JSON.stringify(line));
    });
    assert.deepEqual(
      rest.filter((line) => line.problem).map(({ problem }) => problem!.code),
      [
        ...['not-json', 'not-an-object', 'not-an-answer', 'not-an-answer', 'not-an-answer', 'not-an-answer'],
        ...['not-an-answer', 'not-an-answer', 'unknown-question', 'not-asked', 'not-an-answer', 'unfinished'],
      ],
    );
  });

  it('refuses an impossible patient, and begins with a corrected line', async () => {
    const wrong = [
      { text: 'headache', age: -1 },
      { text: 'headache', age: 200, sex: 'male' },
      { text: 'headache', age: 30, sex: 'purple' },
      { text: 'headache', age: 30, sex: 'male', pregnant: true },
      { text: 7, age: 30 },
      { text: ' ', age: 30 },
      { text: 'x'.repeat(10_000), age: 30 },
      'null',
    ];
    const right = { text: 'headache', age: 30, sex: 'male', vitals: { temp: 300 } };
    const { said } = await speak((line) => (line ? undefined : [...wrong, right]));
    assert.deepEqual(
      said.map(({ problem }) => problem?.code),
      [
        ...['invalid-input', 'invalid-input', 'invalid-input', 'invalid-input', 'invalid-input'],
        ...['no-words', 'words-too-long', 'not-an-object', 'measurement-not-used', undefined, 'unfinished'],
      ],
    );
  });

  it('an answer to an earlier question goes back; an emergency ends it at once', async () => {
    const { code, said } = await speak((line, at) =>
      !line
        ? [{ text: 'headache', age: 30, sex: 'male' }]
        : at === 1
          ? [{ linkId: 'danger', answer: 'none' }]
          : [{ linkId: 'danger', answer: ['stroke-sign'] }],
    );
    assert.equal(code, 0);
    assert.equal(said.length, 3);
    assert.equal(said[2]!.result?.level, 1);
    assert.deepEqual(said[2]!.result?.rules, ['danger.stroke-sign']);
  });

  it('says what the words told already', async () => {
    const { said } = await speak((line) =>
      line ? undefined : [{ text: '突然说话不清，右边手脚没力气', age: 70, sex: 'male' }],
    );
    assert.ok(said[0]!.question!.heard?.length);
    assert.match(said[0]!.question!.text, /\p{Script=Han}/u);
  });

  it('hung up in the middle: a problem and a failure', async () => {
    const { code, said } = await speak((line) => (line ? undefined : [{ text: 'headache', age: 30 }]));
    assert.equal(code, 1);
    assert.equal(said.at(-1)!.problem?.code, 'unfinished');
  });

  it('as a program: stdout is JSON alone, and it ends by itself while its input stays open', async () => {
    const child = spawn(process.execPath, [join(root, 'scripts/triage.ts'), '--json'], { cwd: root });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stdin.write(`${JSON.stringify({ text: '咳嗽', age: 40, sex: 'male', vitals: { spo2: '80%' } })}\n`);
    const code = await new Promise((resolve) => child.once('close', resolve));
    assert.equal(code, 0);
    const lines = out.trim().split('\n');
    assert.equal(lines.length, 1);
    assert.equal((JSON.parse(lines[0]!) as Line).result?.level, 1);
  });
});

describe('npm run triage in the terminal', () => {
  const type = async (language: 'zh-CN' | 'en', lines: string[]) => {
    let out = '';
    const code = await talk(
      (async function* () {
        yield* lines.map((line) => `${line}\n`);
      })(),
      (text) => (out += text),
      protocols,
      language,
    );
    return { code, out };
  };

  it('a number that was heard is confirmed, and not asked again', async () => {
    const whole = async (said: string, measured: string) => {
      let out = '';
      const lines = async function* () {
        yield* ['3', '2', said, measured, '1'].map((line) => `${line}\n`);
        // None of these, where that is an answer.
        for (;;) yield `${/(\d+) {2}以上都没有/.exec(out.slice(out.lastIndexOf('个问题')))?.[1] ?? 1}\n`;
      };
      assert.equal(await talk(lines(), (text) => (out += text), protocols, 'zh-CN'), 0);
      return out;
    };
    const heard = await whole('发烧38.6度两天，精神好，能喝水', '');
    assert.match(heard, /temp 38\.6 \(来自您的话\)/);
    assert.doesNotMatch(heard, /最高体温是多少/);
    assert.match(await whole('发烧两天，精神好，能喝水', ''), /最高体温是多少/);
    const both = await whole('发烧38.6度两天，精神好，能喝水', '体温39.2');
    assert.match(both, /temp 39\.2 \(量到的数值\)/, 'what was measured goes before the words');
  });

  it('asks who and what, shows what it understood, asks by number, goes back, explains the result', async () => {
    const { code, out } = await type('en', [
      ...['old', '34', '2', '', 'crushing chest pain, cold sweat', 'pulse 88', '1'],
      // The question of the words: wrong, nothing before it, denied, back, and what the words say after all.
      ...['77', 'b', '11', 'b', '2'],
    ]);
    assert.equal(code, 0);
    for (const said of [
      /between 0 and 130/,
      /Please write a few words/,
      /Understood:\n {2}Chest pain or tightness\n/,
      /Cold sweat, nausea or vomiting \(from your words\)/,
      /hr 88 \(measured\)/,
      /That is no answer/,
      /This is the first question/,
      /2 {2}Cold sweat, nausea or vomiting {2}← Chosen/,
      /== This cannot wait/,
      /Why we suggest a doctor:\n {2}- .*chest-with\.sweating/,
      /Emergency/,
      /not a diagnosis.*no clinician/,
    ])
      assert.match(out, said);
    assert.doesNotMatch(out, /\p{Script=Han}/u);
  });

  it('speaks Chinese, and says so when it was not finished', async () => {
    const { code, out } = await type('zh-CN', ['3个月', '1', '发烧', '', '2', '咳嗽', '', '1']);
    assert.equal(code, 1);
    assert.match(out, /孩子现在有下面任何一种情况吗？/);
    assert.match(out, /问诊没有完成/);
  });
});
