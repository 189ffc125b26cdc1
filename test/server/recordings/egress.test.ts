/** The recorder that is LiveKit Egress, against a server that speaks its Twirp and writes the file as Egress would. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import pino from 'pino';
import { createEgress } from '../../../server/recordings/egress.ts';
import type { Recorder } from '../../../server/recordings/recorder.ts';

/** What the fake knows of its one egress, and what it was asked. */
let egress: { status: string; file: string; room: string; duration: number };
const asked: { method: string; body: Record<string, unknown>; authorization: string }[] = [];
let away = false;

const server = createServer((request, response) => {
  let text = '';
  request.on('data', (chunk) => (text += chunk));
  request.on('end', () => {
    const method = request.url!.split('/').at(-1)!;
    const body = JSON.parse(text) as Record<string, unknown>;
    asked.push({ method, body, authorization: request.headers.authorization ?? '' });
    if (away) return void response.writeHead(503).end('{"code":"unavailable","msg":"no egress"}');
    if (method === 'StartRoomCompositeEgress') {
      const output = (body['file'] ?? (body['fileOutputs'] as object[])[0]) as { filepath: string };
      egress = {
        status: 'EGRESS_STARTING',
        file: output.filepath,
        room: String(body['roomName']),
        duration: 0,
      };
    }
    if (method === 'StopEgress' && egress.status !== 'EGRESS_ABORTED') {
      writeFileSync(egress.file, 'an mp4');
      egress = { ...egress, status: 'EGRESS_COMPLETE', duration: 4.5e9 };
    }
    const info = {
      ...{ egressId: 'EG_1', roomName: egress.room, status: egress.status },
      fileResults: egress.duration ? [{ filename: egress.file, duration: String(egress.duration) }] : [],
    };
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(method === 'ListEgress' ? { items: [info] } : info));
  });
});

describe('recording by LiveKit Egress', () => {
  let dir: string;
  let recorder: Recorder;
  const job = { hospitalId: 'renhe', recordingId: 'r-1', roomName: 'renhe_room' };
  before(async () => {
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    dir = mkdtempSync(join(tmpdir(), 'care-egress-'));
    const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const media = { url, publicUrl: url, apiKey: 'key', apiSecret: 'a secret of thirty-two characters' };
    const status = () => ({ state: 'ready' as const, detail: '' });
    recorder = createEgress({ media: { ...media, status }, dir, log: pino({ level: 'silent' }), pollMs: 10 });
  });
  after(() => {
    server.close();
    rmSync(dir, { recursive: true, force: true });
  });
  beforeEach(() => {
    asked.length = 0;
    away = false;
  });
  const until = async (look: () => boolean) => {
    while (!look()) await new Promise((done) => setTimeout(done, 5));
  };

  it('composes the room into the shared folder, begins when it is active, and ends when it is told', async () => {
    const running = recorder.start(job);
    await until(() => asked.some(({ method }) => method === 'ListEgress'));
    const start = asked[0]!;
    assert.equal(start.method, 'StartRoomCompositeEgress');
    assert.equal(start.body['roomName'], 'renhe_room');
    assert.match(start.authorization, /^Bearer /);
    assert.equal(egress.file, join(dir, 'renhe_r-1.mp4'));
    egress.status = 'EGRESS_ACTIVE';
    await running.begun;
    running.stop();
    running.stop();
    const take = await running.done;
    assert.equal(asked.filter(({ method }) => method === 'StopEgress').length, 1);
    assert.equal(take.failure, null);
    assert.deepEqual(take.file, { path: egress.file, type: 'video/mp4', seconds: 4.5 });
    await take.discard();
    assert.deepEqual(readdirSync(dir), []);
  });

  it('an egress that dies is a recording lost, and none at all is one that never began', async () => {
    const running = recorder.start(job);
    await until(() => asked.some(({ method }) => method === 'ListEgress'));
    egress.status = 'EGRESS_ABORTED';
    const take = await running.done;
    assert.deepEqual([take.failure, take.file], ['lost', null]);
    await take.discard();
    away = true;
    assert.equal((await recorder.start(job).done).failure, 'unavailable');
  });

  it('what outlived a killed server is ended, and its file taken', async () => {
    const running = recorder.start(job);
    await until(() => existsSync(join(dir, 'renhe_r-1.id')));
    egress.status = 'EGRESS_ACTIVE';
    const [left] = await recorder.leftovers();
    assert.deepEqual([left!.hospitalId, left!.recordingId, left!.failure], ['renhe', 'r-1', 'server']);
    assert.equal(left!.file!.seconds, 4.5);
    await running.done;
    await left!.discard();
  });
});
