/** Owns what the server tells of itself in Prometheus' terms: how requests went, what stands where, and how the process is. No name, no id. */
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import release from '../../package.json' with { type: 'json' };
import type { Deps } from '../deps.ts';

/** Upper bounds in seconds: a read answers within the first, a page feels slow from half a second on. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
/** The counts are asked for at most so often, however many ask us, in ms. */
const HOLDS_MS = 5000;
/** Who watches gives up after 10 s: a database that says nothing for so long is told as away, in ms. */
const PATIENCE_MS = 5000;
const STATES = {
  queue: ['waiting', 'called', 'in_consult'],
  prescription: ['pending_review', 'approved', 'claimed', 'partially_dispensed'],
} as const;

export interface Request {
  method: string;
  /** The pattern, never a path. */
  route: string;
  status: number;
  seconds: number;
}
export interface Metrics {
  observe(request: Request): void;
  /** The text that Prometheus reads, and its type. */
  read(): Promise<{ text: string; type: string }>;
}
interface Standing extends Record<string, unknown> {
  what: 'queue' | 'prescription' | 'call';
  state: string;
  n: string;
  since: Date | null;
}

export function createMetrics({
  db,
  live,
  log,
  now,
  media,
}: Pick<Deps, 'db' | 'live' | 'log' | 'now' | 'media'>): Metrics {
  const registry = new Registry();
  const registers = [registry];
  // Event-loop lag, heap, garbage collection, handles, CPU: prom-client's own.
  collectDefaultMetrics({ register: registry });
  new Gauge({
    ...{
      name: 'care_build_info',
      help: 'Always 1; which release this is.',
      labelNames: ['version'],
      registers,
    },
  }).set({ version: release.version }, 1);
  const requests = new Histogram({
    ...{ name: 'care_http_request_duration_seconds', help: 'Requests by route and status.' },
    ...{ labelNames: ['method', 'route', 'status'], buckets: BUCKETS, registers },
  });

  let known = { until: 0, rows: Promise.resolve<Standing[] | null>(null) };
  /** Null where the database does not answer: what is not known is not told as zero. */
  const standing = (): Promise<Standing[] | null> => {
    const at = now().getTime();
    if (known.until <= at) {
      let timer: NodeJS.Timeout;
      const late = new Promise<null>((done) => (timer = setTimeout(done, PATIENCE_MS, null)));
      const asked = db.system<Standing>('SELECT * FROM care_standing()').catch((err: unknown) => {
        log.warn({ err }, 'metrics: not counted');
        return null;
      });
      const rows = Promise.race([asked, late]).finally(() => clearTimeout(timer));
      known = { until: at + HOLDS_MS, rows };
    }
    return known.rows;
  };
  const up = gauge('care_database_up', '1 where the database answers.', []);
  // Where the hospital wants none there is nothing to tell.
  const video = media && gauge('care_video_up', '1 where the LiveKit server answers.', []);
  const queue = gauge('care_queue_entries', 'Patients by state of their place.', ['state']);
  const wait = gauge('care_queue_oldest_wait_seconds', 'How long the longest waiting has waited.', []);
  const calls = gauge('care_calls_open', 'Rooms that stand.', []);
  const prescriptions = gauge('care_prescriptions', 'Open prescriptions by state.', ['state']);
  const review = gauge('care_review_oldest_seconds', 'How long the oldest review has waited.', []);
  const streams = gauge('care_live_streams', 'Pages that are told of changes.', []);
  const topics = gauge('care_live_topics', 'What they follow.', []);
  const pool = gauge('care_pool_connections', 'Connections to the database; waiting: who wants one.', [
    'state',
  ]);

  function gauge(name: string, help: string, labelNames: string[]): Gauge {
    return new Gauge({ name, help, labelNames, registers });
  }

  async function count(): Promise<void> {
    const rows = await standing();
    for (const one of [queue, prescriptions]) one.reset();
    // To reset those would be to tell zero.
    for (const one of [wait, calls, review]) one.remove();
    up.set(rows ? 1 : 0);
    video?.set(media?.status().state === 'ready' ? 1 : 0);
    const { streams: open, topics: followed } = live.stats();
    streams.set(open);
    topics.set(followed);
    for (const [state, n] of Object.entries(db.stats())) pool.set({ state }, n);
    if (!rows) return;
    const of = (what: Standing['what'], state: string) =>
      rows.find((row) => row.what === what && row.state === state);
    const age = (since: Date | null | undefined) =>
      since ? Math.max(0, (now().getTime() - since.getTime()) / 1000) : 0;
    for (const state of STATES.queue) queue.set({ state }, Number(of('queue', state)?.n ?? 0));
    for (const state of STATES.prescription)
      prescriptions.set({ state }, Number(of('prescription', state)?.n ?? 0));
    wait.set(age(of('queue', 'waiting')?.since));
    review.set(age(of('prescription', 'pending_review')?.since));
    calls.set(Number(of('call', 'open')?.n ?? 0));
  }

  return {
    observe: ({ method, route, status, seconds }) =>
      requests.observe({ method, route, status: String(status) }, seconds),
    async read() {
      await count();
      return { text: await registry.metrics(), type: registry.contentType };
    },
  };
}
