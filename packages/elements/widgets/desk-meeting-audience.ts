/** Owns the host's list of a meeting's audience, hands first. Its tag, `care-desk-meeting-audience`, is the desk's own. */
import { css, html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { AudienceSeat, SeatState } from '@care-elements/contract/meeting.ts';
import { createMeetingsStore, type MeetingsState } from '@care-elements/client/meetings-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words } from '../base/words.ts';
import { askOnce } from '../controls/ask-once.ts';
import { iconMic } from '../controls/icons-call.ts';
import { iconHand } from '../controls/icons-meeting.ts';
import { buttons, surfaces } from '../theme/common.ts';
import { dense } from './care-desk-styles.ts';
import { meetingWords } from './meeting-words.ts';

const PLACED: readonly SeatState[] = ['speaking', 'raised', 'listening'];

/** @csspart seat One listener. */
export class CareDeskMeetingAudience extends CareElement {
  static override scope = 'desk' as const;
  static override properties: PropertyDeclarations = { asking: { state: true } };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    surfaces,
    dense,
    css`
      h2 {
        padding: 8px 16px;
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto auto;
        align-items: center;
        gap: 0 8px;
        padding: 4px 8px 4px 16px;
        border-block-start: 1px solid var(--_line);
      }
      li.raised {
        background: var(--_brand-soft);
      }
      li.speaking {
        background: var(--_green-soft);
      }
      .name {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .how {
        display: inline-flex;
        align-items: center;
        gap: 4px;
        color: var(--_muted);
        font-size: 13px;
        white-space: nowrap;
      }
      .raised .how,
      .speaking .how {
        color: inherit;
        font-weight: 600;
      }
      .acts {
        display: flex;
        flex-wrap: wrap;
        gap: 0 4px;
      }
      .acts .link:last-child {
        color: var(--_muted);
      }
      /* Who only listens stands in one line; there are fifty of them. */
      li:is(.raised, .speaking) .acts {
        grid-column: 1 / -1;
        margin-inline-start: -8px;
      }
      li:is(.raised, .speaking) .acts .link:last-child {
        margin-inline-start: auto;
      }
      li > .sure {
        grid-column: 1 / -1;
        margin-block: 8px;
      }
    `,
  ];
  /** The seat whose removal is asked about. */
  declare asking: string;
  override readonly words = new Words(meetingWords);
  private state = new StoreController<MeetingsState>(this, () => this.store);

  constructor() {
    super();
    this.asking = '';
  }

  private get store() {
    return this.care?.use(createMeetingsStore);
  }

  override render(): TemplateResult | typeof nothing {
    const state = this.state.value;
    if (!state) return nothing;
    const { t } = this.words;
    const here = state.seats.filter((one) => PLACED.includes(one.state));
    return html`<section aria-label=${t.audience}>
      <h2>${t.audience} <span class="num muted">${here.length}</span></h2>
      ${
        state.seats.length
          ? html`<ol>
              ${repeat(
                state.seats,
                ({ seatId }) => seatId,
                (one) => this.seat(one, state),
              )}
            </ol>`
          : html`<p class="muted empty">${t.nobody}</p>`
      }
    </section>`;
  }

  private seat(one: AudienceSeat, { seats, busy }: MeetingsState): TemplateResult {
    const { t } = this.words;
    const { seatId, name, state, inRoom } = one;
    const store = this.store!;
    const place = seats.filter((other) => other.state === 'raised').indexOf(one) + 1;
    const placed = PLACED.includes(state);
    const how =
      placed && !inRoom
        ? t.connecting
        : // What everybody does is not said of each.
          state === 'listening'
          ? ''
          : `${t.seatStates[state]}${place ? ` · ${place}` : ''}`;
    const act = (words: string, press: () => void) =>
      html`<button class="link" aria-label="${words} ${name}" aria-disabled=${!!busy} @click=${press}>${words}</button>`;
    return html`<li class=${state} part="seat">
      <b class="name">${name}</b>
      <span class="how">${state === 'raised' ? iconHand(16) : state === 'speaking' ? iconMic(16) : nothing}${how}</span>
      ${
        this.asking === seatId
          ? askOnce(
              t.removeSure(name),
              t.removeYes,
              t.removeNo,
              () => ((this.asking = ''), void store.remove(seatId)),
              () => (this.asking = ''),
            )
          : state === 'removed'
            ? nothing
            : html`<span class="acts">
                ${state === 'speaking' ? html`${act(t.take, () => store.take(seatId))}${act(t.mute, () => store.mute(seatId))}` : nothing}
                ${state === 'raised' || state === 'listening' ? act(t.give, () => store.word(seatId)) : nothing}
                ${state === 'raised' ? act(t.lowerTheirs, () => store.lower(seatId)) : nothing}
                ${act(t.remove, () => void this.ask(seatId))}
              </span>`
      }
    </li>`;
  }

  private async ask(seatId: string): Promise<void> {
    this.asking = seatId;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.sure')?.focus();
  }
}
define('care-desk-meeting-audience', CareDeskMeetingAudience);
