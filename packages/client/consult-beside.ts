/** Owns what is done in a call's room beside camera and microphone: its statistics, the ladder's rungs, its devices, a shared screen, a still. Fetched once a call stands. */
import type { LocalTrack as AnyLocalTrack, Room } from 'livekit-client';
import { createChoices, type Choices } from './consult-choices.ts';
import { RUNGS, type Rung } from './consult-ladder.ts';
import type { MediaKind } from './consult-machine.ts';
import { createCarrying } from './consult-rungs.ts';
import { createScreen, type OwnScreen } from './consult-screen.ts';
import { takeStill } from './consult-still.ts';

/** What the call lends; the room may be another one after a break. */
export interface Lent {
  room(): Room | undefined;
  tracks: ReadonlyMap<MediaKind, AnyLocalTrack>;
  /** Publishes the microphone anew, thin or not. */
  thin(on: boolean): Promise<void>;
  /** Something of the call is no longer as it was last told. */
  changed(): void;
  /** Calls `fn` from now on whenever something of the room has changed. */
  heed(fn: () => void): void;
}
export interface Beside extends Choices {
  /** What getStats says of each track, own and others'. */
  stats(): Promise<RTCStatsReport[]>;
  /** Brings what is sent and wanted to this rung of the ladder. */
  carry(rung: Rung, thin?: boolean): Promise<void>;
  screen: OwnScreen;
  /** A still of somebody's picture, a JPEG; rejects where there is none. */
  still(identity: string): Promise<Blob>;
}

export function createBeside({ room, tracks, thin, changed, heed }: Lent): Beside {
  const { carry } = createCarrying(room, tracks, thin);
  const screen = createScreen(room);
  const choices = createChoices(room, tracks);
  heed(screen.look);
  return {
    ...choices,
    screen,
    still: (identity) => takeStill(room(), identity),
    async stats() {
      const theirs = [...(room()?.remoteParticipants.values() ?? [])].flatMap((one) =>
        one.getTrackPublications().flatMap(({ track }) => track ?? []),
      );
      const reports = await Promise.all(
        [...tracks.values(), ...theirs].map((track) =>
          (track as AnyLocalTrack).getRTCStatsReport().catch(() => undefined),
        ),
      );
      return reports.flatMap((report) => report ?? []);
    },
    choose: (kind, id) => choices.choose(kind, id).finally(changed),
    flip: () => choices.flip().finally(changed),
    async carry(rung, thinAsked) {
      await carry(rung, thinAsked);
      await screen.hold(RUNGS.indexOf(rung) >= RUNGS.indexOf('audio'));
      changed();
    },
  };
}
