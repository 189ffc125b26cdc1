/** Owns the look of the question for a picture within a call, on the call's dark ground, as that of the recording. */
import { css } from '../base/light-element.ts';
import { recordingLook } from './call-recording-styles.ts';

export const snapshotLook = [
  recordingLook,
  css`
    :host(:not([wide])) {
      display: contents;
    }
    .for {
      font-weight: 600;
      overflow-wrap: anywhere;
    }
    .card label {
      font-size: 16px;
    }
    input {
      flex: 1 1 8em;
      min-width: 0;
      box-sizing: border-box;
      min-height: var(--_tap);
      padding: 8px 12px;
      border: 1px solid #fff;
      border-radius: var(--_round);
      background: #fff;
      color: #16211f;
      font: inherit;
    }
    input::placeholder {
      color: #55625f;
      opacity: 1;
    }
    .some {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
    }
  `,
];
