/** Owns the icons of a shared screen (Lucide's drawings, ISC licence). */
import { icon } from './icons-first.ts';

const SCREEN = 'M4 3h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zM12 17v4M8 21h8';
export const iconScreen = icon(`${SCREEN}M9 10l3-3 3 3M12 13V7`);
export const iconScreenOff = icon(`${SCREEN}M14.5 12.5l-5-5M9.5 12.5l5-5`);
export const iconWhole = icon(
  'M8 3H5a2 2 0 0 0-2 2v3M21 8V5a2 2 0 0 0-2-2h-3M3 16v3a2 2 0 0 0 2 2h3M16 21h3a2 2 0 0 0 2-2v-3',
);
export const iconUnwhole = icon(
  'M8 3v3a2 2 0 0 1-2 2H3M21 8h-3a2 2 0 0 1-2-2V3M3 16h3a2 2 0 0 1 2 2v3M16 21v-3a2 2 0 0 1 2-2h3',
);
