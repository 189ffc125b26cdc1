/** Owns the place of the conversation in a call's frame. It comes with the button that opens it, into the frame's own root. */
import { css } from '../base/light-element.ts';

export const talkFrame = css`
  /* Below the face, never over it; beside it where there is room. */
  .talk {
    min-height: 0;
    overflow: hidden;
    border-radius: var(--_card) var(--_card) 0 0;
    color: var(--_ink);
  }
  .frame:has(> .talk) {
    grid-template-rows: minmax(96px, 0.65fr) minmax(0, 1fr) auto;
  }
  /* The picture above is low then: the own one leaves room for the button below it. */
  @container (max-width: 559px) {
    .frame:has(> .talk) .self {
      width: auto;
      height: clamp(36px, 100% - 72px, 128px);
    }
  }
  @container (min-width: 560px) {
    .frame:has(> .talk) {
      grid-template: minmax(0, 1fr) auto / minmax(0, 1fr) min(360px, 50%);
    }
    .frame:has(> .talk) > .foot {
      grid-column: 1 / -1;
    }
    .talk {
      border-radius: 0;
    }
  }
  /* A phone held sideways: the picture has the height. */
  @media (orientation: landscape) and (max-height: 479px) {
    .frame:has(> .talk) {
      grid-template: minmax(0, 1fr) / 1fr 1fr auto;
    }
  }
`;
