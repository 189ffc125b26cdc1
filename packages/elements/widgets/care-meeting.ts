/** Owns the page of a group meeting for those who listen: the door, the wait, the room, the raised hand. */
import { css, html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { MeetingCallState } from '@care-elements/client/meeting-call.ts';
import { createMeetingStore, type MeetingState } from '@care-elements/client/meeting-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words } from '../base/words.ts';
import { askOnce } from '../controls/ask-once.ts';
import { field, type FieldErrors } from '../controls/fields.ts';
import { iconCamera, iconCameraOff, iconMic, iconMicOff } from '../controls/icons-call.ts';
import { iconEar, iconHand, iconPeople } from '../controls/icons-meeting.ts';
import { iconAlert } from '../controls/icons.ts';
import { buttons, forms, surfaces } from '../theme/common.ts';
import { linkPage, takeLink } from './link-page.ts';
import './meeting-room.ts';
import { meetingStyles } from './meeting-styles.ts';
import { timeOf } from './meeting-time.ts';
import { meetingTroubles } from './meeting-troubles.ts';
import { deviceWords, meetingWords } from './meeting-words.ts';

/** Hands that are told by name; the others by their number. */
const NAMED = 3;
const LINK = /^#?([a-z0-9][a-z0-9-]{1,39})\.([A-Za-z0-9_-]{44})$/;

/**
 * A listener's page of a group meeting: `<care-meeting></care-meeting>` takes hospital and secret from the link,
 * `#renhe.SECRET`; a page of the hospital's own may hand over `hospital` and `secret` instead.
 *
 * @attr {boolean} whole It is all of its page, and covers it.
 * @csspart meeting The whole page.
 * @csspart stage, tile Who is seen; one of them.
 * @csspart microphone, camera The listener's buttons while they have the word.
 * @csspart person, read, smaller, larger In elder mode: its buttons.
 */
export class CareMeeting extends CareElement {
  static override scope = 'listener' as const;
  static override properties: PropertyDeclarations = {
    secret: {},
    errors: { state: true },
    leaving: { state: true },
  };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    forms,
    surfaces,
    meetingStyles,
    linkPage,
    css`
      header {
        display: grid;
        gap: 4px;
      }
      .rules {
        display: flex;
        flex-direction: column;
        gap: 8px;
        padding-inline-start: 20px;
        list-style: disc;
      }
    `,
  ];
  /** The link's secret. */
  declare secret: string | undefined;
  declare errors: FieldErrors;
  declare leaving: boolean;
  override readonly words = new Words(meetingWords, deviceWords);
  private state = new StoreController<MeetingState>(this, () => this.store);
  private room = new StoreController<MeetingCallState>(this, () => this.store?.call);
  private opened = '';

  constructor() {
    super();
    this.errors = {};
    this.leaving = false;
  }

  private get store() {
    return this.care?.use(createMeetingStore);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    takeLink(this, LINK);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    const { store } = this;
    // Moved within the page, it is back before the next task; gone for good, microphone and camera go with it.
    setTimeout(() => {
      if (!this.isConnected) store?.call.leave();
    });
  }

  protected override willUpdate(): void {
    const { store, secret } = this;
    if (!store || !secret || this.opened === secret) return;
    this.opened = secret;
    void store.open(secret);
  }

  override render(): TemplateResult {
    const { t } = this.words;
    const state = this.state.value;
    const shown = state?.meeting ?? state?.face;
    return html`<main class="screen ${this.inRoom ? 'inside' : ''}" part="meeting">
      ${
        shown
          ? html`<header>
              ${state?.face ? html`<p class="muted">${state.face.hospital[this.language]}</p>` : nothing}
              <h1>${shown.title[this.language]}</h1>
              <p class="muted">${t.hostLine(shown.host.name[this.language], shown.host.title[this.language])}</p>
              ${shown.state === 'planned' ? html`<p>${t.timeLine(timeOf(shown.startsAt, shown.timeZone, this.tongue))}</p>` : nothing}
            </header>`
          : html`<h1>${t.room}</h1>`
      }
      ${state && this.secret ? this.body(state) : this.say(t.unknown)}
    </main>`;
  }

  private say = (words: string) => html`<p class="lead" role="status">${words}</p>`;

  private get inRoom(): boolean {
    const { seat, meeting } = this.state.value ?? {};
    const here = ['in', 'reconnecting'].includes(this.room.value?.phase ?? 'out');
    return here && !!seat && seat.state !== 'removed' && meeting?.state === 'open';
  }

  private body(state: MeetingState): TemplateResult {
    const { t } = this.words;
    const { phase } = state;
    if (phase === 'unreachable')
      return html`${this.say(t.unreachable)}<button class="act" @click=${() => this.store!.open(this.secret!)}>${t.retry}</button>`;
    if (phase === 'opening' || phase === 'unknown') return this.say(t[phase]);
    if (phase === 'door') return this.door(state);
    if (state.seat!.state === 'removed') return this.say(t.removed);
    if (state.meeting!.state === 'ended') return this.say(t.ended);
    if (this.inRoom) return this.inside(state);
    if (state.meeting!.state === 'planned')
      return html`<div class="card stack"><h2>${t.waitTitle}</h2>${this.say(t.wait)}</div>`;
    return this.way(state);
  }

  /** The meeting is on, and this page is not in it. */
  private way({ seat, meeting, full, freed }: MeetingState): TemplateResult {
    const { t } = this.words;
    const { phase } = this.room.value!;
    const enter = (words: string) =>
      html`<button class="act" @click=${() => this.store!.enter()}>${words}</button>`;
    if (phase === 'joining') return this.say(t.joining);
    if (phase === 'unsupported') return this.say(t.unsupported);
    if (phase === 'failed') return html`${this.say(t.failed)}${enter(t.retry)}`;
    if (phase === 'elsewhere') return html`${this.say(t.elsewhere)}${enter(t.continueHere)}`;
    if (full) return this.say(t.full(meeting!.capacity));
    if (seat!.state === 'left') return html`${this.say(t.left)}${enter(t.back)}`;
    return html`${this.refusal()}${this.say(freed ? t.freeAgain : t.open)}${enter(t.enter)}`;
  }

  private refusal(): TemplateResult | typeof nothing {
    const { t } = this.words;
    const { problem } = this.state.value!;
    if (!problem) return nothing;
    const words = problem.current === 'closed' ? t.closedProblem : (t.problems[problem.code] ?? t.failedAct);
    return html`<p class="band amber" role="alert">${iconAlert(18)}<span>${words}</span></p>`;
  }

  private door({ face, busy }: MeetingState): TemplateResult {
    const { t } = this.words;
    const { state, closed, full } = face!;
    if (state === 'ended') return this.say(t.ended);
    if (closed) return this.say(t.isClosed);
    return html`
      ${full ? html`<p class="band amber" role="status">${iconPeople(18)}<span>${t.isFull}</span></p>` : nothing}
      <form class="stack" novalidate @submit=${this.join}>
        ${field({ name: 'listener-name', label: t.name, hint: t.nameHint, error: this.errors['name'] })}
        <h2>${t.rulesTitle}</h2>
        <ul class="rules">
          ${t.rules.map((rule) => html`<li>${rule}</li>`)}
        </ul>
        <label class="row"><input type="checkbox" name="agree" required aria-invalid=${!!this.errors['agree']} aria-describedby=${this.errors['agree'] ? 'agree-about' : nothing} /><span>${t.agree}</span></label>
        ${this.errors['agree'] ? html`<span class="wrong" id="agree-about">${this.errors['agree']}</span>` : nothing}
        ${this.refusal()}
        <button class="act" aria-disabled=${busy}>${busy ? t.busy : t.join}</button>
      </form>
    `;
  }

  private join = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { t } = this.words;
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    const name = `${data.get('listener-name') ?? ''}`.trim().slice(0, 40);
    this.errors = {
      ...(name ? {} : { name: t.nameMissing }),
      ...(data.has('agree') ? {} : { agree: t.agreeMissing }),
    };
    if (!name) return form.querySelector<HTMLElement>('#listener-name')?.focus();
    if (!data.has('agree')) return form.querySelector<HTMLElement>('[name=agree]')?.focus();
    await this.store!.join(name);
  };

  private inside({ seat, meeting }: MeetingState): TemplateResult {
    const { t } = this.words;
    const { listening, hands } = meeting!;
    const place = hands.findIndex(({ identity }) => identity === seat!.identity) + 1;
    return html`
      <care-meeting-room lang=${this.tongue} .call=${this.store!.call} .meeting=${meeting!} .me=${seat!.identity}></care-meeting-room>
      <section class="own card stack" data-state=${seat!.state}>
        ${seat!.state === 'speaking' ? this.word() : this.hand(place)}
        ${this.refusal()}
      </section>
      <p class="count muted">${iconPeople(18)}<span>${t.count(listening)}</span></p>
      ${
        hands.length
          ? html`<p class="count muted">${iconHand(18)}<span>${t.handsOf(
              hands.slice(0, NAMED).map(({ name }) => name),
              hands.length,
            )}</span></p>`
          : nothing
      }
      ${
        this.leaving
          ? askOnce(
              t.wouldLeave,
              t.leave,
              t.stay,
              () => ((this.leaving = false), void this.store!.leave()),
              () => (this.leaving = false),
            )
          : html`<button class="link end" @click=${this.wouldLeave}>${t.leave}</button>`
      }
    `;
  }

  private wouldLeave = async (): Promise<void> => {
    this.leaving = true;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.sure')?.focus();
  };

  private hand(place: number): TemplateResult {
    const { t } = this.words;
    const { busy, seat } = this.state.value!;
    const up = seat!.state === 'raised';
    return html`
      <p class="lead state" role="status">${up ? iconHand() : iconEar()}<b>${up && place ? t.raised(place) : t.listening}</b></p>
      <button class="act ${up ? 'quiet' : ''}" aria-disabled=${busy} @click=${() => (up ? this.store!.lower() : this.store!.raise())}>
        ${up ? nothing : iconHand()}${up ? t.lower : t.raise}
      </button>
    `;
  }

  private word(): TemplateResult {
    const { t } = this.words;
    const { busy } = this.state.value!;
    const { microphone, camera } = this.room.value!;
    const { call } = this.store!;
    const open = microphone.face === 'on';
    return html`
      <p class="lead state" role="status">${iconMic()}<b>${open ? t.heard : t.yourTurn}</b></p>
      ${open ? nothing : html`<p>${t.yourTurnMore}</p>`}
      <button class="act ${open ? 'quiet' : ''}" part="microphone" aria-disabled=${microphone.face === 'pending'} @click=${() => call.setEnabled('microphone', !open)}>
        ${open ? iconMicOff() : iconMic()}${microphone.face === 'pending' ? t.busy : open ? t.micOff : t.micOn}
      </button>
      <div class="pair">
        <button class="act quiet" part="camera" aria-disabled=${camera.face === 'pending'} @click=${() => call.setEnabled('camera', camera.face !== 'on')}>
          ${camera.face === 'on' ? iconCameraOff() : iconCamera()}${camera.face === 'pending' ? t.busy : camera.face === 'on' ? t.camOff : t.camOn}
        </button>
        <button class="act quiet" aria-disabled=${busy} @click=${() => this.store!.done()}>${t.done}</button>
      </div>
      ${meetingTroubles(t, this.room.value!, this.tongue)}
    `;
  }
}
define('care-meeting', CareMeeting);
