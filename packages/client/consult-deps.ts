/** Owns what the call's store takes from the browser, so that a test can put something else in its place. */
import type { Call, CallHandlers } from './consult-call.ts';
import type { DeviceHost, Meter } from './consult-devices.ts';
import type { startInCall } from './consult-incall.ts';

/** What a test puts in place of the browser and the room. */
export interface ConsultDeps {
  loadInCall?: () => Promise<{ startInCall: typeof startInCall }>;
  loadCall?: () => Promise<{ createCall(handlers: CallHandlers): Call }>;
  devices?: DeviceHost;
  openMeter?: (track: MediaStreamTrack) => Meter | undefined;
  supported?: () => boolean;
  sleep?: (ms: number) => Promise<unknown>;
  random?: () => number;
}
