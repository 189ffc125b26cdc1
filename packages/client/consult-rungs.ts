/** Owns what a rung of the ladder means in a room: which pictures are sent and wanted, and how thin the sound is. Fetched once a call stands. */
import type { LocalTrack as AnyLocalTrack, RemoteTrackPublication, Room } from 'livekit-client';
import { RUNGS, type Rung } from './consult-ladder.ts';
import type { MediaKind } from './consult-machine.ts';

/** LiveKit's `VideoQuality`, whose values this chunk can't have. */
const LOW = 0;
const HIGH = 2;

export interface Carrying {
  /** Brings the room to this rung, with thin sound also where the others ask for it; again now and then, for tracks come and go. */
  carry(rung: Rung, thin?: boolean): Promise<void>;
}

export function createCarrying(
  room: () => Room | undefined,
  tracks: ReadonlyMap<MediaKind, AnyLocalTrack>,
  /** Publishes the microphone anew, thin or not. */
  thin: (on: boolean) => Promise<void>,
): Carrying {
  const held = { own: false, theirs: false, small: false, thin: false };
  let last: Room | undefined;

  function theirs(mine: Room, off: boolean, small: boolean): void {
    for (const { trackPublications } of mine.remoteParticipants.values())
      for (const found of trackPublications.values() as Iterable<RemoteTrackPublication>) {
        if (found.kind !== 'video') continue;
        // LiveKit would ignore a mere `setEnabled(false)` while the picture is paused for want of bandwidth.
        if (found.isDesired === off) found.setSubscribed(!off);
        if (!off) found.setVideoQuality(small ? LOW : HIGH);
      }
  }

  return {
    async carry(rung, asked = false) {
      const mine = room();
      if (mine?.state !== 'connected') return;
      const at = RUNGS.indexOf(rung);
      const off = at >= RUNGS.indexOf('remote-video-off');
      const small = at >= RUNGS.indexOf('small-video');
      if (small || held.small || held.theirs) theirs(mine, off, small);
      held.theirs = off;

      const camera = tracks.get('camera');
      // A track remembers that it was held back, though not in this room.
      if (mine !== last) await camera?.resumeUpstream();
      last = mine;
      const silent = at >= RUNGS.indexOf('audio');
      // The device goes on running: the person sees themselves, and the picture is back at once.
      if (silent && camera?.sender && !camera.isMuted) await camera.pauseUpstream();
      else if (!silent && held.own) await camera?.resumeUpstream();
      held.own = silent;
      // Said again each time, for dynacast has its own mind.
      if (camera && 'setPublishingQuality' in camera && camera.sender && (small || held.small))
        (camera as { setPublishingQuality(quality: number): void }).setPublishingQuality(small ? LOW : HIGH);
      held.small = small;

      const toThin = asked || at >= RUNGS.indexOf('low-audio');
      if (toThin !== held.thin) {
        held.thin = toThin;
        await thin(toThin);
      }
    },
  };
}
