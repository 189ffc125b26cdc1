/** Owns the icons: Lucide's drawings (ISC licence), one function each in three files so that a patient's first bytes carry few: these, `icons-call.ts`, `icons-work.ts`. */
import { svg, html, type SVGTemplateResult, type TemplateResult } from 'lit';

/** 24 on a 24 grid, stroke in the text's colour; hidden from assistive technology: the words beside it speak. */
export const draw = (paths: SVGTemplateResult, size = 24): TemplateResult =>
  html`<svg width=${size} height=${size} viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${paths}</svg>`;

export type Icon = (size?: number) => TemplateResult;
export const iconBack: Icon = (size) => draw(svg`<path d="m15 18-6-6 6-6"/>`, size);
export const iconNext: Icon = (size) => draw(svg`<path d="m9 18 6-6-6-6"/>`, size);
export const iconCheck: Icon = (size) => draw(svg`<path d="M20 6 9 17l-5-5"/>`, size);
export const iconClose: Icon = (size) => draw(svg`<path d="M18 6 6 18M6 6l12 12"/>`, size);
export const iconAlert: Icon = (size) =>
  draw(
    svg`<path d="m21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3M12 9v4M12 17h.01"/>`,
    size,
  );
export const iconInfo: Icon = (size) =>
  draw(svg`<circle cx="12" cy="12" r="10"/><path d="M12 16v-4M12 8h.01"/>`, size);
export const iconDone: Icon = (size) =>
  draw(svg`<circle cx="12" cy="12" r="10"/><path d="m9 12 2 2 4-4"/>`, size);
export const iconClock: Icon = (size) =>
  draw(svg`<circle cx="12" cy="12" r="10"/><path d="M12 6v6l4 2"/>`, size);
export const iconPhone: Icon = (size) =>
  draw(
    svg`<path d="M13.832 16.568a1 1 0 0 0 1.213-.303l.355-.465A2 2 0 0 1 17 15h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2A18 18 0 0 1 2 4a2 2 0 0 1 2-2h3a2 2 0 0 1 2 2v3a2 2 0 0 1-.8 1.6l-.468.351a1 1 0 0 0-.292 1.233 14 14 0 0 0 6.392 6.384"/>`,
    size,
  );
