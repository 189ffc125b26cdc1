/** Each bench runs and fills its table, in a size that says nothing of speed: `npm run bench` measures. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import visitWords from '../../packages/elements/locales/zh-CN/visit.ts';
import { writeMeasured } from '../../scripts/measurements.ts';
import { openTestApp } from '../kit/open-test-app.ts';
import { openTestDb } from '../kit/open-test-db.ts';
import { bench as callNext } from './call-next.ts';
import { bench as formulary } from './formulary.ts';
import { asSuperuser } from './kit/durable.ts';
import { compare, held } from './kit/figure.ts';
import { broken } from './kit/order.ts';
import { filled } from './kit/filled.ts';
import { fillPast } from './kit/past.ts';
import { createDraws, simulate } from './kit/simulation.ts';
import { seen } from './kit/seen.ts';
import { tableOf } from './kit/table.ts';
import { oneDay } from './day.ts';
import { bench as token } from './token.ts';
import { bench as triage } from './triage.ts';
import { bench as visit } from './visit.ts';

it('first-answer’s bare pages ask what ours ask', () => {
  const asked = ['first-answer.html', 'first-answer-2.html'].map(
    (name) => /<h1>(.*)<\/h1>/.exec(readFileSync(join(import.meta.dirname, 'bare', name), 'utf8'))?.[1],
  );
  assert.deepEqual(asked, [visitWords.whoTitle, visitWords.allergyTitle]);
});

describe('the benches', () => {
  it('call-next', async () => filled('call-next', await callNext(1, 2, openTestDb)));
  it('visit', async () => filled('visit', await visit(1, 2, openTestDb)));
  it('token', async () => filled('token', await token(1, 2, openTestDb)));
  it('day: as many as promised are called inside the interval that they were told', async () => {
    const figures = await oneDay(1, 24);
    filled('day', figures);
    assert.ok(held(figures[0]!), JSON.stringify(figures[0]));
  });
  it('triage', async () => filled('triage', await triage(1)));
  it('formulary', async () => filled('formulary', await formulary(1)));
});

it('a past that is made by copying: each hospital’s part of it, and no row that names one which is not there', async () => {
  const t = await openTestApp();
  try {
    const past = await fillPast(t, { hospitals: 5, visits: 60 });
    assert.equal(past.own, 30);
    assert.ok(past.rows > 60 * 20);
    const [visits, prescriptions, links] = await asSuperuser(
      t.superuserUrl,
      'SELECT hospital_id, count(*)::int AS n FROM visits GROUP BY 1 ORDER BY 1',
      `SELECT count(*)::int AS n, count(DISTINCT access_code)::int AS codes FROM prescriptions WHERE state = 'dispensed'`,
      `SELECT format('SELECT count(*)::int AS n FROM %s t WHERE (%s) IS NOT NULL AND NOT EXISTS (SELECT FROM %s o WHERE (%s) = (%s))',
           conrelid::regclass, mine, confrelid::regclass, theirs, mine) AS query
         FROM pg_constraint, LATERAL (
           SELECT string_agg(format('t.%I', a.attname), ', ') AS mine, string_agg(format('o.%I', b.attname), ', ') AS theirs
             FROM unnest(conkey, confkey) AS k (x, y)
             JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = x
             JOIN pg_attribute b ON b.attrelid = confrelid AND b.attnum = y) k
        WHERE contype = 'f' AND connamespace = 'public'::regnamespace`,
    );
    // Three more were walked through the API.
    const counts = Object.fromEntries(visits!.rows.map(({ hospital_id: id, n }) => [id, n]));
    assert.equal(counts['renhe'], 33);
    assert.equal(Object.entries(counts).length, 5);
    assert.equal(
      Object.values(counts).reduce((a: number, b) => a + (b as number), 0),
      63,
    );
    assert.deepEqual(prescriptions!.rows, [{ n: 19, codes: 19 }]);
    assert.ok(links!.rows.length > 50);
    const queries = links!.rows.map(({ query }) => query as string);
    const lost = await asSuperuser(t.superuserUrl, ...queries);
    assert.deepEqual(
      queries.filter((_, i) => lost[i]!.rows[0].n > 0),
      [],
    );
  } finally {
    await t.close();
  }
});

it('a simulated day: everybody who comes is called, once, in turn, and every consult ends', async () => {
  const waiting: string[] = [];
  const called: string[] = [];
  const ended: string[] = [];
  let [count, clock] = [0, 0];
  const end = (entryId: string) => Promise.resolve(ended.push(entryId));
  const world = {
    setClock(minutes: number) {
      assert.ok(minutes >= clock);
      clock = minutes;
    },
    doctor: () => Promise.resolve('doctor'),
    join() {
      waiting.push(String(++count));
      return Promise.resolve({ entryId: String(count), interval: { min: 0, max: 5 } });
    },
    call() {
      const first = waiting.shift();
      if (first) called.push(first);
      return Promise.resolve(first);
    },
    ...{ enter: () => Promise.resolve(), miss: end, finish: end },
  };
  const day = await simulate(world, { patients: 300, hours: 14, draws: createDraws(1) });
  assert.equal(waiting.length, 0);
  assert.deepEqual(
    called,
    Array.from({ length: count }, (_, i) => String(i + 1)),
  );
  assert.deepEqual(ended.toSorted(), called.toSorted());
  assert.equal(day.waits.length, count);
  assert.ok(day.waits.every(({ minutes }) => minutes >= 0));
  assert.ok(day.utilisation > 0.4 && day.utilisation < 1, String(day.utilisation));
});

it('the order of calls is broken where somebody was passed over who had been told their place', () => {
  const first = { department: 'a', acknowledged: 10 };
  const second = { department: 'a', acknowledged: 20, called: 30, committed: 35 };
  assert.equal(broken([first, second]), 1);
  assert.equal(broken([{ ...first, called: 50, committed: 55 }, second]), 1);
  // Called at the same time, told only after the call had begun, or of another department.
  assert.equal(broken([{ ...first, called: 34, committed: 38 }, second]), 0);
  assert.equal(broken([{ ...first, acknowledged: 31 }, second]), 0);
  assert.equal(broken([{ ...first, department: 'b' }, second]), 0);
});

describe('when a move of the queue was seen', () => {
  const before = [0, 1, 2].map((stream): [number, number, number] => [stream, stream, 0]);
  const moves = [100, 110].map((at) => ({ department: 'a', at }));
  const told = [
    [0, null, 105],
    [2, 1, 106],
    [1, null, 112],
    [2, 0, 118],
  ] as [number, number | null, number][];
  const ms = (frames: typeof told) => {
    const { sights, unseen } = seen(before, frames, moves, () => 'a');
    return { ms: sights.map((sight) => sight.ms), unseen };
  };

  it('counts for each who waited still, from the first place that tells of it', () =>
    // The second patient heard of the first move only when they were called by the second.
    assert.deepEqual(ms(told), { ms: [5, 12, 2, 6, 8], unseen: 0 }));
  it('misses nothing: what nobody told is unseen', () =>
    assert.deepEqual(ms(told.slice(0, 3)), { ms: [5, 12, 2, 6], unseen: 1 }));
  it('is another department’s when it is not theirs', () =>
    assert.deepEqual(
      seen(before, told, moves, () => 'b'),
      { sights: [], unseen: 0 },
    ));
});

describe('a table of measurements', () => {
  const rates = compare(
    { name: 'b', figure: 'calls', goal: 0.9, unit: '/s', more: true },
    [80, 90, 70],
    [100, 100, 100],
  );

  it('tells medians, the bad end, and what was not held', () => {
    assert.equal(held(rates), false);
    assert.equal(
      tableOf([rates])[2],
      '| calls | /s | 80 (p95 70) | 100 (p95 100) | 0.80 | ≥ 0.9 | **no** | 3 |',
    );
  });

  it('is kept in its section, in the place of the last one', () => {
    const folder = mkdtempSync(join(tmpdir(), 'care-measured-'));
    const file = join(folder, 'measurements.md');
    try {
      writeFileSync(file, '# Of another day\n\n## b\n\nan older table\n');
      writeMeasured('b', 'npm run bench -- b', ['old table'], { file });
      writeMeasured('a', 'npm run bench -- a', ['first table'], { file, notes: ['A note.'] });
      writeMeasured('b', 'npm run bench -- b', ['new table'], { file });
      const text = readFileSync(file, 'utf8');
      assert.deepEqual(text.match(/^## .*/gm), ['## a', '## b']);
      assert.match(text, /^# Measurements\n[^]*first table\n\nA note\.\n\n## b\n[^]*new table\n$/);
      assert.doesNotMatch(text, /old table|older table|another day/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
