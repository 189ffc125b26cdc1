/** Owns the look of a shared screen: the doctor's sign in the bar, the screen in the frame, and the faces in a strip below it. */
import { css } from '../base/light-element.ts';

export const shareLook = css`
  /* The button stands among those of the bar; what it says takes a line above them. */
  :host {
    display: contents;
  }
  .sign {
    order: -1;
    flex: 1 0 100%;
    box-sizing: border-box;
    padding: 8px 12px;
    border: 1px solid rgb(255 255 255 / 30%);
    border-radius: var(--_round);
    background: #22302c;
    color: #fff;
    font-size: 14px;
  }
  .sign.on {
    border: 2px solid #82d39d;
  }
  .sign.denied {
    border-color: #fff4de;
    background: #fff4de;
    color: #6b3d00;
  }
  .said:empty {
    position: absolute;
  }
  /* A camera that is off is worth a look; a screen that is not shared is as it should be. */
  .call[part~='share'][data-face='off'] .disc {
    border-color: rgb(255 255 255 / 60%);
    background: rgb(255 255 255 / 14%);
    color: #fff;
  }
  .call[part~='share'][data-face='off']:hover .disc {
    background: rgb(255 255 255 / 26%);
  }
  .call[part~='share'][data-face='on'] .disc {
    border-color: #82d39d;
    background: #82d39d;
    color: #10201a;
  }
`;

export const screenLook = css`
  :host {
    display: contents;
  }
  :host([shown]) {
    display: block;
    position: absolute;
    container-type: size;
    inset: 0 0 calc(var(--_strip, 0px) + 4px);
    background: #0b1211;
    color: #fff;
  }
  .view {
    position: absolute;
    /* The buttons stand below it, not on it. */
    inset: 0 0 calc(max(44px, var(--_tap)) + 8px);
    overflow: auto;
    overscroll-behavior: contain;
    cursor: zoom-in;
  }
  .view.near {
    cursor: zoom-out;
  }
  .view:focus-visible {
    outline-color: #fff;
    outline-offset: -3px;
  }
  video {
    display: block;
    width: 100%;
    height: 100%;
    object-fit: contain;
  }
  /* As wide as to be read; the finger moves it. */
  .near video {
    width: calc(100% * var(--_near, 2.5));
    height: auto;
    max-width: none;
    min-height: 100%;
  }
  .cover {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    padding: 24px;
    background: #17221f;
    color: #fff;
    text-align: center;
    text-wrap: balance;
  }
  .said {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .tools {
    position: absolute;
    inset-block-end: 4px;
    inset-inline: 8px;
    display: flex;
    justify-content: center;
    gap: 8px;
    pointer-events: none;
  }
  .tool {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: max(44px, var(--_tap));
    padding: 6px 14px;
    border: 1px solid rgb(255 255 255 / 50%);
    border-radius: 99px;
    background: rgb(16 24 23 / 86%);
    color: #fff;
    cursor: pointer;
    pointer-events: auto;
  }
  .tool:focus-visible {
    outline-color: #fff;
  }
  /* Beside what is written or asked there is room for the screen alone. */
  @container (max-height: 160px) {
    .tools {
      display: none;
    }
    .view {
      inset: 0;
    }
  }
  :host(:fullscreen) {
    width: 100%;
    height: 100%;
  }
`;

/** In the call's own root: below a screen that is shown stand the faces, small, and hide nothing of it. */
export const besideScreen = css`
  .stage.stage:has(> care-call-screen[shown]) {
    --_strip: clamp(56px, min(20cqi, 18svh) / var(--_zoom), 120px);
    --_face: calc(var(--_strip) * 4 / 3);
    grid-template: minmax(0, 1fr) var(--_strip) / none;
    grid-auto-flow: column;
    grid-auto-columns: minmax(0, var(--_face));
    justify-content: start;
    gap: 4px;
    /* The own picture has its place at the end. */
    padding-inline: 4px calc(var(--_face) + 4px);
    background: #0b1211;
  }
  @container (max-width: 559px) {
    .frame:has(> .talk) > .stage.stage:has(> care-call-screen[shown]) {
      --_strip: 40px;
    }
  }
  .stage:has(> care-call-screen[shown]) > .tile {
    grid-row: 2;
    border-radius: var(--_round);
  }
  .stage:has(> care-call-screen[shown]) .tile .cover {
    gap: 4px;
    padding: 4px;
  }
  .stage:has(> care-call-screen[shown]) .tile .cover p,
  .stage:has(> care-call-screen[shown]) .tile care-float {
    display: none;
  }
  .stage:has(> care-call-screen[shown]) .tile .face {
    width: 36px;
    height: 36px;
    border-width: 2px;
    font-size: var(--_beside, 16px);
  }
  .stage:has(> care-call-screen[shown]) .tile .name {
    inset-block-end: 2px;
    inset-inline-start: 2px;
    max-width: calc(100% - 4px);
    padding-inline: 6px;
    overflow: hidden;
    font-size: var(--_beside, 12px);
    white-space: nowrap;
  }
  .stage:has(> care-call-screen[shown]) > .self {
    inset-block: auto 0;
    inset-inline-end: 4px;
    width: calc(var(--_face) - 4px);
    height: var(--_strip);
    aspect-ratio: auto;
  }
`;
