/** Owns the reading of WebRTC's statistics for the connection check: by which way media goes, and how good the line is. */
import type { LineQuality } from './connection-state.ts';

/** The far end of a connection: the media server's, or a relay before it. */
export interface End {
  protocol: 'udp' | 'tcp' | 'relay';
  /** The server's address and port. */
  address: string;
}
/** The fields that are read here, of every kind of statistic. */
type Stat = { id: string; type: string } & Partial<{
  selectedCandidatePairId: string;
  nominated: boolean;
  state: string;
  localCandidateId: string;
  remoteCandidateId: string;
  candidateType: string;
  protocol: string;
  address: string;
  port: number;
  kind: string;
  bytesSent: number;
  packetsSent: number;
  packetsLost: number;
  fractionLost: number;
  roundTripTime: number;
  currentRoundTripTime: number;
  availableOutgoingBitrate: number;
  timestamp: number;
}>;
type Stats = Pick<RTCStatsReport, 'forEach'>;

function listOf(stats: Stats): Stat[] {
  const list: Stat[] = [];
  stats.forEach((stat) => list.push(stat as Stat));
  return list;
}
function pairOf(list: Stat[]): Stat | undefined {
  const chosen = list.find(({ type }) => type === 'transport')?.selectedCandidatePairId;
  const pairs = list.filter(({ type }) => type === 'candidate-pair');
  // Firefox has no transport in its statistics.
  return (
    pairs.find(({ id }) => id === chosen) ??
    pairs.find(({ nominated, state }) => nominated && state === 'succeeded')
  );
}

/** Null where nothing is connected. */
export async function serverEnd(asked: Promise<Stats> | undefined): Promise<End | null> {
  if (!asked) return null;
  const list = listOf(await asked);
  const pair = pairOf(list);
  const local = list.find(({ id }) => id === pair?.localCandidateId);
  const remote = list.find(({ id }) => id === pair?.remoteCandidateId);
  if (!local || !remote) return null;
  const protocol = local.candidateType === 'relay' ? 'relay' : remote.protocol === 'tcp' ? 'tcp' : 'udp';
  return { protocol, address: `${remote.address ?? '?'}:${remote.port ?? '?'}` };
}

/** Two readings of one sender, some seconds apart. */
export function readLine(before: Stats, after: Stats): LineQuality {
  const list = listOf(after);
  const sent = (stats: Stat[]) => stats.find(({ type, kind }) => type === 'outbound-rtp' && kind === 'video');
  const [was, is] = [sent(listOf(before)), sent(list)];
  const far = list.find(({ type, kind }) => type === 'remote-inbound-rtp' && kind === 'video');
  const pair = pairOf(list);
  const seconds = ((is?.timestamp ?? 0) - (was?.timestamp ?? 0)) / 1000;
  // Firefox and Safari have no estimate; what really went out is then what is known.
  const bits =
    pair?.availableOutgoingBitrate ??
    (seconds > 0 ? (8 * ((is?.bytesSent ?? 0) - (was?.bytesSent ?? 0))) / seconds : undefined);
  const rtt = pair?.currentRoundTripTime ?? far?.roundTripTime;
  const loss = far?.fractionLost ?? (far?.packetsLost && is?.packetsSent && far.packetsLost / is.packetsSent);
  return {
    kbps: bits === undefined ? null : Math.round(bits / 1000),
    rtt: rtt === undefined ? null : Math.round(rtt * 1000),
    loss: loss === undefined ? null : Math.max(0, loss),
  };
}
