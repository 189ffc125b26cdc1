/**
 * Owns the icons: Lucide's drawings (ISC licence) as one path each, in files by where they are needed, so that a
 * patient's first bytes carry few: `icons-first.ts`, these, `icons-call.ts`, `icons-work.ts`.
 */
import { icon } from './icons-first.ts';

export * from './icons-first.ts';

const RING = 'M2 12a10 10 0 1 0 20 0 10 10 0 1 0-20 0';
export const iconAlert = icon(
  'm21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3M12 9v4M12 17h.01',
);
export const iconCheck = icon('M20 6 9 17l-5-5');
export const iconClose = icon('M18 6 6 18M6 6l12 12');
export const iconInfo = icon(`${RING}M12 16v-4M12 8h.01`);
export const iconDone = icon(`${RING}m7 0 2 2 4-4`);
export const iconClock = icon(`${RING}M12 6v6l4 2`);
export const iconPhone = icon(
  'M13.832 16.568a1 1 0 0 0 1.213-.303l.355-.465A2 2 0 0 1 17 15h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2A18 18 0 0 1 2 4a2 2 0 0 1 2-2h3a2 2 0 0 1 2 2v3a2 2 0 0 1-.8 1.6l-.468.351a1 1 0 0 0-.292 1.233 14 14 0 0 0 6.392 6.384',
);
