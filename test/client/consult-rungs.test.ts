/** What a rung of the ladder does in a room, on a room of our own making; on real networks `npm run faults` sees it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LocalTrack, Room } from 'livekit-client';
import type { Rung } from '../../packages/client/consult-ladder.ts';
import { createCarrying } from '../../packages/client/consult-rungs.ts';

/** A call with one other, whose picture is wanted; what was done to it is kept in words. */
function call() {
  const done: string[] = [];
  const theirs = {
    ...{ kind: 'video', isDesired: true },
    setSubscribed(on: boolean) {
      theirs.isDesired = on;
      done.push(on ? 'their picture is wanted' : 'their picture is not wanted');
    },
    setVideoQuality: (quality: number) => void done.push(`their picture: ${quality}`),
  };
  const camera = {
    ...{ sender: {}, isMuted: false },
    pauseUpstream: async () => void done.push('own picture is held back'),
    resumeUpstream: async () => void done.push('own picture goes'),
    setPublishingQuality: (quality: number) => void done.push(`own picture: ${quality}`),
  };
  const room = {
    state: 'connected',
    remoteParticipants: new Map([['doctor', { trackPublications: new Map([['v', theirs]]) }]]),
  };
  const carrying = createCarrying(
    () => room as unknown as Room,
    new Map([['camera', camera as unknown as LocalTrack]]),
    async (on) => void done.push(on ? 'thin sound' : 'full sound'),
  );
  return {
    async at(rung: Rung, thin = false): Promise<string[]> {
      done.length = 0;
      await carrying.carry(rung, thin);
      return [...done];
    },
  };
}

test('down the ladder: smaller pictures, then theirs not, then ours not, then thin sound; and up again', async () => {
  const { at } = call();
  assert.deepEqual(await at('video'), ['own picture goes'], 'a room that was not seen before');
  assert.deepEqual(await at('video'), []);
  assert.deepEqual(await at('small-video'), ['their picture: 0', 'own picture: 0']);
  assert.deepEqual(await at('remote-video-off'), ['their picture is not wanted', 'own picture: 0']);
  assert.deepEqual(await at('audio'), ['own picture is held back', 'own picture: 0']);
  assert.deepEqual(await at('low-audio'), ['own picture is held back', 'own picture: 0', 'thin sound']);
  assert.deepEqual(await at('audio'), ['own picture is held back', 'own picture: 0', 'full sound']);
  assert.deepEqual(await at('video'), [
    ...['their picture is wanted', 'their picture: 2'],
    ...['own picture goes', 'own picture: 2'],
  ]);
});

test('thin sound where another asks for it, whatever the own rung', async () => {
  const { at } = call();
  await at('video');
  assert.deepEqual(
    [await at('video', true), await at('video', true), await at('video')],
    [['thin sound'], [], ['full sound']],
  );
});
