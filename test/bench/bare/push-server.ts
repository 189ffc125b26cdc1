/**
 * The shortest live queue: node:http, SKIP LOCKED, NOTIFY and event streams. Whoever asks may call and may listen; who waits in
 * a department is told their place whenever somebody there is called. The argument: `{"url"}` of a database with the table.
 */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';

const { url } = JSON.parse(process.argv[2]!) as { url: string };
const pool = new pg.Pool({ connectionString: url, max: 12 });
const streams = new Map<number, ServerResponse>();

const CALL = `WITH moved AS (
  UPDATE bare_queue SET state = 'called' WHERE id = (
    SELECT id FROM bare_queue WHERE department = $1 AND state = 'waiting' ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING id, department)
SELECT id, pg_notify('moved', department || ' ' || id) FROM moved`;
const WAITING = `SELECT id FROM bare_queue WHERE department = $1 AND state = 'waiting' ORDER BY id`;

const tell = (id: number, ahead: number | null) =>
  streams.get(id)?.write(`event: place\ndata: ${JSON.stringify({ ahead })}\n\n`);

async function tellAll(department: number): Promise<void> {
  const { rows } = await pool.query<{ id: number }>(WAITING, [department]);
  rows.forEach(({ id }, ahead) => tell(id, ahead));
}

const listener = new pg.Client({ connectionString: url });
await listener.connect();
listener.on('notification', ({ payload }) => {
  const [department, called] = payload!.split(' ').map(Number);
  if (called) tell(called, null);
  void tellAll(department!);
});
await listener.query('LISTEN moved');

const server = createServer((request, response) => {
  const [, what, id] = request.url!.split('/');
  if (what === 'call') {
    return void pool
      .query(CALL, [Number(id)])
      .then(({ rows }) => response.writeHead(rows.length ? 201 : 409).end(JSON.stringify(rows[0] ?? {})));
  }
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  response.write('event: hello\ndata: {}\n\n');
  streams.set(Number(id), response);
  response.on('close', () => streams.delete(Number(id)));
});
// As long as ours: by default the doctors' connections would be closed between two rounds.
server.keepAliveTimeout = 65_000;
server.listen(0, '127.0.0.1', () => console.log(`port ${(server.address() as AddressInfo).port}`));
