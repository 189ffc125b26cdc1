/** Owns the icons of recording (Lucide's drawings, ISC licence). */
import { icon } from './icons-first.ts';

export const iconRecord = icon('M12 2a10 10 0 1 0 0 20 10 10 0 1 0 0-20zM12 9a3 3 0 1 0 0 6 3 3 0 1 0 0-6z');
export const iconPlay = icon('M5 5a2 2 0 0 1 3-1.7l12 7a2 2 0 0 1 0 3.4l-12 7A2 2 0 0 1 5 19z');
