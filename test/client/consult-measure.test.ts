/** What getStats says of a call, second by second, on reports of our own. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createMeasure } from '@care-elements/client/consult-measure.ts';

type Stats = Record<string, unknown>[];
const reportOf = (stats: Stats) =>
  new Map(stats.map((stat, i) => [String(i), { id: String(i), ...stat }])) as never;

/** What getStats says after `i` seconds on a path of `kbps`, and what keeps pictures small. */
const path = (i: number, kbps: number, qualityLimitationReason = 'bandwidth'): Stats => [
  { type: 'candidate-pair', nominated: true, bytesSent: 1, availableOutgoingBitrate: kbps * 1000 },
  { type: 'outbound-rtp', kind: 'video', bytesSent: i * 1000, timestamp: i * 1000, qualityLimitationReason },
];

describe('what getStats says', () => {
  test('rates come from what the counters have grown by', () => {
    const measure = createMeasure();
    const look = (i: number, lost: number) =>
      measure([
        reportOf([
          {
            type: 'inbound-rtp',
            kind: 'audio',
            timestamp: i * 1000,
            packetsLost: lost,
            packetsReceived: 100 * i - lost,
          },
          { type: 'remote-inbound-rtp', kind: 'audio', fractionLost: 0.1 },
          {
            ...{ type: 'inbound-rtp', kind: 'video', timestamp: i * 1000, bytesReceived: i * 12_500 },
            ...{ framesPerSecond: 20, packetsLost: 0, packetsReceived: 0 },
          },
        ]),
      ]);
    assert.deepEqual([look(1, 50).lossIn, look(1, 50).kbpsIn], [0, 0]);
    const second = look(2, 70);
    assert.ok(Math.abs(second.lossIn - 0.2) < 0.001);
    assert.deepEqual([second.lossOut, second.loss, second.kbpsIn, second.fps], [0.1, second.lossIn, 100, 20]);
  });
  test('how much the path carries is known only while it is what keeps pictures small', () => {
    const measure = createMeasure();
    measure([reportOf(path(1, 800))]);
    assert.equal(measure([reportOf(path(2, 800))]).up, 800);
    assert.equal(measure([reportOf(path(2, 800))]).up, null, 'none is sent');
    assert.equal(measure([reportOf(path(3, 800, 'none'))]).up, null, 'they are small for another reason');
    assert.equal(measure([reportOf(path(4, 800))]).up, 800);
  });
  test('the last word of the other side on a picture that is no longer sent is forgotten', () => {
    const measure = createMeasure();
    const look = (at: number) =>
      measure([
        reportOf([
          { type: 'remote-inbound-rtp', kind: 'video', timestamp: 1000, fractionLost: 0.96 },
          { type: 'remote-inbound-rtp', kind: 'audio', timestamp: at, fractionLost: 0.02 },
        ]),
      ]).lossOut;
    assert.deepEqual([look(2000), look(5000), look(6000), look(60_000)], [0.96, 0.96, 0.02, 0.02]);
  });
  test('nothing at all is no reason to fall', () => {
    assert.deepEqual(createMeasure()([]), {
      ...{ loss: 0, lossIn: 0, lossOut: 0, rtt: null, jitter: null, fps: null, up: null, concealed: null },
      ...{ kbpsIn: 0, kbpsOut: 0 },
    });
  });
});
