/**
 * Measures what other hospitals and the past cost: every route of a server whose database holds many hospitals and their visits of three
 * years, beside the same routes of one that holds a thousandth of those visits, all one hospital's; and how the first finds its rows.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { ROUTES, type RouteId } from '@care-elements/contract/routes.ts';
import type { Route } from '@care-elements/contract/route.ts';
import { call, hearCalls } from '../kit/hear-routes.ts';
import { momentsOf, type Moments } from '../kit/moments.ts';
import { openTestApp } from '../kit/open-test-app.ts';
import type { TestDb } from '../kit/open-test-db.ts';
import { explain, explainFunctions, readCatalogue } from '../kit/plans.ts';
import { openRouteWorld, type RouteWorld } from '../kit/route-world.ts';
import { undone } from '../kit/undone.ts';
import { openDurablePair } from './kit/durable.ts';
import { quantile, spreadOf, tell, type Figure } from './kit/figure.ts';
import { fillPast, type Past } from './kit/past.ts';
import { createDraws } from './kit/simulation.ts';

const VISITS = 50_000;
const GOAL = 1.1;
/** By then a statement has its name on the connection and its plan. */
const WARM = 8;
/** After so many calls each moment is made anew: what is in somebody's hand falls out of it after some minutes. */
const FRESH = 10;
const DRAWS = 400;

export const notes: string[] = [];
export const help = `--visits N visits of three years in all hospitals (${VISITS}), of which there are one for each 6250 visits and 40 at
least; --n N calls of each route on either side. The whole of it, 1,600 hospitals and 10 million visits, is --visits 10000000 --n 30. A visit
leaves 33 rows and takes 12 kB of disk: 0.6 GB for ${VISITS}, 120 GB for 10 million (a quarter of it where the file system compresses, as
btrfs with zstd under TMPDIR); two cores write 2,400 visits a second at first, which makes 20 s for the one; the other takes an hour and a half. It tells
how far it is as it fills. With CARE_BENCH_KEEP=FOLDER it stays there and is measured again without being filled. Of less than ${VISITS}
a hospital's part is a page, which PostgreSQL rightly reads whole: the count of such statements means nothing then.`;

interface Side {
  world: RouteWorld;
  moments: Moments;
  past: Past;
  ms: Map<RouteId, number[]>;
  status: Map<RouteId, number>;
}

export async function bench(
  n: number,
  visits = VISITS,
  { openPair = openDurablePair, warm = WARM, plans = true } = {},
): Promise<Figure[]> {
  const hospitals = Math.max(40, Math.round(visits / 6250));
  const [large, small] = await openPair(KEPT);
  const sides: Side[] = [];
  const sealKey = kept('seal-key', () => randomBytes(32).toString('hex'));
  try {
    const key = Buffer.from(await sealKey, 'hex');
    // Both before anybody signs in: it may take hours, and sessions do not last.
    const pasts = [
      await filled(small, key, { hospitals: 1, visits: Math.max(10, Math.round(visits / 1000)) }),
      await filled(large, key, { hospitals, visits }),
    ];
    for (const [i, database] of [small, large].entries()) {
      const world = await openRouteWorld({ database, sealKey: key });
      const moments = await momentsOf(world);
      sides.push({ world, moments, past: pasts[i]!, ms: new Map(), status: new Map() });
    }
    const [few, many] = sides as [Side, Side];
    notes.splice(0, notes.length, ...told(few.past, many.past));
    const planned = plans ? [await plansOf(many)] : [];
    const roles = await rolesOf(few);
    const measured = (routes: typeof all) => measure({ n, warm }, [few, many], routes, roles);
    await measured(all);
    // Of two hundred routes some are slower by chance: they have to be so twice.
    const suspects = all.filter(([id]) => leastRatio(many.ms.get(id)!, few.ms.get(id)!) > GOAL);
    console.log(`once more: ${suspects.map(([id]) => id).join(', ')}`);
    for (const { ms } of sides) for (const [id] of suspects) ms.delete(id);
    await measured(suspects);
    const figures = figuresOf(few, many);
    notes.push(worstOf(figures));
    return [...planned, ...figures];
  } finally {
    for (const { world } of sides.reverse()) await world.t.close();
  }
}

