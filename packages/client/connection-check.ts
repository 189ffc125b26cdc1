/** Owns the tries of a connection check: enters a throw-away room by one way after another. Loaded with the call chunk. */
// eslint-disable-next-line no-restricted-imports -- a part of the call chunk
import { LocalVideoTrack, Room, RoomEvent, Track, version, type RoomConnectOptions } from 'livekit-client';
import type { ConnectionCheck } from '@care-elements/contract/connection.ts';
import { connectOptions } from './consult-room.ts';
import { serverEnd, readLine, type End } from './connection-stats.ts';
import type { LineQuality, Way, WayView } from './connection-state.ts';

export interface CheckHandlers {
  way(way: Way, view: WayView): void;
  quality(quality: LineQuality): void;
  /** LiveKit's own version, once it has answered. */
  server(version: string): void;
}
export const clientVersion = version;

/** Over TCP LiveKit lets us in only by a second try of its own. */
const SWITCH_MS = 10_000;
/** Long enough for the browser's estimate to leave the 300 kbit/s that it starts with. */
const MEASURE_MS = 4000;

interface Try {
  room: Room;
  /** Null where it did not come that far. */
  signalMs: number | null;
  mediaMs: number | null;
  end: End | null;
  error: string;
  iceServers: RTCIceServer[];
}
const running: WayView = { face: 'running', ms: null, detail: '' };
const blocked = (detail = ''): WayView => ({ face: 'blocked', ms: null, detail });
const absent: WayView = { face: 'absent', ms: null, detail: '' };
const untried: WayView = { face: 'untried', ms: null, detail: '' };

/** Resolves when every way was tried, or soon after `signal` aborts; never rejects, and leaves no room, track or timer behind. */
export async function checkConnection(
  { url, tokens }: ConnectionCheck,
  tell: CheckHandlers,
  signal: AbortSignal,
): Promise<void> {
  tell.way('signal', running);
  tell.way('udp', running);
  const direct = await enter(url, tokens.direct, signal, tell);
  if (direct.signalMs === null) {
    tell.way('signal', blocked(direct.error));
    for (const way of ['udp', 'tcp', 'relay', 'relayTls'] as const) tell.way(way, untried);
    return leave(direct);
  }
  tell.way('signal', { face: 'open', ms: direct.signalMs, detail: '' });
  const { end, mediaMs, room } = direct;
  tell.way('udp', end?.protocol === 'udp' ? open(mediaMs, end) : blocked(direct.error));
  let measured = !!end && !signal.aborted;
  if (measured) tell.quality(await measure(room));
  tell.way('tcp', running);
  tell.way('tcp', end?.protocol === 'tcp' ? open(mediaMs, end) : await overTcp(direct, signal));
  await leave(direct);

  for (const [way, scheme] of [
    ['relay', /^turn:/],
    ['relayTls', /^turns:/],
  ] as const) {
    const servers = direct.iceServers
      .map((server) => ({ ...server, urls: [server.urls].flat().filter((one) => scheme.test(one)) }))
      .filter(({ urls }) => urls.length);
    if (!servers.length || signal.aborted) {
      tell.way(way, servers.length ? untried : absent);
      continue;
    }
    tell.way(way, running);
    const rtcConfig: RTCConfiguration = { iceServers: servers, iceTransportPolicy: 'relay' };
    const relayed = await enter(url, tokens[way], signal, undefined, { rtcConfig });
    const detail = servers.flatMap(({ urls }) => urls).join(' ');
    tell.way(
      way,
      relayed.end?.protocol === 'relay'
        ? { face: 'open', ms: relayed.mediaMs, detail }
        : blocked([detail, relayed.error].filter(Boolean).join(', ')),
    );
    if (relayed.end && !measured && !signal.aborted) tell.quality(await measure(relayed.room));
    measured ||= !!relayed.end;
    await leave(relayed);
  }
}

const open = (ms: number | null, { address }: End): WayView => ({ face: 'open', ms, detail: address });

