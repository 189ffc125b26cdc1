/** Owns how an icon is drawn, and the few that a patient's first screens show. */
import { html, type TemplateResult } from 'lit';

/** `size` in px, 24 when absent. */
export type Icon = (size?: number) => TemplateResult;

/** 24 on a 24 grid, stroke in the text's colour; hidden from assistive technology: the words beside it speak. */
export const icon =
  (path: string): Icon =>
  (size = 24) =>
    html`<svg width=${size} height=${size} viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d=${path} /></svg>`;

export const iconBack = icon('m15 18-6-6 6-6');
export const iconNext = icon('m9 18 6-6-6-6');
