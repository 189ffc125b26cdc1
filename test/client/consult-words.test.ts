/** What the call says for a rung of the ladder, and for what the other side's page tells of its devices. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NO_SCREEN } from '@care-elements/client/consult-screen.ts';
import { NO_CHOICES } from '@care-elements/client/device-list.ts';
import { IDLE, viewDevice, type OtherView } from '@care-elements/client/consult-state.ts';
import { chipOf, coverOf, silenceOf } from '../../packages/elements/widgets/care-consult-words.ts';
import en from '../../packages/elements/locales/en/consult.ts';
import zh from '../../packages/elements/locales/zh-CN/consult.ts';

const other: OtherView = {
  ...{
    identity: 'p_pat',
    role: 'patient',
    presence: 'present',
    name: null,
    active: true,
    speaking: false,
    level: 0,
  },
  ...{ microphone: 'on', camera: 'on', quality: 'good' },
};
const inCall = {
  rung: 'video',
  pinned: null,
  hearing: null,
  askedBy: null,
  canFlip: false,
  choices: NO_CHOICES,
  using: {},
  screen: NO_SCREEN,
} as const;
const chip = (change: object) =>
  chipOf(zh, {
    ...IDLE,
    phase: 'connected',
    others: [other],
    quality: 'good',
    inCall: { ...inCall, ...change },
  })?.words;

test('each rung of the ladder is said', () => {
  assert.equal(chip({}), undefined);
  assert.equal(chip({ rung: 'audio' }), zh.soundAlone);
  assert.equal(chip({ rung: 'low-audio' }), zh.soundAlone);
  for (const rung of ['small-video', 'remote-video-off', 'audio', 'text'])
    assert.equal(chip({ rung, pinned: rung }), zh.soundChosen);
  assert.equal(chip({ rung: 'audio', pinned: 'remote-video-off' }), zh.soundAlone, 'the network takes more');
  assert.equal(chip({ rung: 'text' }), zh.soundBarely);
  const paused = { ...other, camera: 'paused' } as const;
  assert.equal(
    chipOf(zh, { ...IDLE, phase: 'connected', others: [paused], inCall })?.words,
    zh.picturePaused,
  );
});

test('why there is no picture and no sound of the other side, in words', () => {
  const cover = (change: Partial<OtherView>) => coverOf(en, { ...other, ...change });
  assert.equal(cover({}), undefined);
  assert.equal(cover({ camera: 'off', told: { cam: 'network' } }), en.cameraNetwork(en.who.patient));
  assert.equal(cover({ camera: 'off', told: { cam: 'chosen' } }), en.cameraChosen(en.who.patient));
  assert.equal(cover({ camera: 'off', told: {} }), en.cameraOff(en.who.patient));
  assert.equal(cover({ camera: 'none', told: { cam: 'in-use' } }), en.cameraTrouble(en.who.patient));
  assert.equal(cover({ camera: 'none' }), en.noCamera(en.who.patient));
  assert.equal(silenceOf(en, { ...other, told: { mic: 'denied' } }), en.micTrouble(en.who.patient));
  assert.equal(silenceOf(en, other), en.muted(en.who.patient));
});

test('a device that a phone call has says so, and is neither muted by its owner nor held back by the network', () => {
  const track = { enabled: true } as MediaStreamTrack;
  const taken = { track, muted: true, published: true, ended: false, held: false, taken: true };
  const { face, problem } = viewDevice('connected', taken, track, false, null);
  assert.deepEqual([face, problem], ['denied', 'in-use']);
  assert.equal(viewDevice('connected', taken, track, true, null).face, 'pending');
  assert.equal(
    viewDevice('connected', { ...taken, muted: false, taken: false }, track, false, null).face,
    'on',
  );
});
