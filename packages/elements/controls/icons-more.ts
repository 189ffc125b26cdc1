/** Owns the icon of what else a call can do (Lucide's drawing, ISC licence). */
import { icon } from './icons-first.ts';

export const iconMore = icon(
  'M12 11a1 1 0 1 0 0 2 1 1 0 1 0 0-2zM19 11a1 1 0 1 0 0 2 1 1 0 1 0 0-2zM5 11a1 1 0 1 0 0 2 1 1 0 1 0 0-2z',
);
