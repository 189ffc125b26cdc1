/** Owns the waiting room: the ticket, the place, what changed last, the device check, leaving, and a call that was missed. */
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Named, QueueReturn } from '@care-elements/contract/handover.ts';
import type { QueuePlace, QueueState } from '@care-elements/contract/queue.ts';
import type { VisitView } from '@care-elements/contract/visit.ts';
import type { LiveState } from '@care-elements/client/care.ts';
import { createQueueStore, type PlaceChange } from '@care-elements/client/queue-store.ts';
import { createVisitStore, type VisitState } from '@care-elements/client/visit-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words } from '../base/words.ts';
import { askOnce } from '../controls/ask-once.ts';
import { armBell } from '../controls/bell.ts';
import { statusChip } from '../controls/status-chip.ts';
import { ticketNumber, ticketStyles } from '../controls/ticket-number.ts';
import { sharedWords } from '../locales/catalogs.ts';
import type { QueueWords } from '../locales/en/queue.ts';
import { buttons, surfaces } from '../theme/common.ts';
import { handOnParts } from '../controls/patient-parts.ts';
import { askPart } from './ask-part.ts';
import { CareQueueEnterEvent } from './called.ts';
import { FetchPart } from './fetch-part.ts';
import { queueStyles } from './care-queue-styles.ts';
import './device-check.ts';
import { queueWords } from './queue-words.ts';

/** In a browser without calls (an old WebView, WebKitGTK) a visit in writing or by telephone will not become one: nothing is to be checked. */
const mayCall = (view: VisitView) => view.mode === 'video' || 'RTCPeerConnection' in globalThis;
/** Beyond the queue every state of a visit has its screen there. */
const askStage = askPart(() => import('./visit-stage.ts'));
const askConnectionCheck = askPart(() => import('./connection-check.ts'));
/** Who is invited while the patient waits is at the door when the call begins; the doctor lets them in. */
const askGuests = askPart(() => import('./call-guests.ts'));

/** Fact: the patient's place in the queue has another state, or is seen in it for the first time. */
export class CareQueueStateEvent extends Event {
  static readonly type = 'care-queue-state';
  readonly state: QueueState;
  constructor(state: QueueState) {
    super(CareQueueStateEvent.type, { bubbles: true, composed: true });
    this.state = state;
  }
}

/** The visit has left the queue: it is over, has no place, or goes on in writing. */
function isBeyond({ status, mode, queue }: VisitView): boolean {
  if (status !== 'open') return true;
  if (/^(called|in_consult)$/.test(queue?.state ?? '')) return mode !== 'video';
  return !/^(waiting|missed|no_show|left)$/.test(queue?.state ?? '');
}

/** An interval, in half hours from two hours on. */
export function waitWords(t: QueueWords, { min, max }: NonNullable<QueuePlace['waitMinutes']>): string {
  if (max >= 120) return t.waitHours(Math.floor(min / 30) / 2, Math.ceil(max / 30) / 2);
  return min ? t.wait(min, max) : t.waitShort(Math.max(1, max));
}

/**
 * A patient's place in the queue, live: `<care-queue hospital="renhe"></care-queue>`, for the visit that this browser knows.
 *
 * @fires care-queue-state The place is waiting, called, missed, left …; `state` says which.
 * @fires care-queue-enter Cancelable: the called patient wants to enter. Unless it is prevented, the call is shown in place.
 * @csspart queue The whole widget.
 * @csspart ticket The number.
 * @csspart place How many are before, and how long it takes.
 * @csspart action The one button of a screen that has one.
 * @csspart mode How they will meet, and the other way.
 * @csspart check, connection The checks of devices and of the connection.
 * @csspart person, read, more, smaller, larger In elder mode: its buttons.
 */
export class CareQueue extends CareElement {
  static override properties: PropertyDeclarations = {
    leaving: { state: true },
    entering: { state: true },
  };
  static override styles: CSSResultGroup = [CareElement.styles, buttons, surfaces, ticketStyles, queueStyles];

  /** The question before leaving stands there. */
  declare leaving: boolean;
  /** The call is shown here. */
  declare entering: boolean;
  override readonly words = new Words(sharedWords, queueWords);
  private state = new StoreController<VisitState>(this, () => this.store);
  private live = new StoreController<LiveState>(this, () => this.care?.live.state);
  private moved = new StoreController<PlaceChange | null>(this, () => this.queue?.changed);
  private callPart = new FetchPart(this, () => import('./care-consult.ts'));
  private loaded: unknown;
  /** The entry and state that were shown last. */
  private shown = '';

  constructor() {
    super();
    this.leaving = this.entering = false;
  }

  private get store() {
    return this.care?.use(createVisitStore);
  }

  private get queue() {
    return this.care?.use(createQueueStore);
  }

