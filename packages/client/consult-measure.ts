/** Owns what getStats says of a call, second by second, as few numbers: pure over the reports. Fetched once a call stands. */
import type { Sample } from './consult-ladder.ts';

export type Measured = Omit<Sample, 'at' | 'quality'> & {
  lossIn: number;
  lossOut: number;
  /** kbit/s since the last look. */
  kbpsIn: number;
  kbpsOut: number;
};

/** One stat of any type, as far as it is used. */
type Stat = { type: string; kind?: string; id: string; timestamp: number } & Record<string, unknown>;
type Counters = Record<'lost' | 'got' | 'concealed' | 'samples' | 'in' | 'out' | 'videoOut', number>;

/** Milliseconds that the other side's word of what it lost counts: a picture that is no longer sent keeps its last one for ever. */
const HEARD_MS = 5000;

const number = (value: unknown): number => (typeof value === 'number' ? value : 0);

/** Remembers the last reports, since all counters only grow. The first look gives no rates. */
export function createMeasure(): (reports: readonly RTCStatsReport[]) => Measured {
  let last: (Counters & { at: number }) | undefined;
  return (reports) => {
    const now: Counters & { at: number } = {
      ...{ lost: 0, got: 0, concealed: 0, samples: 0, in: 0, out: 0, videoOut: 0, at: 0 },
    };
    const heard: { loss: number; at: number }[] = [];
    let rtt: number | null = null;
    let up: number | null = null;
    /** A picture that is sent small for another reason shows nothing of what the path would carry. */
    let narrow = false;
    let jitter: number | null = null;
    let fps: number | null = null;
    const seen = new Set<string>();
    for (const report of reports)
      report.forEach((stat: Stat) => {
        // The reports of one connection share its transport.
        const name = `${stat.type}:${stat.id}`;
        if (stat.type === 'candidate-pair' ? number(stat['bytesSent']) === 0 : seen.has(name)) return;
        seen.add(name);
        now.at = Math.max(now.at, number(stat.timestamp));
        if (stat.type === 'inbound-rtp') {
          now.lost += Math.max(0, number(stat['packetsLost']));
          now.got += number(stat['packetsReceived']);
          now.in += number(stat['bytesReceived']);
          now.concealed += number(stat['concealedSamples']) - number(stat['silentConcealedSamples']);
          now.samples += number(stat['totalSamplesReceived']);
          if (stat.kind === 'audio') jitter = Math.max(jitter ?? 0, number(stat['jitter']) * 1000);
          else fps = Math.max(fps ?? 0, number(stat['framesPerSecond']));
        } else if (stat.type === 'outbound-rtp') {
          now.out += number(stat['bytesSent']);
          if (stat.kind !== 'video') return;
          now.videoOut += number(stat['bytesSent']);
          narrow ||= stat['active'] !== false && stat['qualityLimitationReason'] === 'bandwidth';
        } else if (stat.type === 'remote-inbound-rtp') {
          heard.push({ loss: number(stat['fractionLost']), at: number(stat.timestamp) });
        } else if (stat.type === 'candidate-pair' && stat['nominated']) {
          if (typeof stat['currentRoundTripTime'] === 'number')
            rtt = Math.max(rtt ?? 0, stat['currentRoundTripTime'] * 1000);
          if (typeof stat['availableOutgoingBitrate'] === 'number')
            up = Math.max(up ?? 0, stat['availableOutgoingBitrate'] / 1000);
        }
      });
    const lossOut = heard.reduce(
      (most, { loss, at }) => (now.at - at < HEARD_MS ? Math.max(most, loss) : most),
      0,
    );
    const before = last ?? now;
    last = now;
    // Tracks that ended take their counters with them.
    const grown = (name: keyof Counters) => Math.max(0, now[name] - before[name]);
    const seconds = Math.max(0.001, (now.at - before.at) / 1000);
    const lossIn = grown('lost') / Math.max(1, grown('lost') + grown('got'));
    return {
      loss: Math.max(lossIn, lossOut),
      ...{ lossIn, lossOut, rtt, jitter, fps },
      up: narrow && grown('videoOut') > 0 ? up : null,
      concealed: grown('samples') > 0 ? Math.min(1, grown('concealed') / grown('samples')) : null,
      kbpsIn: before === now ? 0 : (grown('in') * 8) / 1000 / seconds,
      kbpsOut: before === now ? 0 : (grown('out') * 8) / 1000 / seconds,
    };
  };
}
