/** Recording off, a server that stops, one that is killed, one that never comes back; and what keeps a server from recording. */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import pino from 'pino';
import { findFfmpeg } from '../../../server/recordings/ffmpeg.ts';
import { startRecordingKeeper } from '../../../server/recordings/keeper.ts';
import { openRecorder } from '../../../server/recordings/open.ts';
import { openTestApp } from '../../kit/open-test-app.ts';
import { idleRecorder, playedRecorder, takeOf } from '../../kit/recorder.ts';
import { deadMedia } from '../consult/kit.ts';
import { inRenhe, until, visitOf } from './kit.ts';

describe('where there is no recording', () => {
  it('the hospital has no text, or the server no recorder: no question can be asked, and the view says so', async (test) => {
    for (const without of ['text', 'recorder'] as const) {
      const t = await openTestApp(without === 'recorder' ? {} : { recorder: idleRecorder() });
      test.after(() => t.close());
      if (without === 'text')
        await inRenhe(t, ({ tx }) => tx.execute('UPDATE hospitals SET recording = NULL'));
      const v = await visitOf(t);
      assert.equal((await v.ask()).body.code, 'not-found');
      assert.deepEqual(await v.list(), []);
    }
  });

  it('a hospital records nothing unless it says so', async () => {
    const t = await openTestApp();
    const { rows } = await inRenhe(t, ({ tx }) =>
      tx.execute(`SELECT column_default, is_nullable FROM information_schema.columns
        WHERE table_name = 'hospitals' AND column_name = 'recording'`),
    );
    assert.deepEqual(rows[0], { column_default: null, is_nullable: 'YES' });
    await t.close();
  });
});

describe('a recording that no recorder took up', () => {
  it('is over as soon as it is stopped, and says that nothing came of it', async (test) => {
    const t = await openTestApp({ recorder: idleRecorder() });
    test.after(() => t.close());
    const v = await visitOf(t);
    const { recordingId: id } = (await v.ask()).body;
    await v.answer(id, true);
    const { body } = await v.stop(id, v.patient);
    assert.deepEqual(
      [body.state, body.failure, body.stoppedBy, body.file],
      ['failed', 'empty', 'patient', null],
    );
    const keeper = await startRecordingKeeper(t.deps);
    await keeper.round();
    await keeper.close();
    assert.equal((await v.latest()).state, 'failed');
  });
});

describe('a server that is stopped', () => {
  it('ends its recordings and stores them on the way out', async (test) => {
    const { recorder, played } = playedRecorder();
    const t = await openTestApp({ recorder });
    test.after(() => t.close());
    const keeper = await startRecordingKeeper(t.deps);
    const v = await visitOf(t);
    await v.answer((await v.ask()).body.recordingId, true);
    await until(() => played.length === 1, 'started');
    played[0]!.begin();
    await until(async () => (await v.latest()).state === 'on', 'on');
    const closed = keeper.close();
    await until(() => played[0]!.stopped, 'told to stop');
    await played[0]!.end(null, randomBytes(9));
    await closed;
    assert.deepEqual([(await v.latest()).state, (await v.latest()).stoppedBy], ['stored', 'system']);
  });

  it('says at its start what keeps it from recording, and how to mend that', async () => {
    const said: string[] = [];
    const options = {
      dataDir: tmpdir(),
      log: pino({ level: 'silent' }),
      say: (line: string) => said.push(line),
    };
    assert.equal(await openRecorder({ ...options, media: null, egressDir: undefined }), null);
    const media = deadMedia();
    const dir = await mkdtemp(join(tmpdir(), 'care-egress-'));
    assert.match((await openRecorder({ ...options, media, egressDir: dir }))!.detail, /Egress/);
    const { PATH } = process.env;
    process.env['PATH'] = dir;
    const find = () => findFfmpeg(['ffmpeg']);
    assert.equal(await openRecorder({ ...options, media, egressDir: undefined, find }), null);
    process.env['PATH'] = PATH;
    assert.match(
      said.join('\n'),
      /^Recording is off: there is no video\.\nRecording: LiveKit Egress into .*\nRecording is off: no ffmpeg .* install ffmpeg .*npm ci/,
    );
  });
});

