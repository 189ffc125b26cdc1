/** What a call asks of LiveKit: our options, and beside them LiveKit's own defaults, as its Room holds them in the end. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AudioPresets, Room } from 'livekit-client';
import { connectOptions, roomOptions, THIN_SOUND } from '@care-elements/client/consult-room.ts';

test('pictures by need, in sizes; speech that survives loss; and a camera that outlives its room', () => {
  const { options } = new Room(roomOptions(() => 0));
  const { adaptiveStream, dynacast, stopLocalTrackOnUnpublish, disconnectOnPageLeave } = options;
  assert.deepEqual(
    { adaptiveStream, dynacast, stopLocalTrackOnUnpublish, disconnectOnPageLeave },
    { adaptiveStream: true, dynacast: true, stopLocalTrackOnUnpublish: false, disconnectOnPageLeave: false },
  );
  const { audioPreset, red, dtx, simulcast, videoCodec, backupCodec } = options.publishDefaults!;
  assert.deepEqual(
    { audioPreset, red, dtx, simulcast, videoCodec, backupCodec },
    {
      ...{ audioPreset: AudioPresets.speech, red: true, dtx: true },
      ...{ simulcast: true, videoCodec: 'vp8', backupCodec: { codec: 'h264' } },
    },
  );
  assert.equal(AudioPresets.speech.maxBitrate, 24_000);
});

test('at the last: 12 kbit/s without doubles, and silence unsent', () => {
  const { options } = new Room(roomOptions(() => 0));
  const { audioPreset, red, dtx } = { ...options.publishDefaults, ...THIN_SOUND };
  assert.deepEqual({ audioPreset, red, dtx }, { audioPreset: { maxBitrate: 12_000 }, red: false, dtx: true });
});

test('one who has gone ahead subscribes to nothing by itself; a patient’s try waits longer', () => {
  assert.equal(connectOptions(false, true).autoSubscribe, false);
  assert.equal(connectOptions(false, false).autoSubscribe, true);
  const [hasty, patient] = [connectOptions(false, false), connectOptions(true, false)];
  assert.ok(patient.websocketTimeout! > hasty.websocketTimeout!);
  assert.ok(patient.peerConnectionTimeout! > hasty.peerConnectionTimeout!);
});