const KEPT = process.env['CARE_BENCH_KEEP'];

/** What was made once, from its file where the databases stay. */
async function kept<T>(name: string, make: () => T | Promise<T>): Promise<T> {
  if (!KEPT) return make();
  const file = join(KEPT, `${name}.json`);
  const begun = join(KEPT, `${name}.begun`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as T;
  // Half a past, without its indexes, would be filled a second time.
  if (existsSync(begun)) throw new Error(`${KEPT} was left half filled: empty it first`);
  writeFileSync(begun, '');
  const made = await make();
  writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  return made;
}

/** `sealKey`: what was sealed then can be read now. */
async function filled(
  database: TestDb,
  sealKey: Uint8Array,
  size: { hospitals: number; visits: number },
): Promise<Past> {
  const past = await kept(size.hospitals === 1 ? 'small' : 'large', async () => {
    const t = await openTestApp({ database: { ...database, drop: () => Promise.resolve() }, sealKey });
    try {
      return await fillPast(t, size);
    } finally {
      await t.close();
    }
  });
  if (past.visits !== size.visits) throw new Error(`${KEPT} holds ${past.visits} visits`);
  return past;
}

const told = (few: Past, many: Past): string[] => [
  `“Ours” has ${many.hospitals} hospitals with ${many.visits} visits of three years (${many.rows} rows, ${(many.bytes / 1e9).toFixed(2)} GB, filled in ${Math.round(many.seconds)} s: ${Math.round(many.visits / many.seconds)} visits/s), ${many.own} of them the asking hospital’s; “bare” is the same server with one hospital and ${few.visits}.`,
  'Each route is called in turn on both, by one of its callers and where it can be with what it agrees to. A write waits for the disk, and what it did is undone, so that the next call finds the same. A page’s stream is asked for and not read, and what asks a media server hears that there is none.',
  'A route counts as slower when even the lowest end of its ratio’s 95 % interval is over the goal, and again when it is measured once more; such routes stand in the table by name, all of them in the JSON.',
  '`getReviewStatistics` counts every review of the days that are asked for: a hospital that has ten times as many there waits for ten times as many to be counted.',
];

const all = Object.entries(ROUTES) as [RouteId, Route][];

const ask = ({ world, moments }: Side, id: RouteId, route: Route, role: string) =>
  call(world, id, route, role, moments[id]);

/** Under way is a write. */
let writing = false;

/** Of each route one of its callers, to whom it agrees if it does to any. */
async function rolesOf(side: Side): Promise<Map<RouteId, string>> {
  const again = undone(side.world.t.deps.db);
  const roles = new Map<RouteId, string>();
  for (const [id, route] of all) {
    const tried: [string, number][] = [];
    for (const role of route.callers) tried.push([role, (await ask(side, id, route, role)).status]);
    roles.set(id, (tried.find(([, status]) => status < 400) ?? tried[0]!)[0]);
  }
  again();
  return roles;
}

async function measure(
  { n, warm }: { n: number; warm: number },
  sides: [few: Side, many: Side],
  routes: typeof all,
  roles: Map<RouteId, string>,
): Promise<void> {
  const [few, many] = sides;
  let again: (() => void)[] = [];
  for (let i = -warm; i < n; i++) {
    if (i % FRESH === 0 || i === -warm) {
      for (const stop of again) stop();
      for (const side of sides) side.moments = await momentsOf(side.world);
      again = sides.map(({ world }) => undone(world.t.deps.db, () => writing));
      if (i > 0) console.log(`${i} calls of each route`);
    }
    for (const [id, route] of routes) {
      writing = route.method !== 'get';
      for (const side of i % 2 ? sides : sides.toReversed()) {
        const begun = performance.now();
        const { status } = await ask(side, id, route, roles.get(id)!);
        const ms = performance.now() - begun;
        side.status.set(id, status);
        if (i >= 0) side.ms.set(id, [...(side.ms.get(id) ?? []), ms]);
      }
    }
  }
  for (const stop of again) stop();
  for (const [id] of routes)
    if (few.status.get(id) !== many.status.get(id))
      throw new Error(`${id} answers ${few.status.get(id)} and ${many.status.get(id)}`);
}

function figuresOf(few: Side, many: Side): Figure[] {
  const figures = all.map(([id, { method }]): Figure => {
    const [ours, bare] = [many.ms.get(id)!, few.ms.get(id)!];
    return {
      ...{
        name: 'tenants',
        figure: `${method.toUpperCase()} ${id} (${many.status.get(id)}), p95`,
        detail: true,
      },
      ...{ ours: quantile(ours, 0.95), bare: quantile(bare, 0.95), goal: GOAL, n: ours.length },
      ratio: quantile(ours, 0.95) / quantile(bare, 0.95),
      least: leastRatio(ours, bare),
    };
  });
  const kind = (reads: boolean): Figure => {
    const some = figures.filter((_, i) => (all[i]![1].method === 'get') === reads);
    const middle = (of: (figure: Figure) => number) => quantile(some.map(of), 0.5);
    const good = some.filter((_, i) => some[i]!.figure.includes('(2')).length;
    return {
      ...{
        name: 'tenants',
        figure: `${some.length} ${reads ? 'read' : 'write'} routes (${good} agree), the middle one’s p95`,
      },
      ...{ ours: middle(({ ours }) => ours), bare: middle(({ bare }) => bare), goal: GOAL, n: some[0]!.n },
      ratio: middle(({ ours }) => ours) / middle(({ bare }) => bare),
    };
  };
  const slower = figures.filter(({ least }) => least! > GOAL).length;
  console.log(
    `middle ratio ${tell(
      quantile(
        figures.map(({ ratio }) => ratio),
        0.5,
      ),
    )}, ${slower} slower`,
  );
  return [
    kind(true),
    kind(false),
    {
      ...{
        name: 'tenants',
        figure: 'routes that are slower by more than chance',
        unit: `of ${figures.length}`,
      },
      ...{ ours: slower, bare: 0, ratio: slower, goal: 0, n: figures[0]!.n },
    },
    ...figures,
  ];
}

/** What the count of those that are slower by more than chance leaves out. */
function worstOf(figures: readonly Figure[]): string {
  const routes = figures.filter(({ detail }) => detail).toSorted((a, b) => b.ratio - a.ratio);
  const over = routes.filter(({ ratio }) => ratio > GOAL).length;
  const worst = routes
    .slice(0, 5)
    .map(({ figure, ours, bare }) => `${figure} ${tell(ours)} ms, ${tell(bare)} ms`);
  return `With chance, ${over} of ${routes.length} routes have a p95 of over ${GOAL} times the other’s, and ${routes.filter(({ ratio }) => ratio < 1 / GOAL).length} of under a ${GOAL}th; the five farthest over: ${worst.join('; ')}.`;
}

/** The lower end of the ratio's 95 % interval, from samples drawn anew out of those that were measured. */
function leastRatio(ours: number[], bare: number[]): number {
  const { uniform } = createDraws(ours.length);
  const again = (values: number[]) =>
    spreadOf(values.map(() => values[Math.floor(uniform() * values.length)]!)).p95;
  return quantile(
    Array.from({ length: DRAWS }, () => again(ours) / again(bare)),
    0.025,
  );
}

/** Every statement of every call, planned on what the large database really holds. */
async function plansOf(side: Side): Promise<Figure> {
  const { t, f } = side.world;
  const texts = await hearCalls(side.world, side.moments);
  const client = new pg.Client({ connectionString: t.superuserUrl });
  await client.connect();
  try {
    const catalogue = await readCatalogue(client);
    await client.query(
      `BEGIN; SELECT set_config('care.hospital_id', '${f.hospitalId}', true); SET LOCAL ROLE care_app`,
    );
    const faults = [
      ...(await explain(client, [...texts.values()], catalogue)),
      ...(await client.query('RESET ROLE').then(() => explainFunctions(client, catalogue))),
    ];
    for (const fault of faults) console.log(`\n${fault}`);
    const about = {
      name: 'tenants',
      figure: 'statements that read or sort more than a page',
      unit: `of ${texts.size}`,
    };
    return { ...about, ours: faults.length, bare: 0, ratio: faults.length, goal: 0, n: texts.size };
  } finally {
    await client.end();
  }
}
