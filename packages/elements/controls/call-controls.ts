/** Owns the buttons of a call: round, labelled, each with four faces. Needs `callControls` and a dark ground. */
import { html, nothing, type TemplateResult } from 'lit';
import { css } from '../base/light-element.ts';
import { iconAlert } from './icons.ts';
import type { Icon } from './icons.ts';

/** What a device's control shows: a request under way, a fact, a fact, or a device that can't be had. */
export type Face = 'pending' | 'on' | 'off' | 'denied';

/** A device's button. `label` is what a press does (or that it waits); `hint` is read after it where it says more. */
export const deviceButton = (
  part: string,
  face: Face,
  { on, off }: { on: Icon; off: Icon },
  label: string,
  hint: string,
  press: () => void,
): TemplateResult => html`
  <button
    type="button"
    class="call"
    part="control ${part}"
    data-face=${face}
    aria-disabled=${face === 'pending' ? 'true' : nothing}
    @click=${() => face !== 'pending' && press()}
  >
    <span class="disc"
      >${face === 'off' || face === 'denied' ? off() : on()}${face === 'denied' ? html`<span class="badge">${iconAlert(14)}</span>` : nothing}</span
    ><span class="label">${label}${hint ? html`<span class="hidden">, ${hint}</span>` : nothing}</span>
  </button>
`;

/** A button without a device: leave, flip. */
export const callButton = (
  part: string,
  icon: Icon,
  label: string,
  press: () => void,
  tone = '',
): TemplateResult => html`
  <button type="button" class="call ${tone}" part="control ${part}" @click=${press}>
    <span class="disc">${icon()}</span><span class="label">${label}</span>
  </button>
`;

export const callControls = css`
  .call {
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: 4px;
    min-width: max(52px, var(--_tap));
    max-width: 96px;
    padding: 4px 0;
    border: 0;
    border-radius: var(--_round);
    background: none;
    color: #fff;
    cursor: pointer;
    touch-action: manipulation;
  }
  .call .disc {
    position: relative;
    display: grid;
    place-items: center;
    width: max(52px, var(--_tap));
    height: max(52px, var(--_tap));
    border: 2px solid rgb(255 255 255 / 60%);
    border-radius: 99px;
    background: rgb(255 255 255 / 14%);
    transition: background 0.15s ease-out;
  }
  .call .label {
    font-size: 13px;
    line-height: 1.3;
    text-align: center;
  }
  .call:hover .disc {
    background: rgb(255 255 255 / 26%);
  }
  .call:focus-visible {
    outline-color: #fff;
  }
  /* How loud the microphone is right now: a ring, set by the widget. */
  .call[part~='microphone'][data-face='on'] .disc {
    box-shadow: 0 0 0 calc(var(--_level, 0) * 8px) rgb(255 255 255 / 40%);
  }
  .call[data-face='off'] .disc,
  .call[data-face='denied'] .disc {
    background: #fff;
    border-color: #fff;
    color: #16211f;
  }
  .call[data-face='pending'] {
    cursor: progress;
  }
  .call[data-face='pending'] .disc {
    border-style: dashed;
    animation: turn 2s linear infinite;
  }
  .call[data-face='pending'] svg {
    animation: turn 2s linear infinite reverse;
  }
  .call .badge {
    position: absolute;
    inset-block-start: -6px;
    inset-inline-end: -6px;
    display: grid;
    place-items: center;
    width: 24px;
    height: 24px;
    border: 2px solid #101817;
    border-radius: 99px;
    background: #f5bf5c;
    color: #16211f;
  }
  .call.leave .disc {
    background: #b3261e;
    border-color: #b3261e;
  }
  .call.leave:hover .disc {
    background: #8f1e18;
  }
  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }
  @media (forced-colors: active) {
    .call .disc {
      border-color: ButtonText;
    }
  }
`;