  protected override willUpdate(): void {
    const { store } = this;
    // Alone in a page, nobody has loaded the visit before us.
    if (store && store !== this.loaded && !store.get().hospital && !store.get().busy) void store.load();
    this.loaded = store;
    const { state } = store?.get().view?.queue ?? {};
    if (state !== 'waiting') this.leaving = false;
    this.entering &&= state === 'called' || state === 'in_consult';
  }

  protected override updated(changed: Map<string, unknown>): void {
    handOnParts(this);
    if (changed.get('leaving') !== undefined && (this.leaving || this.renderRoot.querySelector('.end')))
      this.renderRoot.querySelector<HTMLElement>(this.leaving ? '.sure' : '.end')!.focus();
    const place = this.state.value?.view?.queue;
    const shown = place ? `${place.entryId} ${place.state}` : '';
    if (shown === this.shown || !this.isConnected) return;
    // Whoever pressed the button that led here reads on from the title; the page's first sight of us takes no focus.
    if ((this.shown || this.moved.value) && document.activeElement === document.body)
      this.renderRoot.querySelector('h1')?.focus();
    this.shown = shown;
    // Its own chunk: the waiting room stands before it comes.
    if (place?.state === 'waiting') {
      askConnectionCheck();
      askGuests();
    }
    if (place) this.dispatchEvent(new CareQueueStateEvent(place.state));
  }

  override render(): TemplateResult {
    const { problem, busy, hospital, phase, view } = this.state.value ?? {};
    const { t } = this.words;
    const called = view?.queue?.state === 'called' && !this.entering;
    const told = busy || phase !== 'ready' || (view && isBeyond(view));
    return html`<section class="stack ${this.hospital ? 'alone' : ''} ${called ? 'called' : ''}" part="queue" aria-label=${t.label} @click=${armBell}>
      ${this.screen()}
      ${problem && !told ? html`<p class="band amber" role="alert">${t.problems[problem.code] || t.failed}</p>` : nothing}
      ${this.hospital && hospital?.demo ? html`<p class="note">${t.demo}</p>` : nothing}
    </section>`;
  }

  private screen(): TemplateResult {
    const { t } = this.words;
    const { phase, view } = this.state.value ?? {};
    if (phase === 'loading') return html`<p class="muted" role="status">${t.loading}</p>`;
    if (phase === 'unreachable')
      return html`<p>${t.unreachable}</p>
        <button class="act" part="action" @click=${() => this.store!.load()}>${t.retry}</button>`;
    if (!view) return html`<p>${t.noVisit}</p>`;
    const place = view.queue;
    if (!place || isBeyond(view)) {
      askStage();
      return html`<care-visit-stage .care=${this.care} lang=${this.tongue}></care-visit-stage>`;
    }
    if (this.entering) return this.call(view, place);
    switch (place.state) {
      case 'waiting':
        return this.waiting(view, place);
      case 'called':
        return html`<care-called .care=${this.care} lang=${this.tongue} @care-queue-enter=${this.enter}></care-called>`;
      case 'in_consult':
        return html`<h1 tabindex="-1">${t.inConsult}</h1>
          <button class="act" part="action" @click=${this.enter}>${t.enter}</button>`;
      case 'missed':
        return this.again(place, t.missedTitle, t.missedMore(place.ticket));
      case 'no_show':
        return this.again(place, t.missedTitle, t.missedLong);
      default:
        return this.again(place, t.leftTitle, t.leftMore);
    }
  }

  private waiting(view: VisitView, place: QueuePlace): TemplateResult {
    const { t } = this.words;
    const { ahead, waitMinutes, ticket, returned, noDoctor } = place;
    const moved = this.moved.value;
    // Whom a doctor sends for again has a place of their own; a number and minutes would say something else.
    if (returned && returned.why !== 'transfer') return this.kept(view, place, returned);
    return html`
      <h1 tabindex="-1">${returned ? t.transferTitle(this.whose(returned.to, place)) : t.title(place.department.name[this.language])}</h1>
      ${returned ? this.why(returned) : nothing}
      <div class="place" part="place">
        ${ticketNumber(t.ticket, ticket)}
        <div class="num" role="status" aria-atomic="true">
          ${keyed(ahead, html`<b>${ahead === 0 ? (noDoctor ? t.first : t.next) : ahead === null ? '' : t.ahead(ahead)}</b>`)}
          <p aria-live="off">${noDoctor ? t.noDoctor : waitMinutes ? waitWords(t, waitMinutes) : ''}</p>
          ${moved ? html`<p class="moved">${t.changed[moved]}</p>` : nothing}
        </div>
        ${this.live.value === 'reconnecting' ? statusChip('pending', t.lost) : nothing}
      </div>
      ${
        mayCall(view)
          ? html`<care-device-check .care=${this.care} lang=${this.tongue}></care-device-check>
              <care-connection-check .care=${this.care} lang=${this.tongue}></care-connection-check>`
          : nothing
      }
      <div>
        <p><b>${t.keep}</b></p>
        <p class="muted">${t.keepMore}</p>
        ${this.along(view)}
      </div>
      ${this.meeting(view)} ${this.leavable(place)}
    `;
  }

