/** The statements that the server sends for every route, by each of its callers, for a page's stream, and in its sweeps: each text once. */
import { ROUTES, type RouteId } from '@care-elements/contract/routes.ts';
import type { Route } from '@care-elements/contract/route.ts';
import { SYSTEM } from '../../server/actor.ts';
import { sweepsOf } from '../../server/server.ts';
import { inHospital } from '../../server/work.ts';
import { hear, type Heard } from '../bench/bare/replay.ts';
import { momentsOf, type Moment, type Moments } from './moments.ts';
import { readStream } from './read-stream.ts';
import { pathOf, ROUTE_CASES } from './route-cases.ts';
import type { RouteWorld, Tokens } from './route-world.ts';
import { undone } from './undone.ts';

export async function hearRoutes(world: RouteWorld): Promise<Heard[]> {
  const { t, f, ours } = world;
  const texts = await hearCalls(world, await momentsOf(world));
  const listen = listener(texts);
  // Not undone: the server's own sweeps would find the same work again and again.
  const server = await t.listen();
  for (const [token, topics] of [
    [
      ours.patient,
      ['visit', 'messages', 'guests', 'recording', 'snapshot'].map((of) => `${of}:${f.visitId}`),
    ],
    [ours.doctor, [`queue:${f.departmentId}`, `meeting:${f.meetingId}`, `audience:${f.meetingId}`, 'desk']],
    [ours.pharmacist, ['reviews', `counter:${f.pharmacyId}`]],
  ] as const)
    await listen(async () => {
      const stream = await readStream(server.url, f.hospitalId, token, [...topics]);
      for (const topic of topics) await stream.until(({ data }) => data.topic.startsWith(topic));
      stream.close();
    });
  await server.stop();
  return [...texts.values()];
}

const listener = (texts: Map<string, Heard>) => async (work: () => Promise<unknown>) => {
  for (const heard of await hear(work)) texts.set(heard.text.replace(/\$\d+(, \$\d+)+/g, '$…'), heard);
};

/** Of calls and sweeps alone; in `moments` they are agreed to. The world is afterwards as it was before. */
export async function hearCalls(world: RouteWorld, moments: Moments): Promise<Map<string, Heard>> {
  const { t, f } = world;
  const texts = new Map<string, Heard>();
  const listen = listener(texts);
  const again = undone(t.deps.db);
  try {
    for (const [id, route] of Object.entries(ROUTES) as [RouteId, Route][]) {
      for (const role of route.callers) await listen(() => call(world, id, route, role));
      const moment = moments[id];
      if (moment) await listen(() => call(world, id, route, '', moment));
    }
    // Two days on, what waits for its day is due, too. Its bytes stay: the rows are there again afterwards.
    const storage = { ...t.deps.storage, remove: async () => {} };
    for (const ahead of [0, 48 * 3600_000]) {
      const deps = { ...t.deps, storage, now: () => new Date(t.deps.now().getTime() + ahead) };
      for (const { round } of sweepsOf(deps))
        await listen(() => inHospital(deps, f.hospitalId, { doer: SYSTEM, requestId: null }, round));
    }
  } finally {
    again();
  }
  return texts;
}

/** As one of its callers, or as who stands in `moment`, with what that is for. */
export function call(
  { t, f, ours }: RouteWorld,
  id: RouteId,
  route: Route,
  role: string,
  moment?: Moment,
): ReturnType<RouteWorld['t']['call']> {
  const { body, query } = ROUTE_CASES[id];
  const ids = { ...f, ...moment?.ids };
  const given = moment && 'body' in moment ? moment.body : body?.(ids);
  return t.call(route.method.toUpperCase(), pathOf(route.path, ids.hospitalId, ids) + (query?.(ids) ?? ''), {
    token: moment?.token ?? (role === 'public' ? undefined : ours[role as keyof Tokens]),
    ...(given === undefined ? {} : { body: given }),
  });
}