describe('a server that was killed', () => {
  it('finds what it had been recording, keeps it, and says that it failed', async (test) => {
    const id = '00000000-0000-7000-8000-000000000001';
    const take = await takeOf('server', Buffer.from('half a recording'));
    const { recorder } = playedRecorder([{ hospitalId: 'renhe', recordingId: id, ...take }]);
    const t = await openTestApp({ recorder });
    test.after(() => t.close());
    const v = await visitOf(t);
    const asked = (await v.ask()).body.recordingId;
    await inRenhe(t, ({ tx }) =>
      tx.execute(`UPDATE recordings SET recording_id = '${id}', state = 'on', agreed = true,
        answered_at = now(), alive_at = now() WHERE recording_id = '${asked}'`),
    );
    const keeper = await startRecordingKeeper(t.deps);
    await until(async () => (await v.latest()).state === 'failed', 'failed');
    const { failure, file } = await v.latest();
    assert.equal(failure, 'server');
    assert.equal(file.sha256, createHash('sha256').update('half a recording').digest('hex'));
    await keeper.close();
  });

  it('one that never comes back: another says so after a minute of silence, and takes the file when it does', async (test) => {
    const { recorder } = playedRecorder();
    let now = new Date();
    const t = await openTestApp({ recorder, now: () => now });
    test.after(() => t.close());
    const v = await visitOf(t);
    const id = (await v.ask()).body.recordingId;
    await inRenhe(t, ({ tx }) =>
      tx.execute(`UPDATE recordings SET state = 'on', agreed = true, answered_at = now(), alive_at = now()`),
    );
    const keeper = await startRecordingKeeper(t.deps);
    await keeper.round();
    assert.equal((await v.latest()).state, 'on');
    now = new Date(Date.now() + 61_000);
    await keeper.round();
    assert.deepEqual([(await v.latest()).state, (await v.latest()).failure], ['failed', 'server']);
    await keeper.close();
    const left = [
      { hospitalId: 'renhe', recordingId: id, ...(await takeOf('server', Buffer.from('found'))) },
    ];
    const back = await startRecordingKeeper({ ...t.deps, recorder: playedRecorder(left).recorder });
    await until(async () => (await v.latest()).file?.bytes === 5, 'found');
    assert.equal((await v.latest()).state, 'failed');
    await back.close();
  });
});

describe('a recording that can’t begin', () => {
  it('does not keep another from being stopped that is told of in the same moment', async (test) => {
    const { recorder, played } = playedRecorder();
    const t = await openTestApp({ recorder });
    test.after(() => t.close());
    const { db } = t.deps;
    let fails = false;
    let read = Promise.resolve();
    const keeper = await startRecordingKeeper({
      ...t.deps,
      db: {
        ...db,
        system: async (...asked) => (await read, db.system(...asked)),
        tenant: async (hospitalId, work) => {
          if (fails) throw new Error('a row that nobody can read');
          return db.tenant(hospitalId, work);
        },
      },
    });
    test.after(() => keeper.close());
    const first = await visitOf(t);
    const { recordingId } = (await first.ask()).body;
    await first.answer(recordingId, true);
    await until(() => played.length === 1, 'started');
    const second = await visitOf(t, 'sun');
    const { recordingId: other } = (await second.ask()).body;
    let go = () => {};
    read = new Promise((done) => (go = done));
    await second.answer(other, true);
    await first.stop(recordingId, first.patient);
    fails = true;
    go();
    await until(() => played[0]!.stopped, 'stopped');
    fails = false;
    await played[0]!.end(null);
  });
});
