/**
 * The National Early Warning Score 2 of the Royal College of Physicians (2017), scale 1, from what was measured; room air is
 * assumed. Free to use with acknowledgement. Server only.
 */

interface Vitals {
  rr?: number;
  spo2?: number;
  sbp?: number;
  hr?: number;
  temp?: number;
  consciousness?: string;
}

/** [up to and including, points], ascending. */
const BANDS: Record<'rr' | 'spo2' | 'sbp' | 'hr' | 'temp', [number, number][]> = {
  rr: [
    [8, 3],
    [11, 1],
    [20, 0],
    [24, 2],
    [Infinity, 3],
  ],
  spo2: [
    [91, 3],
    [93, 2],
    [95, 1],
    [Infinity, 0],
  ],
  sbp: [
    [90, 3],
    [100, 2],
    [110, 1],
    [219, 0],
    [Infinity, 3],
  ],
  hr: [
    [40, 3],
    [50, 1],
    [90, 0],
    [110, 1],
    [130, 2],
    [Infinity, 3],
  ],
  temp: [
    [35, 3],
    [36, 1],
    [38, 0],
    [39, 1],
    [Infinity, 2],
  ],
};

/** Null with fewer than three measurements: a score of one value alone says no more than the value. */
export function news2(vitals: Vitals): { total: number; highest: number } | null {
  const points: number[] = [];
  for (const [name, bands] of Object.entries(BANDS)) {
    const value = vitals[name as keyof typeof BANDS];
    if (value !== undefined) points.push(bands.find(([most]) => value <= most)![1]);
  }
  if (vitals.consciousness !== undefined) points.push(vitals.consciousness === 'alert' ? 0 : 3);
  if (points.length < 3) return null;
  return { total: points.reduce((a, b) => a + b, 0), highest: Math.max(...points) };
}