  /** How they will meet; a call that can't be had becomes a visit in writing before it is lost. */
  private meeting({ mode, patient }: VisitView): TemplateResult {
    const { t } = this.words;
    const other = mode === 'video' ? 'text' : 'video';
    const ask = () => {
      if (!this.state.value!.busy) void this.queue!.meetBy(other);
    };
    return html`<div part="mode">
      <p aria-live="polite">${t.meeting[mode](patient.guardian?.phone ?? patient.phone)}</p>
      ${
        other === 'text' || 'RTCPeerConnection' in globalThis
          ? html`<button class="link" @click=${ask}>${t.meetBy[other]}</button>`
          : nothing
      }
    </div>`;
  }

  /** The doctor who will call, or the department where nobody in particular will. */
  private whose(who: Named | null, { department }: QueuePlace): string {
    const { language } = this;
    return who ? this.words.t.doctor(who.name[language], who.title[language]) : department.name[language];
  }

  private why({ from, reason }: QueueReturn): TemplateResult {
    const { t } = this.words;
    const { language } = this;
    const doctor = t.doctor(from.name[language], from.title[language]);
    return html`<div class="card">
      <p>${t.transferWhy(doctor, reason ? t.reasons[reason.code] : '')}</p>
      ${reason?.text ? html`<p>${t.doctorSays(reason.text)}</p>` : nothing}
      <p class="muted">${t.recordGoesAlong}</p>
    </div>`;
  }

  /** On hold, by the doctor or by a lost line: the first place is theirs. */
  private kept(view: VisitView, place: QueuePlace, { why, from, to }: QueueReturn): TemplateResult {
    const { t } = this.words;
    const { language } = this;
    const away = why === 'doctor-away';
    const doctor = t.doctor(from.name[language], from.title[language]);
    return html`
      <div>
        <h1 tabindex="-1">${t.callsBack}</h1>
        <p role="status">${away ? t.doctorLost(doctor) : to ? t.doctorPaused(doctor) : t.anyCallsBack}</p>
      </div>
      <div class="place" part="place">
        ${ticketNumber(t.ticket, place.ticket)}
        <div class="num"><b>${t.keptFirst}</b></div>
        ${this.live.value === 'reconnecting' ? statusChip('pending', t.lost) : nothing}
      </div>
      <div>
        <p class="muted">${t.keepMore}</p>
        ${this.along(view)}
      </div>
      ${this.meeting(view)} ${this.leavable(place)}
    `;
  }

  /** Who is asked to the call; in writing there is none. */
  private along({ mode, visitId }: VisitView): TemplateResult | typeof nothing {
    return mode === 'video'
      ? html`<care-call-guests .care=${this.care} lang=${this.tongue} .visit=${visitId}></care-call-guests>`
      : nothing;
  }

  private leavable({ ticket }: QueuePlace): TemplateResult {
    const { t } = this.words;
    return this.leaving
      ? askOnce(t.leaveSure(ticket), t.yesLeave, t.stay, this.leave, () => (this.leaving = false))
      : html`<button class="link end" @click=${() => (this.leaving = true)}>${t.leave}</button>`;
  }

  /** No place now, but the way to another one. */
  private again({ department }: QueuePlace, title: string, more: string): TemplateResult {
    const { t } = this.words;
    return html`<div><h1 tabindex="-1">${title}</h1><p>${more}</p></div>
      <button class="act" part="action" aria-disabled=${this.state.value!.busy} @click=${() => this.join(department.departmentId)}>${t.rejoin}</button>`;
  }

  private call({ visitId, clinician }: VisitView, { entryId }: QueuePlace): TemplateResult {
    return html`${this.callPart.late ? html`<p class="band amber" role="alert">${this.words.t.callLate}</p>` : nothing}<care-consult
      .care=${this.care}
      lang=${this.tongue}
      .visit=${visitId}
      .entry=${entryId}
      .other=${clinician?.name[this.language] || ''}
      autojoin
    ></care-consult>`;
  }

  private enter = (event: Event): void => {
    // Asked anew from here, so that the page has spoken before we act.
    event.stopPropagation();
    if (!this.dispatchEvent(new CareQueueEnterEvent())) return;
    this.callPart.ask();
    this.entering = true;
  };

  private leave = (): void => {
    if (!this.state.value!.busy) void this.queue!.leave();
  };

  private join(departmentId: string): void {
    if (!this.state.value!.busy) void this.queue!.join(departmentId);
  }
}
define('care-queue', CareQueue);
