/** The coded words of a sheet of Chinese herbs (中药饮片): how a herb is boiled, how many packets a day, how it is drunk. Data, no zod. */
import type { Frequency } from './prescription.terms.ts';
import { codesOf, t, type Words } from './terms.ts';

/** The form of a formulary's row that is a herb to be boiled: it stands on a sheet of its own. */
export const PIECE = 'decoction_piece';
export const isPiece = ({ form }: { readonly form: string }): boolean => form === PIECE;

/** 脚注: what is done with one herb apart from the others. */
export const HANDLINGS = {
  first: t('先煎', 'boil first'),
  late: t('后下', 'add near the end'),
  wrapped: t('包煎', 'wrap in cloth'),
  apart: t('另煎', 'boil on its own'),
  melted: t('烊化', 'melt into the liquid'),
  stirred: t('冲服', 'stir in before drinking'),
} as const satisfies Record<string, Words>;
export type Handling = keyof typeof HANDLINGS;
export const HANDLING_CODES = codesOf(HANDLINGS);

/** 煎法. */
export const METHODS = {
  decoct: t('水煎服', 'boil in water'),
  pharmacy: t('药房代煎', 'boiled by the pharmacy'),
  tea: t('泡水代茶饮', 'steep in hot water like tea'),
} as const satisfies Record<string, Words>;
export type Method = keyof typeof METHODS;
export const METHOD_CODES = codesOf(METHODS);

/** Packets (剂) in how many days; `frequency` says the same of each herb in it. */
export const PACES = {
  one: { packets: 1, days: 1, frequency: 'qd', name: t('每日 1 剂', '1 packet a day') },
  two: { packets: 2, days: 1, frequency: 'bid', name: t('每日 2 剂', '2 packets a day') },
  half: { packets: 1, days: 2, frequency: 'qod', name: t('每 2 日 1 剂', '1 packet every 2 days') },
} as const satisfies Record<string, { packets: number; days: number; frequency: Frequency; name: Words }>;
export type Pace = keyof typeof PACES;
export const PACE_CODES = codesOf(PACES);

/** 服法: how it is drunk. */
export const WARMTHS = {
  warm: t('温服', 'drink it warm'),
  hot: t('热服', 'drink it hot'),
  cool: t('凉服', 'drink it cool'),
} as const satisfies Record<string, Words>;
export type Warmth = keyof typeof WARMTHS;
export const WARMTH_CODES = codesOf(WARMTHS);

/** The most herbs on a sheet, and the most packets. */
export const MOST_HERBS = 30;
export const MOST_PACKETS = 42;
