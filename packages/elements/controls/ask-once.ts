/** Owns the question before a step that can't be taken back: asked in its place, once, without a dialog. */
import { html, type TemplateResult } from 'lit';

/** `sure` is the sentence, `yes` and `no` the buttons' words. The caller moves the focus to `.sure` when it appears. */
export const askOnce = (
  sure: string,
  yes: string,
  no: string,
  act: () => void,
  stay: () => void,
): TemplateResult => html`
  <div class="card stack sure" role="alertdialog" aria-label=${sure} tabindex="-1">
    <p>${sure}</p>
    <button class="act" @click=${stay}>${no}</button>
    <button class="act quiet" @click=${act}>${yes}</button>
  </div>
`;
