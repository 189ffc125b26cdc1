/** Owns a call's look in elder mode on a phone: while the conversation is open, it has the height. */
import { css } from '../base/light-element.ts';

export const callLook = css`
  @container (max-width: 559px) {
    /* The person to call stays above it; of the picture a strip stays, and less where the screen is low. */
    :host(care-consult[elder][talk]:not([fill])) .frame {
      height: calc(100vh - 90px);
      height: calc(100svh - 90px);
    }
    :host(care-consult[elder][talk]) .frame {
      grid-template-rows: minmax(0, clamp(0px, 100vh - 560px, 112px)) minmax(0, 1fr) auto;
      grid-template-rows: minmax(0, clamp(0px, 100svh - 560px, 112px)) minmax(0, 1fr) auto;
      /* For the buttons, which stand in roots of their own: one row, whose words are still read out. */
      --_talk-place: absolute;
      --_talk-clip: inset(50%);
      --_talk-help: none;
      --_talk-grow: 0 0 auto;
      --_talk-pad: 0;
    }
    :host(care-consult[elder][talk]) .frame > .stage {
      overflow: hidden;
    }
    /* What is wrong takes a line, with its button; all of it stands there again without the conversation. */
    :host(care-consult[elder][talk]) .frame > .foot {
      flex-flow: row wrap;
      align-items: center;
      justify-content: space-evenly;
      gap: 8px 2px;
    }
    :host(care-consult[elder][talk]) .frame > .foot > .bar {
      display: contents;
    }
    :host(care-consult[elder][talk]) .frame > .foot > .problem {
      order: -2;
      flex: 1 1 0;
      margin-inline: 0 8px;
      padding: 4px 8px;
      font-size: 18px;
      line-height: 1.2;
    }
    /* The devices' buttons have the sign. */
    :host(care-consult[elder][talk]) .frame > .foot > .problem > svg {
      display: none;
    }
    /* The buttons begin a line of their own. */
    :host(care-consult[elder][talk]) .frame > .foot:has(> .problem)::before {
      content: '';
      flex: 0 0 100%;
    }
    :host(care-consult[elder][talk]) .frame > .foot > .problem ~ .problem {
      position: absolute;
      clip-path: inset(50%);
    }
    :host(care-consult[elder][talk]) .frame > .foot > .problem > span {
      display: -webkit-box;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 3;
      overflow: hidden;
    }
  }
  :host([elder]) .call > .label {
    position: var(--_talk-place);
    clip-path: var(--_talk-clip);
  }
  :host(care-call-more[elder]) .trouble {
    flex: var(--_talk-grow, 0 0 var(--_wide));
    margin-inline: 0;
    padding: var(--_talk-pad, 8px 16px);
  }
  :host(care-call-more[elder]) .trouble > :is(p, care-device-help) {
    display: var(--_talk-help, block);
  }
  /* It leads to what is open. */
  :host(care-call-more[elder]) .trouble [part='open-talk'] {
    display: var(--_talk-help, inline-flex);
  }
  :host(care-call-more[elder]) .trouble .act {
    flex-basis: auto;
    padding-inline: 8px;
  }
  /* The field has a whole line beside the button that sends; what else can be sent stands above. */
  :host([elder]) .write {
    flex-wrap: wrap;
  }
  :host([elder]) .write textarea {
    flex-basis: min(100% - 64px, 16em);
  }
`;
