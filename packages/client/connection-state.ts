/** Owns what a connection check comes to: which ways are open, what a call can be made of, and the report. Pure. */

/** In the order in which they are tried. `relay` and `relayTls` are TURN, the latter looks like https to a firewall. */
export const WAYS = ['signal', 'udp', 'tcp', 'relay', 'relayTls'] as const;
export type Way = (typeof WAYS)[number];
/** `absent`: this server does not offer it. `untried`: something before it failed, so that nothing can be said. */
export type WayFace = 'waiting' | 'running' | 'open' | 'blocked' | 'absent' | 'untried';
export interface WayView {
  face: WayFace;
  /** From the first word until this way carried media (or signals), in milliseconds. */
  ms: number | null;
  /** For the report: the server's address at the end of it, or the browser's words. Never the person's own address. */
  detail: string;
}
export type Ways = Record<Way, WayView>;

/** Upwards, as the browser measured it over a few seconds. */
export interface LineQuality {
  kbps: number | null;
  /** Round trip in milliseconds. */
  rtt: number | null;
  /** Lost packets, 0 to 1. */
  loss: number | null;
}
/** What a call can be made of on this line. */
export type Verdict = 'video' | 'sound' | 'text';

/** `media-unavailable`: the hospital has no media server now. `busy`: asked too often. `unsupported`: no WebRTC in this browser. */
export type CheckFailure = 'media-unavailable' | 'network' | 'busy' | 'refused' | 'unsupported';

export interface ConnectionState {
  phase: 'idle' | 'running' | 'done' | 'failed';
  ways: Ways;
  quality: LineQuality | null;
  verdict: Verdict | null;
  failure: CheckFailure | null;
  /** Plain text for support and the webmaster; empty until the check is over. */
  report: string;
}

const face = (is: WayFace): WayView => ({ face: is, ms: null, detail: '' });
export const allWays = (is: WayFace): Ways => ({
  ...{ signal: face(is), udp: face(is), tcp: face(is), relay: face(is), relayTls: face(is) },
});
export const UNCHECKED: ConnectionState = {
  ...{ phase: 'idle', ways: allWays('waiting'), quality: null, verdict: null, failure: null, report: '' },
};

/** Measured: at 300 kbit/s video is small but there; below half of that, and from a quarter of loss on, it is none. */
const VIDEO_KBPS = 150;
const VIDEO_LOSS = 0.25;
const VIDEO_RTT = 1500;

/** Any way that carries media is enough for a call; how good the line is says whether for video. */
export function verdictOf(ways: Ways, quality: LineQuality | null): Verdict {
  const open = (['udp', 'tcp', 'relay', 'relayTls'] as const).some((way) => ways[way].face === 'open');
  if (!open) return 'text';
  const { kbps, loss, rtt } = quality ?? { kbps: null, loss: null, rtt: null };
  const poor =
    (kbps !== null && kbps < VIDEO_KBPS) ||
    (loss !== null && loss > VIDEO_LOSS) ||
    (rtt !== null && rtt > VIDEO_RTT);
  return poor ? 'sound' : 'video';
}

/** Whom and what the check was made with. */
export interface CheckFacts {
  at: Date;
  /** Origins: of the page that embeds us, of our server; the media server's URL. */
  page: string;
  server: string;
  media: string;
  mediaVersion: string;
  clientVersion: string;
  browser: string;
  /** The browser's own guess, where it has one. */
  network: string;
}

const LABELS: Record<Way, string> = {
  signal: 'signal (WebSocket)',
  udp: 'media over UDP',
  tcp: 'media over TCP',
  relay: 'relay (TURN)',
  relayTls: 'relay over TLS (TURN/TLS)',
};
const SAID: Record<WayFace, string> = {
  waiting: 'not tried',
  running: 'not finished',
  open: 'open',
  blocked: 'BLOCKED',
  absent: 'not offered by this server',
  untried: 'not tried, as the way before it failed',
};

/** In English for every language: it is read by those who run networks. Nothing in it says who the person is. */
export function reportOf(
  facts: CheckFacts,
  state: Pick<ConnectionState, 'ways' | 'quality' | 'verdict' | 'failure'>,
): string {
  const { ways, quality, verdict, failure } = state;
  const known = (value: number | null | undefined, unit: string) =>
    value === null || value === undefined ? 'not measured' : `${value} ${unit}`;
  const loss = quality?.loss ?? null;
  const line = (way: Way) => {
    const { face: is, ms, detail } = ways[way];
    return `${LABELS[way]}: ${[SAID[is], ms === null ? '' : `${ms} ms`, detail].filter(Boolean).join(', ')}`;
  };
  return [
    'Care Elements connection check',
    `time: ${facts.at.toISOString()}`,
    `page: ${facts.page}`,
    `server: ${facts.server}`,
    `media server: ${facts.media || 'unknown'}${facts.mediaVersion && ` (LiveKit ${facts.mediaVersion})`}`,
    `browser: ${facts.browser}`,
    `client: livekit-client ${facts.clientVersion || 'not loaded'}`,
    ...(facts.network ? [`network, as the browser guesses: ${facts.network}`] : []),
    `verdict: ${verdict ?? 'none'}${failure ? ` (${failure})` : ''}`,
    ...WAYS.map(line),
    `bandwidth up: ${known(quality?.kbps, 'kbit/s')}`,
    `round trip: ${known(quality?.rtt, 'ms')}`,
    `packets lost: ${known(loss === null ? null : Math.round(loss * 1000) / 10, '%')}`,
  ].join('\n');
}
