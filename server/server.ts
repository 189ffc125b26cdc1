/** A running server: the app on a port, the live hub, the sweepers, and a stop that loses nothing. */
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createApp, type App } from './app.ts';
import { forgetUnused } from './attachments/service.ts';
import { forgetEvents } from './consult/service.ts';
import { startConsultWorker } from './consult/worker.ts';
import type { Deps } from './deps.ts';
import { openEdge, refuse } from './http/edge.ts';
import { forgetKeys } from './idempotency.ts';
import { forgetOutbox } from './outbox.ts';
import { forgetNames } from './meetings/service.ts';
import { startMeetingWorker } from './meetings/worker.ts';
import { PRESENCE } from './presence/away.ts';
import { watchPresence } from './presence/service.ts';
import { cancelEnded } from './dispensing/fulfil.ts';
import { expireDue } from './prescriptions/end.ts';
import { lapseLeases } from './prescriptions/review/lease.ts';
import { giveUpMissed } from './queue/service.ts';
import { startRecordingKeeper } from './recordings/keeper.ts';
import { problem, problemBody } from './problems.ts';
import { expireRefills } from './refills/service.ts';
import { forgetBegun } from './seals/begun.ts';
import { endMoved } from './snapshots/service.ts';
import { startSweeper, type Sweep } from './sweeper.ts';
import { builtIn } from './triage/library.ts';

export interface RunningServer {
  readonly app: App;
  readonly port: number;
  /** Takes no more connections, lets requests under way end (5 s at most; the rest are told to come again), closes the streams. */
  stop(): Promise<void>;
}
export interface ServeOptions {
  port: number;
  host: string;
  rateFactor?: number;
  /** How long requests under way may take to end when the server is told to stop, ms. */
  drainMs?: number;
  /** The database is there when this resolves; until then whoever asks is told to come again. Without it, it is there. */
  database?: Promise<void>;
}

const DRAIN_MS = 5000;

const MINUTE = 60_000;
export const sweepsOf = ({ storage, live, log }: Deps): Sweep[] => [
  {
    ...{ name: 'who is there', everyMs: PRESENCE.roundMs, having: 'people' },
    besides: () => live.hospitals('desk'),
    round: (work) => watchPresence(work, live),
  },
  {
    ...{ name: 'prescriptions past their day', everyMs: MINUTE, having: 'prescriptions' },
    round: (work) => expireDue(work),
  },
  { name: 'refills past their end', everyMs: MINUTE, having: 'refills', round: expireRefills },
  { name: 'ways to the patient that lead nowhere', everyMs: MINUTE, having: 'ways', round: cancelEnded },
  { name: 'reviews that were put down', everyMs: MINUTE / 4, having: 'leases', round: lapseLeases },
  { name: 'called patients who never came', everyMs: MINUTE, round: giveUpMissed },
  {
    name: 'questions for a picture in calls that are over',
    everyMs: MINUTE / 4,
    having: 'snapshots',
    round: endMoved,
  },
  { name: 'idempotency keys', everyMs: 60 * MINUTE, round: forgetKeys },
  { name: 'events of LiveKit', everyMs: 60 * MINUTE, round: forgetEvents },
  { name: 'signatures that were begun', everyMs: 10 * MINUTE, round: forgetBegun },
  {
    name: 'files that nobody sent',
    everyMs: 60 * MINUTE,
    round: (work) => forgetUnused(work, { storage, log }),
  },
  { name: 'names of old meetings', everyMs: 60 * MINUTE, round: forgetNames },
  { name: 'outbox', everyMs: 60 * MINUTE, round: forgetOutbox },
];

/** To who waits at a server that goes: whether it was done is not known, so the same request, with its key, has to come again. */
function comeAgain(response: ServerResponse): void {
  const again = problem('not-ready', 'The server is being stopped.');
  response.writeHead(503, { 'Content-Type': 'application/problem+json; charset=utf-8', 'Retry-After': '2' });
  response.end(JSON.stringify({ ...problemBody(again, ''), requestId: undefined }));
  // What the route answers after all has nowhere to go.
  response.writeHead = response.end = () => response;
  response.write = () => false;
}

export async function serve(
  deps: Deps,
  { port, host, rateFactor = 1, drainMs = DRAIN_MS, database }: ServeOptions,
): Promise<RunningServer> {
  const app = createApp(deps, { rateFactor });
  const answer = getRequestListener(app.fetch, { errorHandler: refuse });
  let stopping = false;
  const begun = new Set<ServerResponse>();
  const server = openEdge((request, response) => {
    // A page that keeps asking on the same connection would keep the old server alive.
    if (stopping) response.setHeader('Connection', 'close');
    begun.add(response);
    response.once('close', () => begun.delete(response));
    return answer(request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  try {
    // A broken protocol file is told at the start, not at the first patient.
    builtIn();
    await database;
    // First, so that no page is admitted whose changes nobody reads.
    await deps.live.start();
  } catch (error) {
    server.close();
    throw error;
  }
  const [worker, meetings, keeper] = await Promise.all([
    startConsultWorker(deps),
    startMeetingWorker(deps),
    startRecordingKeeper(deps),
  ]);
  const sweeper = startSweeper(deps, sweepsOf(deps));
  return {
    app,
    port: (server.address() as AddressInfo).port,
    async stop() {
      stopping = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // Streams never end by themselves; pages reconnect to whoever comes up next.
      await deps.live.close();
      // What was being answered when the stop came rests only afterwards.
      const resting = setInterval(() => server.closeIdleConnections(), 50);
      const timer = setTimeout(() => {
        for (const response of begun) if (!response.headersSent) comeAgain(response);
        // Once that is sent: a connection that is cut takes the answer with it.
        setTimeout(() => server.closeAllConnections(), 100);
      }, drainMs);
      await closed;
      clearInterval(resting);
      clearTimeout(timer);
      await keeper.close();
      await worker.close();
      await meetings.close();
      await sweeper.close();
    },
  };
}
