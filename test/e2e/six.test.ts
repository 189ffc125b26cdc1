/** Three and six people in one visit's call, in a browser each on a real LiveKit: on every page every other one is seen moving and is heard. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { ConsultRole } from '@care-elements/contract/consult.ts';
import type { GuestRole } from '@care-elements/contract/invitation.ts';
import { invitedGuest } from '../server/invitations/kit.ts';
import { smallCamera } from '../kit/small-camera.ts';
import { takenVisit } from '../server/consult/kit.ts';
import { launchBrowser } from '../kit/browser.ts';
import { openCallHouse, type CallHouse, type Visit } from './call-house.ts';
import { phase, press, text, until, type Seen } from './call-kit.ts';

/** What costs most is painting: six pages with thirty-six pictures share two cores. */
const SMALL = { width: 240, height: 360 };
const camera = smallCamera();
let house: CallHouse;
before(async () => {
  house = await openCallHouse(
    () => null,
    () => launchBrowser({ args: [camera.argument] }),
  );
});
after(async () => {
  await house?.close();
  camera.remove();
});

interface Tile {
  /** Pictures that were painted. */
  frames: number;
  /** RTCInboundRtpStreamStats.totalAudioEnergy of the sound that this tile plays. */
  energy: number;
}

/** What the tiles of a page have shown and played so far, by who is on them. */
const tilesOf = (page: Page): Promise<Record<string, Tile>> =>
  page.evaluate(async () => {
    const heard = new Map<string, number>();
    for (const pc of (globalThis as unknown as Seen).seen.pcs) {
      if (pc.connectionState === 'closed') continue;
      for (const stat of (await pc.getStats()).values())
        if (stat.type === 'inbound-rtp' && stat.kind === 'audio')
          heard.set(stat.trackIdentifier, stat.totalAudioEnergy ?? 0);
    }
    const root = document.querySelector('care-consult')!.shadowRoot!;
    const tiles: Record<string, Tile> = {};
    for (const video of root.querySelectorAll<HTMLVideoElement>('video[part=remote]')) {
      const { identity } = video.dataset;
      const audio = root.querySelector<HTMLAudioElement>(`audio[data-identity="${identity}"]`)!;
      const [sound] = (audio.srcObject as MediaStream | null)?.getAudioTracks() ?? [];
      tiles[identity!] = {
        frames: video.srcObject ? video.getVideoPlaybackQuality().totalVideoFrames : 0,
        energy: (sound && heard.get(sound.id)) || 0,
      };
    }
    return tiles;
  });

/** Every other one is on a tile of this page, moves and is heard. */
async function untilAllThere(page: Page, others: number, who: string): Promise<void> {
  await until(
    async () => Object.keys(await tilesOf(page)).length === others,
    `${who} has ${others} tiles`,
    60_000,
  );
  const before = await tilesOf(page);
  let now = before;
  const left = () =>
    Object.entries(now).filter(
      ([identity, { frames, energy }]) =>
        frames <= (before[identity]?.frames ?? 0) + 2 || energy <= (before[identity]?.energy ?? 0) + 1e-4,
    );
  await until(
    async () => {
      now = await tilesOf(page);
      return Object.keys(now).length === others && left().length === 0;
    },
    `${who} sees and hears everybody`,
    60_000,
  ).catch(async (error) => {
    console.log(await text(page), await phase(page));
    throw new Error(`${(error as Error).message}; not yet: ${JSON.stringify(left())}`);
  });
}

/** A busy machine may take its time, also for a click. */
async function sit(visit: Visit, role: ConsultRole, token?: string): Promise<Page> {
  const page = await house.sit(visit, role, { viewport: SMALL, ...(token ? { token } : {}) });
  page.setDefaultTimeout(60_000);
  return page;
}

/** Invited by the patient, let in by the doctor, and at their page before the click. */
async function guest(visit: Visit, role: GuestRole): Promise<Page> {
  const { invitationId, token } = await invitedGuest(house.app, 'renhe', visit.visitId, visit.token, role);
  const path = `/renhe/visits/${visit.visitId}/invitations/${invitationId}/admit`;
  const admitted = await house.app.call('POST', path, { token: visit.doctor });
  assert.equal(admitted.status, 200, JSON.stringify(admitted.body));
  return sit(visit, role, token);
}

type People = [string, Page][];
async function untilAllMeet(people: People): Promise<void> {
  for (const [who, page] of people) await untilAllThere(page, people.length - 1, who);
}

describe('a call of several', { timeout: 280_000 }, () => {
  test('three, then six people: pictures and sound on every tile of every page', async () => {
    const visit = await takenVisit(house.app, { state: 'in_consult' });
    const people: People = [
      ['the doctor', await sit(visit, 'doctor')],
      ['the patient', await sit(visit, 'patient')],
      ['the relative', await guest(visit, 'relative')],
    ];
    for (const [, page] of people) await press(page, 'action');
    await untilAllMeet(people);
    // One after the other, as they would.
    for (const role of ['interpreter', 'second_doctor', 'second_doctor'] as const) {
      const page = await guest(visit, role);
      await press(page, 'action');
      people.push([`the ${role}`, page]);
      await untilAllThere(page, people.length - 1, `the ${role}`);
    }
    await untilAllMeet(people);
  });
});
