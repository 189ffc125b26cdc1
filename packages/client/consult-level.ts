/** Owns how loud the own microphone is, ten times a second, while there is one. */
import type { Meter } from './consult-devices.ts';
import { createStore, type Readable } from './store.ts';

const METER_MS = 100;
const START_MS = 300;

export interface Level extends Readable<number> {
  /** Listens to this track from now on, or to none. */
  follow(track: MediaStreamTrack | null): void;
}

export function createLevel(openMeter: (track: MediaStreamTrack) => Meter | undefined): Level {
  const level = createStore(0);
  let followed: MediaStreamTrack | null = null;
  let stop: (() => void) | undefined;
  function listen(track: MediaStreamTrack): void {
    const meter = openMeter(track);
    if (!meter) return;
    const timer = setInterval(() => level.set(track.enabled ? meter.read() : 0), METER_MS);
    stop = () => (clearInterval(timer), meter.close());
  }
  return {
    get: level.get,
    subscribe: level.subscribe,
    follow(track) {
      if (followed === track) return;
      followed = track;
      stop?.();
      stop = undefined;
      level.set(0);
      // A sound system takes its time to start, which the first picture needs more.
      const timer = track && setTimeout(() => listen(track), START_MS);
      if (timer) stop = () => clearTimeout(timer);
    },
  };
}
