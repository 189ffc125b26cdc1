/** The sheet of Chinese herbs on the wire: how many packets, how they are boiled and drunk. The herbs are the prescription's lines. */
import { z } from 'zod';
import { Text } from './common.ts';
import { METHOD_CODES, MOST_PACKETS, PACE_CODES, WARMTH_CODES } from './herbal.terms.ts';
import { MEAL_CODES } from './prescription.terms.ts';

/** As the doctor writes it; null is not written yet. Packets, pace, method and portions are needed before it is signed. */
export const HerbalInput = z.object({
  /** 剂数. */
  packets: z.int().min(1).max(MOST_PACKETS).nullable(),
  pace: z.enum(PACE_CODES).nullable(),
  method: z.enum(METHOD_CODES).nullable(),
  /** What one packet is boiled down to, in ml. */
  volumeMl: z.int().min(50).max(2000).nullable(),
  /** In how many portions one packet is drunk. */
  portions: z.int().min(1).max(4).nullable(),
  warmth: z.enum(WARMTH_CODES).nullable(),
  meal: z.enum(MEAL_CODES).nullable(),
});
export type HerbalInput = z.infer<typeof HerbalInput>;

export const HerbalSheet = HerbalInput.extend({
  /** For how many days it lasts; null while a part is missing. */
  days: z.int().nullable(),
  /** "共 7 剂，每日 1 剂，水煎 400 ml，分 2 次温服"; made from the parts, null while one is missing. */
  directions: Text.nullable(),
});
export type HerbalSheet = z.infer<typeof HerbalSheet>;
