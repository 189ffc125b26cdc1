/** Owns the icons of the prescription and the desks (Lucide's drawings, ISC licence). */
import { svg } from 'lit';
import { draw, type Icon } from './icons.ts';

export const iconPrint: Icon = (size) =>
  draw(
    svg`<path d="M6 18H4a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2h-2M6 9V3a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v6"/><rect x="6" y="14" width="12" height="8" rx="1"/>`,
    size,
  );
export const iconSearch: Icon = (size) =>
  draw(svg`<path d="m21 21-4.34-4.34"/><circle cx="11" cy="11" r="8"/>`, size);
export const iconPill: Icon = (size) =>
  draw(svg`<path d="m10.5 20.5 10-10a4.95 4.95 0 1 0-7-7l-10 10a4.95 4.95 0 1 0 7 7M8.5 8.5l7 7"/>`, size);
export const iconHome: Icon = (size) =>
  draw(
    svg`<path d="M15 21v-8a1 1 0 0 0-1-1h-4a1 1 0 0 0-1 1v8"/><path d="M3 10a2 2 0 0 1 .709-1.528l7-6a2 2 0 0 1 2.582 0l7 6A2 2 0 0 1 21 10v9a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2z"/>`,
    size,
  );
export const iconStethoscope: Icon = (size) =>
  draw(
    svg`<path d="M11 2v2M5 2v2M5 3H4a2 2 0 0 0-2 2v4a6 6 0 0 0 12 0V5a2 2 0 0 0-2-2h-1M8 15a6 6 0 0 0 12 0v-3"/><circle cx="20" cy="10" r="2"/>`,
    size,
  );
export const iconPlus: Icon = (size) => draw(svg`<path d="M5 12h14M12 5v14"/>`, size);
export const iconTrash: Icon = (size) =>
  draw(
    svg`<path d="M10 11v6M14 11v6M19 6v14a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V6M3 6h18M8 6V4a2 2 0 0 1 2-2h4a2 2 0 0 1 2 2v2"/>`,
    size,
  );
export const iconShield: Icon = (size) =>
  draw(
    svg`<path d="M20 13c0 5-3.5 7.5-7.66 8.95a1 1 0 0 1-.67-.01C7.5 20.5 4 18 4 13V6a1 1 0 0 1 1-1c2 0 4.5-1.2 6.24-2.72a1.17 1.17 0 0 1 1.52 0C14.51 3.81 17 5 19 5a1 1 0 0 1 1 1zM9 12l2 2 4-4"/>`,
    size,
  );
export const iconUser: Icon = (size) =>
  draw(svg`<path d="M19 21v-2a4 4 0 0 0-4-4H9a4 4 0 0 0-4 4v2"/><circle cx="12" cy="7" r="4"/>`, size);
