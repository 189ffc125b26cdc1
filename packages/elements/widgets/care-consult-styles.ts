/** Owns the look of the call view: the other side fills the frame, the own picture sits in a corner, controls below. */
import { css } from '../base/light-element.ts';

export const callFrame = css`
  :host {
    container-type: inline-size;
  }
  .frame {
    --_brand-soft: #fff;
    position: relative;
    display: grid;
    grid-template-rows: minmax(0, 1fr) auto;
    min-height: 420px;
    /* The screen and the column are not enlarged with the text. */
    height: calc(min(82vh, 150vw) / var(--_zoom));
    height: calc(min(82svh, 150cqi) / var(--_zoom));
    overflow: hidden;
    border-radius: var(--_card);
    background: #101817;
    color: #fff;
    color-scheme: light;
  }
  @container (min-width: 560px) {
    .frame {
      height: auto;
      min-height: 320px;
      aspect-ratio: 16 / 10;
      max-height: calc(88svh / var(--_zoom));
      width: 100%;
    }
  }
  /* The page decides the size: in a desk's column, or full screen. */
  :host([fill]) .frame {
    height: 100%;
    min-height: 0;
    max-height: none;
    aspect-ratio: auto;
  }
  :host([fill]) {
    height: 100%;
  }
  .stage {
    position: relative;
    display: grid;
    grid-auto-columns: 1fr;
    grid-auto-flow: column;
    min-height: 0;
  }
  .veiled {
    visibility: hidden;
  }
  /* Two beside or above each other, as the frame is; three to five in a grid. */
  .stage:not([data-others='0'], [data-others='1']) {
    grid-auto-flow: row;
    grid-auto-rows: minmax(0, 1fr);
    gap: 2px;
    background: #000;
  }
  .stage:is([data-others='4'], [data-others='5']) {
    grid-template-columns: 1fr 1fr;
  }
  @container (min-width: 560px) {
    .stage:not([data-others='0'], [data-others='1']) {
      grid-template-columns: 1fr 1fr;
    }
    .stage[data-others='5'] {
      grid-template-columns: 1fr 1fr 1fr;
    }
  }
  .tile {
    position: relative;
    min-width: 0;
    min-height: 0;
    overflow: hidden;
  }
  .tile video {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    object-fit: cover;
  }
  /* A doctor looks for signs at the edges, too. */
  .frame[data-role='doctor'] .tile video {
    object-fit: contain;
  }
  .cover {
    position: absolute;
    inset: 0;
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 16px;
    padding: 56px 24px 24px;
    background: #17221f;
    text-align: center;
    overflow: auto;
  }
  .cover p {
    max-width: 28em;
    font-size: 18px;
    text-wrap: balance;
  }
  .cover .act {
    width: auto;
    min-width: min(100%, 240px);
    padding-inline: 24px;
    background: #fff;
    color: #16211f;
  }
  .cover .act.plain {
    border: 2px solid rgb(255 255 255 / 70%);
    background: none;
    color: #fff;
  }
  .cover .act.plain:hover {
    background: rgb(255 255 255 / 16%);
  }
  .cover .act:not(.plain):hover {
    background: #dfe8e6;
  }
  .face {
    display: grid;
    place-items: center;
    width: 80px;
    height: 80px;
    flex: none;
    border: 3px solid transparent;
    border-radius: 99px;
    background: #2c3b37;
    font-size: 36px;
    font-weight: 600;
  }
  .tile.speaking::after {
    content: '';
    position: absolute;
    inset: 0;
    border: 3px solid #82d39d;
    pointer-events: none;
  }
  .busy .face {
    animation: breathe 1.6s ease-in-out infinite alternate;
  }
  .name {
    position: absolute;
    inset-block-end: 8px;
    inset-inline-start: 8px;
    display: flex;
    align-items: center;
    gap: 6px;
    max-width: calc(100% - 64px);
    padding: 2px 10px;
    border-radius: 99px;
    background: rgb(16 24 23 / 78%);
    font-size: 13px;
  }
  .top {
    position: absolute;
    inset-block-start: 12px;
    inset-inline: 12px;
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: 8px;
    pointer-events: none;
    z-index: 2;
  }
  .top > * {
    pointer-events: auto;
  }
  .top .chip {
    max-width: 100%;
    border-radius: 16px;
  }
  .top:has(+ .self:not(.off)) {
    inset-inline-end: calc(clamp(84px, 26% / var(--_zoom), 180px) + 24px);
  }
  .sound {
    min-height: var(--_tap);
    padding: 8px 16px;
    border: 1px solid #fff;
    border-radius: 99px;
    background: #fff;
    color: #16211f;
    font-weight: 600;
    display: inline-flex;
    align-items: center;
    gap: 8px;
    cursor: pointer;
  }
  .self {
    position: absolute;
    inset-block-start: 12px;
    inset-inline-end: 12px;
    z-index: 1;
    width: clamp(84px, 26% / var(--_zoom), 180px);
    aspect-ratio: 3 / 4;
    border: 2px solid #fff;
    border-radius: var(--_round);
    background: #2c3b37;
    object-fit: cover;
    transform: scaleX(-1);
  }
  .self.back {
    transform: none;
  }
  .self.off {
    visibility: hidden;
  }
  @container (min-width: 560px) {
    .self {
      aspect-ratio: 4 / 3;
    }
  }
  /* Over the own picture, where there is much to read. */
  .foot {
    position: relative;
    z-index: 2;
    display: flex;
    flex-direction: column;
    gap: 8px;
    padding: 8px 8px calc(8px + env(safe-area-inset-bottom, 0px));
    background: #101817;
  }
  .problem {
    display: flex;
    align-items: flex-start;
    gap: 8px;
    margin-inline: 8px;
    padding: 8px 12px;
    border-radius: var(--_round);
    background: #fff4de;
    color: #6b3d00;
    font-size: 14px;
  }
  .problem svg {
    margin-block-start: 2px;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-evenly;
    gap: 4px 2px;
    align-self: center;
    width: min(100%, 480px);
  }
  /* A phone held sideways: the picture has the height, the controls stand beside it. */
  @media (orientation: landscape) and (max-height: 479px) {
    :host(:not([fill])) .frame {
      height: calc(100vh / var(--_zoom));
      height: calc(100svh / var(--_zoom));
      min-height: 0;
      aspect-ratio: auto;
    }
    .frame {
      grid-template: minmax(0, 1fr) / minmax(0, 1fr) auto;
    }
    .frame > .foot {
      grid-column: auto !important;
      max-width: 216px;
      overflow: auto;
    }
  }
  @keyframes breathe {
    to {
      opacity: 0.55;
    }
  }
`;
