/** What patients can measure at home, and what is possible in a living person. Imports no zod: the browser reads it, too. */

/** name -> [least, most]: °C, beats, mmHg, %, breaths a minute, mmol/L, 0 to 10. The protocol `vitals` reads the same names. */
export const MEASURES = {
  temp: [33, 43],
  hr: [20, 250],
  sbp: [50, 300],
  dbp: [20, 200],
  spo2: [50, 100],
  rr: [4, 90],
  glucose: [0.5, 50],
  pain: [0, 10],
} as const satisfies Record<string, readonly [number, number]>;

export type MeasureName = keyof typeof MEASURES;
export type Measures = { [name in MeasureName]?: number | undefined };
export const MEASURE_NAMES = Object.keys(MEASURES) as MeasureName[];
