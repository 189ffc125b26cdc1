/** Owns the look of a conversation: bubbles on a quiet ground, the composer always at hand. */
import { css } from '../base/light-element.ts';

export const chatFrame = css`
  .chat {
    position: relative;
    display: flex;
    flex-direction: column;
    height: 100%;
    min-height: 0;
    background: var(--_surface);
    color-scheme: inherit;
  }
  /* Beside a long name there is no room for the button: it stands beneath. */
  .head div {
    flex: 1;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
  }
  .head h2 {
    overflow-wrap: anywhere;
  }
  .head .link {
    margin-inline: -8px;
  }
  .head {
    display: flex;
    align-items: center;
    min-height: 52px;
    gap: 8px;
    padding: 4px 4px 4px 16px;
    border-block-end: 1px solid var(--_line);
  }
  /* A question stands in place of the conversation and its head, where there is little height; what was being written is kept. */
  .asking > :not(.sure) {
    display: none;
  }
  .sure {
    flex: 1;
    overflow: auto;
    border: 0;
    border-radius: 0;
  }
  .scroll {
    flex: 1;
    min-height: 96px;
    overflow: auto;
    overflow-anchor: none;
    overscroll-behavior: contain;
    padding: 8px 12px;
    background: var(--_sunk);
  }
  .scroll:focus-visible {
    outline-offset: -3px;
  }
  ol {
    display: flex;
    flex-direction: column;
    gap: 8px;
    min-height: 100%;
    justify-content: flex-end;
  }
  .day,
  .hint {
    align-self: center;
    padding: 4px 12px;
    text-align: center;
    font-size: 13px;
    color: var(--_muted);
  }
  .line {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: 2px;
    max-width: min(88%, 480px);
  }
  .line.own {
    align-self: flex-end;
    align-items: flex-end;
  }
  .bubble {
    max-width: 100%;
    padding: 8px 12px;
    border: 1px solid var(--_line);
    border-radius: var(--_card);
    border-end-start-radius: 4px;
    background: var(--_surface);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .own .bubble {
    border-color: var(--_brand);
    border-color: color-mix(in srgb, var(--_brand) 35%, var(--_surface));
    border-end-start-radius: var(--_card);
    border-end-end-radius: 4px;
    background: var(--_brand-soft);
    background: color-mix(in srgb, var(--_brand) 14%, var(--_surface));
  }
  .bubble.bare {
    padding: 0;
    overflow: hidden;
    white-space: normal;
  }
  .away .bubble {
    border-style: dashed;
    border-color: var(--_edge);
  }
  .meta {
    display: flex;
    align-items: center;
    flex-wrap: wrap;
    gap: 4px;
    font-size: 13px;
    color: var(--_muted);
  }
  .meta.wrong {
    flex-wrap: nowrap;
    align-items: flex-start;
    color: var(--_red);
    font-weight: 600;
  }
  .meta.read svg {
    color: var(--_brand);
  }
  .meta .link {
    padding: 4px 8px;
    font-size: 14px;
  }
  .file {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: var(--_tap);
    padding: 4px 8px;
    border: 1px solid transparent;
    border-radius: var(--_card);
    background: none;
    text-align: start;
    cursor: pointer;
    overflow-wrap: anywhere;
  }
  .file:hover {
    background: var(--_brand-soft);
  }
  .file svg {
    color: var(--_brand);
  }
  .newest {
    position: absolute;
    inset-inline-end: 12px;
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: var(--_tap);
    padding: 4px 16px;
    border: 1px solid var(--_brand);
    border-radius: 99px;
    background: var(--_surface);
    color: var(--_brand);
    font-weight: 600;
    cursor: pointer;
    transform: translateY(calc(-100% - 8px));
    box-shadow: 0 2px 8px rgb(0 0 0 / 18%);
  }
  .foot {
    position: relative;
    border-block-start: 1px solid var(--_line);
  }
  .problem {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 8px 12px;
    background: var(--_amber-soft);
    color: var(--_amber);
    font-size: 14px;
    font-weight: 600;
  }
  .problem span {
    flex: 1;
  }
  .closed {
    padding: 12px 16px;
    color: var(--_muted);
    font-size: 14px;
  }
  .write {
    display: flex;
    align-items: flex-end;
    gap: 4px;
    padding: 8px;
  }
  .write textarea {
    flex: 1;
    min-height: max(44px, var(--_tap));
    max-height: var(--_lines, 140px);
    padding: 9px 12px;
    border: 1px solid var(--_edge);
    border-radius: var(--_card);
    background: var(--_surface);
    line-height: 1.5;
    resize: none;
    field-sizing: content;
  }
  /* Beside a picture there is less height: three lines, and the send button stays in view. */
  :host([panel]) .scroll {
    min-height: 48px;
  }
  :host([panel]) {
    --_lines: 92px;
  }
  .write .icon {
    color: var(--_brand);
  }
  .write .go {
    border-radius: 99px;
    background: var(--_brand);
    color: var(--_on-brand);
  }
  .write .go:hover {
    background: var(--_brand-strong);
  }
  .talk {
    flex: 1;
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 44px;
    padding-inline: 8px;
    font-weight: 600;
  }
  .talk i {
    width: 12px;
    height: 12px;
    border-radius: 99px;
    background: var(--_red);
    forced-color-adjust: none;
  }
  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .photo {
    display: none;
  }
  /* A desk's camera looks at the doctor, not at a report. */
  @media (pointer: coarse) {
    .photo {
      display: inline-flex;
    }
  }
`;
