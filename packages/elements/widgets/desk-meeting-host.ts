/** Owns one meeting before its host: the link before it begins, the room and the audience while it is on. Its tag, `care-desk-meeting-host`, is the desk's own. */
import { css, html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { HostedMeeting } from '@care-elements/contract/meeting.ts';
import type { MeetingCallState } from '@care-elements/client/meeting-call.ts';
import {
  createMeetingsStore,
  meetingLink,
  type MeetingsState,
} from '@care-elements/client/meetings-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words } from '../base/words.ts';
import { askOnce } from '../controls/ask-once.ts';
import { iconCamera, iconCameraOff, iconMic, iconMicOff } from '../controls/icons-call.ts';
import { iconPeople } from '../controls/icons-meeting.ts';
import { iconAlert } from '../controls/icons.ts';
import { buttons, surfaces } from '../theme/common.ts';
import { dense } from './care-desk-styles.ts';
import './desk-meeting-audience.ts';
import './desk-meeting-link.ts';
import './meeting-room.ts';
import { meetingStyles } from './meeting-styles.ts';
import { timeOf } from './meeting-time.ts';
import { meetingTroubles } from './meeting-troubles.ts';
import { deviceWords, meetingWords } from './meeting-words.ts';

export class CareDeskMeetingHost extends CareElement {
  static override scope = 'desk' as const;
  static override properties: PropertyDeclarations = { ending: { state: true } };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    surfaces,
    dense,
    meetingStyles,
    css`
      .two {
        display: grid;
        grid-template-columns: minmax(0, 1fr) clamp(280px, 30%, 380px);
        gap: 16px;
        align-items: start;
      }
      aside {
        overflow: auto;
        max-height: calc(100vh - 140px);
        max-height: calc(100dvh - 140px);
        border: 1px solid var(--_line);
        border-radius: var(--_card);
        background: var(--_surface);
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
      }
      .link.red {
        background: none;
        color: var(--_red);
      }
      details {
        padding: 0 16px;
        border-block-end: 1px solid var(--_line);
      }
      summary {
        display: flex;
        align-items: center;
        min-height: var(--_tap);
        cursor: pointer;
        color: var(--_brand);
      }
      details[open] {
        padding-block-end: 16px;
      }
      @media (max-width: 859px) {
        .two {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];
  declare ending: boolean;
  override readonly words = new Words(meetingWords, deviceWords);
  private state = new StoreController<MeetingsState>(this, () => this.store);
  private room = new StoreController<MeetingCallState>(this, () => this.store?.call);

  constructor() {
    super();
    this.ending = false;
  }

  private get store() {
    return this.care?.use(createMeetingsStore);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    const { store } = this;
    // Moved within the page, it is back before the next task; gone for good, microphone and camera go with it.
    setTimeout(() => {
      if (!this.isConnected) store?.call.leave();
    });
  }

  private get meeting(): HostedMeeting | undefined {
    const { meetings, current } = this.state.value ?? {};
    return meetings?.find((one) => one.meetingId === current);
  }

  override render(): TemplateResult | typeof nothing {
    const { meeting } = this;
    if (!meeting) return nothing;
    const { t } = this.words;
    return html`<section class="stack" part="meeting">
      <div class="line">
        <h1 class="grow">${meeting.title[this.language]}</h1>
        <span class="muted">${t.states[meeting.state]} · ${timeOf(meeting.startsAt, meeting.timeZone, this.language)}</span>
      </div>
      ${this.refusal()}
      ${
        meeting.state === 'ended'
          ? html`<p role="status">${t.states['ended']}</p>`
          : html`<div class="two">
              <div class="stack">${meeting.state === 'open' && this.inside ? this.lead(meeting) : this.beginning(meeting)}</div>
              <aside>
                ${
                  meeting.state === 'open'
                    ? html`<details><summary>${t.theLink}</summary>${this.link(meeting)}</details>`
                    : nothing
                }
                <care-desk-meeting-audience .care=${this.care} lang=${this.tongue}></care-desk-meeting-audience>
              </aside>
            </div>`
      }
    </section>`;
  }

  private get inside(): boolean {
    return ['in', 'reconnecting'].includes(this.room.value?.phase ?? 'out');
  }

  private link = ({ secret }: HostedMeeting) =>
    html`<care-desk-meeting-link lang=${this.tongue} .link=${meetingLink(this.care!.server, this.care!.hospitalId, secret)}></care-desk-meeting-link>`;

  private refusal(): TemplateResult | typeof nothing {
    const { problem } = this.state.value!;
    if (!problem) return nothing;
    const { t } = this.words;
    // The one conflict whose state is a number: so many have the word already.
    const words = typeof problem.current === 'number' && problem.code === 'state-conflict' ? t.sixAtMost : '';
    return html`<p class="band amber" role="alert">${iconAlert(18)}<span>${words || (t.problems[problem.code] ?? t.failedAct)}</span></p>`;
  }

  private beginning(meeting: HostedMeeting): TemplateResult {
    const { t } = this.words;
    const { busy, seats } = this.state.value!;
    const { phase } = this.room.value!;
    const on = meeting.state === 'open';
    const waiting = seats.filter(({ state }) => state === 'waiting' || state === 'listening').length;
    const going = busy === 'open' || phase === 'joining';
    return html`
      <p>${on ? t.hostOut : waiting ? t.startMore(waiting) : ''}</p>
      ${phase === 'failed' ? html`<p role="status">${t.failed}</p>` : nothing}
      ${phase === 'unsupported' ? html`<p role="status">${t.unsupported}</p>` : nothing}
      ${phase === 'elsewhere' ? html`<p role="status">${t.elsewhere}</p>` : nothing}
      <div class="bar">
        <button class="act" part="start" aria-disabled=${going} @click=${() => this.store!.start()}>${going ? t.busy : on ? (phase === 'elsewhere' ? t.continueHere : t.startAgain) : t.start}</button>
        ${this.ending ? nothing : html`<button class="link red" @click=${this.wouldEnd}>${on ? t.end : t.callOff}</button>`}
      </div>
      ${this.sure(meeting)}
      ${on ? nothing : html`<div class="card">${this.link(meeting)}</div>`}
    `;
  }

  private lead(meeting: HostedMeeting): TemplateResult {
    const { t } = this.words;
    const { microphone, camera } = this.room.value!;
    const { busy } = this.state.value!;
    const { call } = this.store!;
    const toggle = (kind: 'microphone' | 'camera') => {
      const { face } = kind === 'microphone' ? microphone : camera;
      const on = face === 'on';
      const icon = { microphone: on ? iconMicOff : iconMic, camera: on ? iconCameraOff : iconCamera }[kind];
      const words = { microphone: on ? t.micOff : t.micOn, camera: on ? t.camOff : t.camOn }[kind];
      return html`<button class="act quiet" part=${kind} aria-disabled=${face === 'pending'} @click=${() => call.setEnabled(kind, !on)}>${icon(18)}${face === 'pending' ? t.busy : words}</button>`;
    };
    return html`
      <care-meeting-room lang=${this.tongue} .call=${call} .meeting=${meeting} .me=${meeting.host.identity}></care-meeting-room>
      ${meetingTroubles(t, this.room.value!, this.tongue)}
      <div class="bar">
        ${toggle('microphone')}${toggle('camera')}
        <span class="count grow">${iconPeople(18)}<span>${t.count(meeting.listening)}${meeting.hands.length ? ` · ${t.handsUp(meeting.hands.length)}` : ''}</span></span>
        <button class="link" aria-disabled=${busy === 'door'} @click=${() => this.store!.door(!meeting.closed)}>${meeting.closed ? t.openDoor : t.closeDoor}</button>
        ${this.ending ? nothing : html`<button class="link red" part="end" @click=${this.wouldEnd}>${t.end}</button>`}
      </div>
      ${meeting.closed ? html`<p class="muted" role="status">${t.doorClosed}</p>` : nothing}
      ${this.sure(meeting)}
    `;
  }

  private wouldEnd = async (): Promise<void> => {
    this.ending = true;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.sure')?.focus();
  };

  private sure({ meetingId, state }: HostedMeeting): TemplateResult | typeof nothing {
    const { t } = this.words;
    if (!this.ending) return nothing;
    const act = () => {
      this.ending = false;
      void this.store!.end(meetingId);
    };
    return askOnce(
      state === 'open' ? t.endSure : t.callOffSure,
      state === 'open' ? t.endYes : t.callOff,
      t.endNo,
      act,
      () => (this.ending = false),
    );
  }
}
define('care-desk-meeting-host', CareDeskMeetingHost);
