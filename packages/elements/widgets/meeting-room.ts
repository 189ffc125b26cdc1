/** Owns the picture of a meeting's room: the host large, who has the word as tiles. Its tag, `care-meeting-room`, is ours alone. */
import { css, html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { MeetingView } from '@care-elements/contract/meeting.ts';
import type { MeetingCall, MeetingCallState } from '@care-elements/client/meeting-call.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words } from '../base/words.ts';
import { iconMicOff, iconVolume } from '../controls/icons-call.ts';
import { statusChip } from '../controls/status-chip.ts';
import { buttons, surfaces } from '../theme/common.ts';
import { meetingWords } from './meeting-words.ts';

interface Tile {
  identity: string;
  name: string;
  own: boolean;
  large: boolean;
}

/**
 * @csspart stage The whole picture.
 * @csspart tile Somebody in it: `host` or `speaker`.
 */
export class CareMeetingRoom extends CareElement {
  static override properties: PropertyDeclarations = {
    call: { attribute: false },
    meeting: { attribute: false },
    me: {},
  };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    surfaces,
    css`
      :host {
        container-type: inline-size;
      }
      .stage {
        display: grid;
        gap: 4px;
        overflow: hidden;
        border-radius: var(--_card);
        background: #0b1110;
        color: #fff;
        color-scheme: light;
      }
      .tile {
        position: relative;
        overflow: hidden;
        border-radius: var(--_card);
        background: #17221f;
        aspect-ratio: 4 / 3;
      }
      .tile.large {
        aspect-ratio: 16 / 11;
        /* What is done below the picture stays on the screen. */
        max-height: 56vh;
        max-height: 56svh;
        width: 100%;
      }
      .tile video {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        object-fit: cover;
      }
      .tile.own video {
        transform: scaleX(-1);
      }
      .cover {
        position: absolute;
        inset: 0;
        display: flex;
        flex-direction: column;
        align-items: center;
        justify-content: center;
        gap: 8px;
        padding: 16px 16px 32px;
        background: #17221f;
        text-align: center;
      }
      .face {
        display: grid;
        place-items: center;
        width: 48px;
        height: 48px;
        flex: none;
        border-radius: 99px;
        background: #2c3b37;
        font-size: 22px;
        font-weight: 600;
      }
      .large .face {
        width: 80px;
        height: 80px;
        font-size: 36px;
      }
      .speaking::after {
        content: '';
        position: absolute;
        inset: 0;
        border: 3px solid #82d39d;
        border-radius: inherit;
        pointer-events: none;
      }
      .name {
        position: absolute;
        inset-block-end: 6px;
        inset-inline-start: 6px;
        display: flex;
        align-items: center;
        gap: 4px;
        max-width: calc(100% - 12px);
        padding: 0 8px;
        border-radius: 6px;
        background: rgb(0 0 0 / 66%);
        font-size: 13px;
      }
      .name > span {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .large .name {
        font-size: 16px;
      }
      .tiles {
        display: grid;
        grid-template-columns: repeat(3, minmax(0, 1fr));
        gap: 4px;
      }
      .tiles[data-n='2'],
      .tiles[data-n='4'] {
        grid-template-columns: repeat(2, minmax(0, 1fr));
      }
      .tiles[data-n='1'] {
        grid-template-columns: minmax(0, 1fr);
      }
      .tiles[data-n='1'] > .tile {
        aspect-ratio: 2;
      }
      @container (min-width: 640px) {
        .stage.beside {
          grid-template-columns: minmax(0, 1fr) minmax(200px, 36%);
          align-items: start;
        }
        .tiles:not([data-n='1']) {
          grid-template-columns: repeat(2, minmax(0, 1fr));
        }
        .tiles[data-n='1'] > .tile {
          aspect-ratio: 4 / 3;
        }
      }
      .top {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        padding-block-end: 8px;
      }
      .top:empty {
        display: none;
      }
      .sound {
        width: auto;
      }
    `,
  ];
  declare call: MeetingCall | undefined;
  declare meeting: MeetingView | undefined;
  /** The own name in the room. */
  declare me: string;
  override readonly words = new Words(meetingWords);
  private state = new StoreController<MeetingCallState>(this, () => this.call);
  private attached = new Map<HTMLMediaElement, () => void>();

  constructor() {
    super();
    this.me = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.attach();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const off of this.attached.values()) off();
    this.attached.clear();
  }

  protected override updated(): void {
    this.attach();
  }

  /** Hands the media elements of this render to the call, and takes back those that are gone. */
  private attach(): void {
    const { call } = this;
    const here = new Set(this.renderRoot.querySelectorAll<HTMLMediaElement>('video, audio'));
    for (const [element, off] of this.attached)
      if (!here.has(element)) {
        off();
        this.attached.delete(element);
      }
    for (const element of call ? here : []) {
      if (this.attached.has(element)) continue;
      const { identity } = element.dataset;
      const off = identity
        ? call!.attachRemote(identity, element)
        : call!.attachLocal(element as HTMLVideoElement);
      this.attached.set(element, off);
    }
  }

  override render(): TemplateResult | typeof nothing {
    const { meeting } = this;
    const state = this.state.value;
    if (!meeting || !state) return nothing;
    const { t } = this.words;
    const { host, speakers } = meeting;
    const large = { identity: host.identity, name: host.name[this.language], large: true };
    const tiles = speakers.map((one) => ({ ...one, large: false, own: one.identity === this.me }));
    const chip = state.phase === 'reconnecting' ? t.reconnecting : t.rungs[state.rung];
    return html`<section aria-label=${t.room}>
      <div class="top">
        ${chip ? statusChip('amber', chip) : nothing}
        ${
          state.audioBlocked
            ? html`<button class="act sound" @click=${() => void this.call?.startAudio()}>${iconVolume()}<span>${t.soundBlocked}</span></button>`
            : nothing
        }
      </div>
      <div class="stage ${tiles.length ? 'beside' : ''}" part="stage">
        ${this.tile({ ...large, own: host.identity === this.me }, state)}
        ${
          tiles.length
            ? html`<div class="tiles" data-n=${tiles.length}>
                ${repeat(
                  tiles,
                  ({ identity }) => identity,
                  (one) => this.tile(one, state),
                )}
              </div>`
            : nothing
        }
      </div>
    </section>`;
  }

  private tile({ identity, name, own, large }: Tile, state: MeetingCallState): TemplateResult {
    const { t } = this.words;
    const person = state.people.find((one) => one.identity === identity);
    const camera = own ? state.camera.face === 'on' : person?.camera === 'on';
    const silent = own ? state.microphone.face !== 'on' : person?.microphone !== 'on';
    const speaking = own ? state.speaking : person?.speaking;
    const away = large && !own && !person;
    const said = away ? t.hostAway : large ? (own ? t.hostSelf : t.hostNoPicture) : '';
    return html`<div class="tile ${large ? 'large' : ''} ${own ? 'own' : ''} ${speaking ? 'speaking' : ''}" part="tile ${large ? 'host' : 'speaker'}">
      ${
        own
          ? html`<video aria-label=${name} autoplay playsinline muted .muted=${true}></video>`
          : html`<video data-identity=${identity} aria-label=${name} autoplay playsinline muted .muted=${true}></video>
              <audio data-identity=${identity} autoplay></audio>`
      }
      ${
        camera
          ? nothing
          : html`<div class="cover"><span class="face" aria-hidden="true">${[...name][0]?.toUpperCase()}</span>${said ? html`<p role="status">${said}</p>` : nothing}</div>`
      }
      <span class="name"
        >${speaking ? iconVolume(16) : silent && !away ? html`<span role="img" aria-label=${t.muted}>${iconMicOff(14)}</span>` : nothing}<span>${name}${own ? ` · ${t.you}` : large ? ` · ${t.host}` : ''}</span></span
      >
    </div>`;
  }
}
define('care-meeting-room', CareMeetingRoom);
