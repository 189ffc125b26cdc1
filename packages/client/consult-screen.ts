/**
 * Owns a screen that is shared in a call: sent from here by the one whom the server lets, and shown here where it comes from
 * another. Fetched once a call stands.
 */
import type { LocalTrack, LocalTrackPublication, RemoteTrackPublication, Room } from 'livekit-client';
import type { RemoteFace } from './consult-room.ts';
import { createStore, type Readable } from './store.ts';

/** Why nothing is shared though it was asked for. `dismissed`: nothing was chosen. `failed`: it could not be captured or sent. */
export type ScreenProblem = 'dismissed' | 'denied-by-system' | 'blocked-by-page' | 'failed';
export interface ScreenState {
  /** Of the own screen; null where it can't be shared from here: no right to it, or not in this browser. */
  face: 'pending' | 'on' | 'off' | 'denied' | null;
  problem: ScreenProblem | null;
  /** What is being shown: the whole screen, a window, a browser tab. */
  surface: 'monitor' | 'window' | 'browser' | null;
  /** It is shared, and for want of bandwidth nothing of it is sent at the moment. */
  held: boolean;
  /** It ended because the call had to be entered anew. */
  broken: boolean;
  /** Whose screen is shown here, and whether it is seen: `paused` where the network is too slow for it. */
  by: string | null;
  picture: RemoteFace;
}
export interface Screen extends Readable<ScreenState> {
  /** In a click: the browser asks what to show. */
  share(on: boolean): Promise<void>;
  /** Shows the screen that somebody shares in an element from now on. Returns how to stop. */
  attach(video: HTMLVideoElement): () => void;
}
export interface OwnScreen extends Screen {
  /** The room has changed. */
  look(): void;
  /** The network carries no pictures, or does again. */
  hold(on: boolean): Promise<void>;
  stop(): void;
}
/** What of the browser is used; a test hands in its own. */
export interface ScreenHost {
  getDisplayMedia?: ((options: DisplayMediaStreamOptions) => Promise<MediaStream>) | undefined;
  allows(feature: 'display-capture'): boolean | undefined;
}

type Policy = { allowsFeature(feature: string): boolean };
const browser = (): ScreenHost => {
  const { mediaDevices } = globalThis.navigator ?? {};
  const page = globalThis.document as (Document & Record<string, Policy | undefined>) | undefined;
  return {
    getDisplayMedia: mediaDevices?.getDisplayMedia?.bind(mediaDevices),
    allows: (feature) => (page?.['permissionsPolicy'] ?? page?.['featurePolicy'])?.allowsFeature(feature),
  };
};

/** LiveKit's values, which this chunk can't have: its protocol's number, its client's word. */
const SCREEN_SHARE = 3;
const SOURCE = 'screen_share' as NonNullable<LocalTrack['source']>;
/** A page of text moves little and must be sharp. */
const ASKED = {
  video: { width: { max: 1920 }, height: { max: 1920 }, frameRate: { ideal: 5, max: 15 } },
  audio: false,
  // The call in this very tab would show itself in itself without end.
  ...{ selfBrowserSurface: 'exclude', surfaceSwitching: 'include', systemAudio: 'exclude' },
} as DisplayMediaStreamOptions;
const ENCODING = { maxBitrate: 1_500_000, maxFramerate: 15 };
/** Nobody shares anything, and nothing can be shared from here. */
export const NO_SCREEN: ScreenState = {
  ...{ face: null, problem: null, surface: null, held: false, broken: false, by: null, picture: 'none' },
};