async function enter(
  url: string,
  token: string,
  signal: AbortSignal,
  tell?: CheckHandlers,
  options: RoomConnectOptions = {},
): Promise<Try> {
  const room = new Room({ disconnectOnPageLeave: true, stopLocalTrackOnUnpublish: true });
  const started = performance.now();
  const since = () => Math.round(performance.now() - started);
  const result: Try = { room, signalMs: null, mediaMs: null, end: null, error: '', iceServers: [] };
  room.once(RoomEvent.SignalConnected, () => {
    result.signalMs = since();
    // Kept by the engine, which is given up when no media comes through.
    const join = room.engine.latestJoinResponse;
    tell?.server(join?.serverInfo?.version ?? '');
    result.iceServers = (join?.iceServers ?? []).map(({ urls, username, credential }) => ({
      ...{ urls, username, credential },
    }));
  });
  const stop = () => void room.disconnect();
  signal.addEventListener('abort', stop, { once: true });
  try {
    if (signal.aborted) throw signal.reason ?? new Error('aborted');
    await room.connect(url, token, { ...connectOptions(true, true), ...options });
    result.mediaMs = since();
    result.end = await serverEnd(statsOf(room));
  } catch (error) {
    result.error = wordsOf(error);
  }
  signal.removeEventListener('abort', stop);
  return result;
}

/** `force-tcp` makes LiveKit forget its other addresses for us, and lets us in anew. */
async function overTcp({ room, end, error }: Try, signal: AbortSignal): Promise<WayView> {
  if (!end) return blocked(error);
  if (signal.aborted) return untried;
  const started = performance.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const back = new Promise<void>((done, fail) => {
    room.once(RoomEvent.Reconnected, done);
    room.once(RoomEvent.Disconnected, () => fail(new Error('disconnected')));
    signal.addEventListener('abort', () => fail(new Error('given up')), { once: true });
    timer = setTimeout(() => fail(new Error(`not within ${SWITCH_MS / 1000} s`)), SWITCH_MS);
  });
  try {
    await Promise.all([back, room.simulateScenario('force-tcp')]);
    const ms = Math.round(performance.now() - started);
    const now = await serverEnd(statsOf(room));
    return now?.protocol === 'tcp' ? open(ms, now) : blocked();
  } catch (failure) {
    return blocked(wordsOf(failure));
  } finally {
    clearTimeout(timer);
  }
}

/** Sends a moving picture that nobody gets, and reads what the browser makes of the line. */
async function measure(room: Room): Promise<LineQuality> {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [640, 360];
  const pen = canvas.getContext('2d')!;
  const draw = setInterval(() => {
    for (let i = 0; i < 80; i++) {
      pen.fillStyle = `hsl(${Math.random() * 360} 80% 50%)`;
      pen.fillRect(Math.random() * 640, Math.random() * 360, 80, 60);
    }
  }, 50);
  const [picture] = canvas.captureStream(20).getVideoTracks();
  const track = new LocalVideoTrack(picture!, undefined, true);
  try {
    await room.localParticipant.publishTrack(track, {
      ...{ source: Track.Source.Camera, simulcast: false, videoCodec: 'vp8', backupCodec: false },
      videoEncoding: { maxBitrate: 1_200_000, maxFramerate: 20 },
    });
    const half = async () => {
      await new Promise((done) => setTimeout(done, MEASURE_MS / 2));
      return track.sender!.getStats();
    };
    return readLine(await half(), await half());
  } catch {
    return { kbps: null, rtt: null, loss: null };
  } finally {
    clearInterval(draw);
    picture!.stop();
  }
}

const statsOf = (room: Room) => room.engine.pcManager?.publisher.getStats();
const leave = ({ room }: Try): Promise<void> => room.disconnect().catch(() => {});
/** The browser's words, without what opens the room. */
const wordsOf = (error: unknown): string =>
  String((error as Error)?.message ?? error)
    .replace(/access_token=[^&\s"]+/g, 'access_token=…')
    .slice(0, 200);
