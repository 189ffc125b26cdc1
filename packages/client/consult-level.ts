/** Owns how loud the own microphone is, ten times a second, while there is one. */
import type { Meter } from './consult-devices.ts';
import { createStore, type Readable } from './store.ts';

const METER_MS = 100;

export interface Level extends Readable<number> {
  /** Listens to this track from now on, or to none. */
  follow(track: MediaStreamTrack | null): void;
}

export function createLevel(openMeter: (track: MediaStreamTrack) => Meter | undefined): Level {
  const level = createStore(0);
  let meter: { track: MediaStreamTrack; read: Meter; timer: ReturnType<typeof setInterval> } | undefined;
  return {
    get: level.get,
    subscribe: level.subscribe,
    follow(track) {
      if ((meter?.track ?? null) === track) return;
      clearInterval(meter?.timer);
      meter?.read.close();
      meter = undefined;
      level.set(0);
      const read = track && openMeter(track);
      if (!track || !read) return;
      meter = { track, read, timer: setInterval(() => level.set(track.enabled ? read.read() : 0), METER_MS) };
    },
  };
}