export function createScreen(room: () => Room | undefined, host: ScreenHost = browser()): OwnScreen {
  const store = createStore<ScreenState>(NO_SCREEN);
  const set = (change: Partial<ScreenState>) => {
    const now = store.get();
    const next = { ...now, ...change };
    if (Object.entries(next).some(([name, value]) => now[name as keyof ScreenState] !== value))
      store.set(next);
  };
  const elements = new Set<HTMLVideoElement>();
  /** What is shared from here, and in which room. */
  let mine: { media: MediaStreamTrack; room: Room; sent?: LocalTrackPublication | undefined } | undefined;
  let stopped = false;
  let thin = false;

  /** By what the server's token says; a server that names no sources lets everything through. */
  function may(there: Room): boolean {
    const sources = there.localParticipant.permissions?.canPublishSources ?? [];
    return !!host.getDisplayMedia && (!sources.length || sources.includes(SCREEN_SHARE));
  }

  function theirs(): { by: string; found: RemoteTrackPublication } | undefined {
    for (const one of room()?.remoteParticipants.values() ?? []) {
      const found = one.getTrackPublication(SOURCE) as RemoteTrackPublication | undefined;
      if (found) return { by: one.identity, found };
    }
    return undefined;
  }

  function end(change: Partial<ScreenState> = {}): void {
    const old = mine;
    mine = undefined;
    old?.media.stop();
    const track = old?.sent?.track;
    if (track) void old.room.localParticipant.unpublishTrack(track, true).catch(() => {});
    set({ ...{ face: 'off', problem: null, surface: null, held: false, broken: false }, ...change });
  }

  function problemOf(error: unknown): ScreenProblem {
    const { name, message } = error as Error;
    if (name !== 'NotAllowedError') return 'failed';
    if (/system/i.test(message)) return 'denied-by-system';
    return host.allows('display-capture') === false ? 'blocked-by-page' : 'dismissed';
  }

  async function begin(there: Room): Promise<void> {
    set({ face: 'pending', problem: null, broken: false });
    let media: MediaStreamTrack | undefined;
    try {
      media = (await host.getDisplayMedia!(ASKED)).getVideoTracks()[0]!;
    } catch (error) {
      return set({ face: 'denied', problem: problemOf(error) });
    }
    // Meanwhile the call is over, or has become another.
    if (stopped || there !== room()) {
      media.stop();
      return set({ face: 'off' });
    }
    media.contentHint = 'detail';
    const own = (mine = { media, room: there } as NonNullable<typeof mine>);
    // The browser's own bar has a button, too; and a window can be closed.
    media.addEventListener('ended', () => own === mine && end());
    const surface = (media.getSettings() as { displaySurface?: ScreenState['surface'] }).displaySurface;
    try {
      own.sent = await there.localParticipant.publishTrack(media, {
        ...{ source: SOURCE, screenShareEncoding: ENCODING, degradationPreference: 'maintain-resolution' },
      });
      if (own === mine) set({ face: 'on', surface: surface ?? null });
      else if (own.sent.track) await there.localParticipant.unpublishTrack(own.sent.track, true);
      if (thin) await hold(true);
    } catch {
      if (own === mine) end({ face: 'denied', problem: 'failed' });
    }
  }

  async function hold(on: boolean): Promise<void> {
    thin = on;
    const track = mine?.sent?.track;
    if (!track || on === store.get().held) return;
    await (on ? track.pauseUpstream() : track.resumeUpstream());
    if (track === mine?.sent?.track) set({ held: on });
  }

  function look(): void {
    const there = room();
    if (!there || stopped) return;
    if (mine && mine.room !== there) end({ broken: true });
    const known = theirs();
    const track = known?.found.track;
    for (const element of elements)
      if (track && !track.attachedElements.includes(element)) track.attach(element);
    set({
      face: may(there) ? (store.get().face ?? 'off') : null,
      by: known?.by ?? null,
      picture: known ? faceOf(known.found) : 'none',
    });
  }

  look();
  return {
    get: store.get,
    subscribe: store.subscribe,
    async share(on) {
      const there = room();
      const { face } = store.get();
      if (!on) return end();
      if (there && !mine && face && face !== 'pending') await begin(there);
    },
    attach(video) {
      elements.add(video);
      look();
      return () => {
        elements.delete(video);
        theirs()?.found.track?.detach(video);
      };
    },
    look,
    hold,
    stop() {
      stopped = true;
      if (mine) end();
    },
  };
}

function faceOf(found: RemoteTrackPublication): RemoteFace {
  if (!found.isDesired) return 'paused';
  if (found.isMuted) return 'off';
  return found.track?.streamState === 'paused' ? 'paused' : 'on';
}
