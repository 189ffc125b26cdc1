/** Recording in two real browsers on a real LiveKit: a file that plays, a worker that is killed, a patient who says no. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import zh from '../../packages/elements/locales/zh-CN/recording.ts';
import { inspectProcess, listProcesses } from '../../server/child.ts';
import { untilBothWays } from './call-house.ts';
import { until } from './call-kit.ts';
import { openRecordingHouse, probe } from './recording-kit.ts';

let house: Awaited<ReturnType<typeof openRecordingHouse>>;
before(async () => {
  house = await openRecordingHouse();
});
after(() => house?.close());
afterEach(() => house.clear());

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
/** A file's bytes where ffmpeg can read them. */
function saved(bytes: Buffer): string {
  const path = join(house.dir, 'probed');
  writeFileSync(path, bytes);
  return path;
}

describe('a recorded call', () => {
  test('gives a file that plays: sound, moving pictures of both, and the hash that is on record', async () => {
    const { visit, patient, doctor } = await house.call();
    const rec = house.recordings(visit);
    await doctor.getByRole('button', { name: zh.record }).click();
    await doctor.getByRole('button', { name: zh.askPatient }).click();
    await patient.getByText(zh.question).waitFor();
    assert.equal(house.workers().length, 0, 'nobody records before the patient’s yes');
    await patient.getByRole('button', { name: zh.agree }).click();
    for (const page of [patient, doctor])
      await page.locator('[part~="recording-sign"]').getByText(zh.on).waitFor();
    const { state, recordingId: id } = await rec.latest();
    assert.equal(state, 'on');
    assert.equal((await house.inRoom(visit)).length, 3, 'the recorder is in the room');
    await pause(6000);
    await untilBothWays({ patient, doctor });
    assert.equal((await rec.latest()).state, 'on', 'and nobody sends it away');
    for (const page of [patient, doctor]) assert.equal(await page.locator('video[part=remote]').count(), 1);
    await patient.getByRole('button', { name: zh.stop }).click();
    await patient.getByText(zh.storedPatient).waitFor();
    await doctor.getByText(zh.stored).waitFor();
    for (const page of [patient, doctor])
      assert.equal(await page.locator('[part~="recording-sign"]').count(), 0, 'the sign is gone');
    await until(async () => (await rec.latest()).state === 'stored', 'stored');
    const { file } = await rec.latest();
    const bytes = await rec.file(id);
    assert.equal(createHash('sha256').update(bytes).digest('hex'), file.sha256);
    const found = await probe(house.ffmpeg, saved(bytes));
    assert.ok(found.seconds > 5, JSON.stringify(found));
    assert.ok(Math.abs(found.seconds - file.seconds) < 1, JSON.stringify([found, file]));
    assert.ok(found.loudness > -60, JSON.stringify(found));
    assert.ok(found.moving > 20 && found.pictures > 60, JSON.stringify(found));
    await until(async () => (await house.inRoom(visit)).length === 2, 'the recorder has left');
    await untilBothWays({ patient, doctor });
    assert.deepEqual(house.workers(), []);
  });

  test('the recorder is killed: the call goes on, it is said, and what there is plays', async () => {
    const { visit, patient, doctor } = await house.call();
    const rec = house.recordings(visit);
    const { recordingId: id } = (await rec.ask()).body;
    await rec.answer(id, true);
    await until(async () => (await rec.latest()).state === 'on', 'on');
    await pause(5000);
    const [pid] = house.workers();
    process.kill(pid!, 'SIGKILL');
    await until(async () => (await rec.latest()).state === 'failed', 'failed');
    const { failure, file } = await rec.latest();
    assert.equal(failure, 'lost');
    for (const page of [patient, doctor]) await page.getByText(zh.failedKept).waitFor();
    await untilBothWays({ patient, doctor });
    assert.equal(await house.entryState(visit.entryId), 'in_consult');
    const found = await probe(house.ffmpeg, saved(await rec.file(id)));
    assert.ok(found.seconds > 3 && found.moving > 10, JSON.stringify([found, file]));
    assert.equal(inspectProcess(pid!), undefined);
    const orphans = () => listProcesses().filter(({ argv }) => argv.some((arg) => arg.startsWith(house.dir)));
    await until(async () => orphans().length === 0, 'nothing of it runs on');
  });

  test('a hold ends it by itself: the room goes, and the file is whole', async () => {
    const { visit } = await house.call();
    const rec = house.recordings(visit);
    const { recordingId: id } = (await rec.ask()).body;
    await rec.answer(id, true);
    await until(async () => (await rec.latest()).state === 'on', 'on');
    await pause(4000);
    await house.app.call('POST', `/renhe/queue-entries/${visit.entryId}/hold`, { token: visit.doctor });
    await until(async () => (await rec.latest()).state === 'stored', 'stored');
    const { stoppedBy, failure } = await rec.latest();
    assert.deepEqual([stoppedBy, failure], ['system', null]);
    const found = await probe(house.ffmpeg, saved(await rec.file(id)));
    assert.ok(found.seconds > 3 && found.moving > 10, JSON.stringify(found));
    await until(async () => house.workers().length === 0, 'the worker has ended');
  });

  test('refused: nothing is recorded, and nobody hides in the room', async () => {
    const { visit, patient, doctor } = await house.call();
    const rec = house.recordings(visit);
    await rec.ask();
    await patient.getByRole('button', { name: zh.refuse }).click();
    await doctor.getByText(zh.refused).waitFor();
    await pause(2000);
    await untilBothWays({ patient, doctor });
    assert.equal((await house.inRoom(visit)).length, 2);
    assert.deepEqual(house.workers(), []);
    const { state, file } = await rec.latest();
    assert.deepEqual([state, file], ['refused', null]);
  });
});
