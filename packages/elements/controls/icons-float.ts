/** Owns the icon of a picture that floats (Lucide's drawing, ISC licence). */
import { icon } from './icons-first.ts';

export const iconFloat = icon(
  'M21 9V6a2 2 0 0 0-2-2H4a2 2 0 0 0-2 2v10c0 1.1.9 2 2 2h4M14 13h6a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2h-6a2 2 0 0 1-2-2v-3a2 2 0 0 1 2-2z',
);
