/** Owns the desk's left column: who waits, calling the next, and the prescriptions that came back. Its tag, `care-desk-queue`, is the desk's own. */
import { css, html, nothing, type CSSResultGroup } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { DeskEntry } from '@care-elements/contract/queue.ts';
import { createDeskStore, rightsIn, type DeskState } from '@care-elements/client/desk-store.ts';
import { createRxStore, type RxState } from '@care-elements/client/rx-editor-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { KeepFocus } from '../base/keep-focus.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words } from '../base/words.ts';
import { iconAlert, iconClock } from '../controls/icons.ts';
import { iconUser } from '../controls/icons-work.ts';
import { sharedWords } from '../locales/catalogs.ts';
import { buttons, surfaces } from '../theme/common.ts';
import { dense } from './care-desk-styles.ts';
import { handoverWords } from './care-desk-handover.ts';
import './care-desk-unsigned.ts';
import { deskWords, flagWords, levelMark, minutesSince, problemLine } from './care-desk-words.ts';

const TICK_MS = 10_000;

/** @csspart entry One row of the queue. */
export class CareDeskQueue extends CareElement {
  static override scope = 'desk' as const;
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    surfaces,
    dense,
    css`
      .top {
        position: sticky;
        inset-block-start: 0;
        z-index: 1;
        display: flex;
        flex-direction: column;
        gap: 8px;
        padding: 12px 12px 12px 16px;
        background: var(--_surface);
        border-block-end: 1px solid var(--_line);
      }
      @media (max-height: 480px) {
        .top {
          position: static;
        }
      }
      .top .line {
        justify-content: space-between;
      }
      .top .act {
        width: 100%;
      }
      .entry,
      .came {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        align-items: baseline;
        gap: 0 8px;
        padding: 8px 12px 8px 16px;
        border-block-end: 1px solid var(--_line);
        line-height: 1.45;
      }
      .entry .second {
        grid-column: 1 / -1;
        width: 0;
        min-width: 100%;
        display: flex;
        gap: 8px;
        justify-content: space-between;
        color: var(--_muted);
        font-size: 13px;
      }
      .entry .mark {
        font-size: 13px;
        transform: translateY(2px);
      }
      .name,
      .said {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .said {
        flex: 1;
        text-autospace: no-autospace;
      }
      .second .num {
        flex: none;
      }
      .flag {
        grid-column: 1 / -1;
        font-size: 13px;
      }
      .back {
        justify-content: space-between;
        align-items: center;
      }
      .back .link {
        min-height: 36px;
      }
      .taken {
        background: var(--_sunk);
      }
      .taken.own {
        background: var(--_brand-soft);
        box-shadow: inset 3px 0 0 var(--_brand);
      }
      .empty {
        padding: 16px;
      }
      h3 {
        padding: 16px 16px 4px;
      }
      button.came {
        width: 100%;
        border: 0;
        border-block-end: 1px solid var(--_line);
        background: none;
        text-align: start;
        cursor: pointer;
      }
      button.came:hover {
        background: var(--_brand-soft);
      }
      .came .mark {
        grid-column: 1 / -1;
        font-size: 13px;
      }
    `,
  ];

  override readonly words = new Words(sharedWords, deskWords, handoverWords);
  #desk = new StoreController<DeskState>(this, () => this.care?.use(createDeskStore));
  #rx = new StoreController<RxState>(this, () => this.care?.use(createRxStore));
  #tick: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    new KeepFocus(this, '[part=call-next]');
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#tick = setInterval(() => this.requestUpdate(), TICK_MS);
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#tick);
  }

  override render() {
    const state = this.#desk.value;
    if (!state) return nothing;
    const { t } = this.words;
    const { queue, current, busy, problem } = state;
    const may = this.#mayCall(state);
    const free = !current && !!queue?.waiting && may;
    const why = !may ? t.mayNotConsult : current ? t.busyWithPatient : undefined;
    return html`
      <div class="top">
        <div class="line"><h2>${t.queue}</h2><span class="muted num">${queue ? t.waitingCount(queue.waiting) : ''}</span></div>
        <button
          class="act ${free ? '' : 'quiet'}"
          part="call-next"
          aria-disabled=${free && !busy.includes('call') ? 'false' : 'true'}
          aria-describedby=${why ? 'why' : nothing}
          aria-keyshortcuts="N"
          @click=${this.#callNext}
        >
          ${busy.includes('call') ? t.loading : t.callNext} <kbd aria-hidden="true">N</kbd>
        </button>
        ${why ? html`<p class="note" id="why">${why}</p>` : nothing}
        ${problem?.action === 'call' ? problemLine(problem.problem, t) : nothing}
      </div>
      ${
        queue
          ? queue.entries.length
            ? this.#list(queue.entries, queue.waiting, state)
            : html`<p class="empty muted">${t.queueEmpty}</p>`
          : html`<p class="empty muted" role="status">${t.queueLoading}</p>`
      }
      ${this.#cameBack()}
      <care-desk-unsigned .care=${this.care} lang=${this.tongue}></care-desk-unsigned>
    `;
  }

  /** The consult right in the department whose queue is shown. */
  #mayCall(state: DeskState): boolean {
    return !state.queue || rightsIn(state, state.departmentId).consultRight;
  }

  #callNext = () => {
    const { current, queue } = this.#desk.value!;
    if (!current && queue?.waiting && this.#mayCall(this.#desk.value!))
      void this.care!.use(createDeskStore).callNext();
  };

  #list(entries: DeskEntry[], waiting: number, state: DeskState) {
    const { t } = this.words;
    const now = Date.now() + state.skewMs;
    const hidden = waiting - entries.filter((entry) => entry.state === 'waiting').length;
    return html`<ol part="queue" aria-label=${t.queue}>
      ${repeat(
        entries,
        ({ entryId }) => entryId,
        (entry) => this.#entry(entry, now, state),
      )}
      ${hidden > 0 ? html`<li class="empty muted num">${t.more(hidden)}</li>` : nothing}
    </ol>`;
  }

  #entry(entry: DeskEntry, now: number, { clinician }: DeskState) {
    const { t } = this.words;
    const { state, level, patientName, ageYears, sex, complaint, ticket, flags, joinedAt } = entry;
    const minutes = minutesSince(joinedAt, now);
    const taken = state !== 'waiting';
    const own = taken && entry.clinicianId === clinician?.clinicianId;
    return html`<li class="entry ${taken ? 'taken' : ''} ${own ? 'own' : ''}" part="entry">
      ${levelMark(level, t)}
      <span class="name"><b>${patientName}</b></span>
      ${
        taken
          ? html`<span class="mark">${iconUser(14)}<span>${own ? (state === 'called' ? t.called : t.inConsult) : t.colleagues}</span></span>`
          : html`<span class="num"><span aria-hidden="true">${t.waited(minutes)}</span><span class="hush">${t.waitedLabel(minutes)}</span></span>`
      }
      <span class="second"
        ><span class="said" title=${complaint}>${t.who(t.age(ageYears), t.sexes[sex])} · ${complaint}</span
        ><span class="num">${ticket}</span></span
      >
      ${entry.mode === 'video' ? nothing : html`<span class="flag mark">${entry.mode === 'phone' ? t.byPhone : t.inWriting}</span>`}
      ${flags.map((flag) => html`<span class="flag mark red">${iconAlert(16)}${flagWords(flag, t)}</span>`)}
      ${entry.returned && !taken ? this.#returned(entry, now) : nothing}
    </li>`;
  }

  /** Who was with a doctor already: why, whom they wait for, and the way to call them. */
  #returned({ entryId, returned, waitsFor, patientName }: DeskEntry, now: number) {
    const { t } = this.words;
    const { clinician, current, busy, problem } = this.#desk.value!;
    const { why, from, to } = returned!;
    const mine = waitsFor?.clinicianId === clinician?.clinicianId;
    const reserved = !!waitsFor && !mine && Date.parse(waitsFor.until) > now;
    const said = { hold: t.onHold, 'doctor-away': t.lostLine, transfer: t.from(from.name[this.language]) };
    const action = `back:${entryId}` as const;
    const may = this.#mayCall(this.#desk.value!);
    return html`<span class="flag line back">
        <span class="mark amber">${iconClock(16)}${said[why]}</span>
        ${
          reserved
            ? html`<span class="muted">${to ? t.waitsFor(to.name[this.language]) : ''}</span>`
            : html`<button
                class="link"
                part="call-back"
                aria-label="${why === 'transfer' ? t.callNow : t.callBack} ${patientName}"
                aria-disabled=${!may || !!current || busy.includes(action)}
                @click=${() => current || !may || void this.care!.use(createDeskStore).callBack(entryId)}
              >
                ${why === 'transfer' ? t.callNow : t.callBack}
              </button>`
        }
      </span>
      ${problem?.action === action ? html`<span class="flag">${problemLine(problem.problem, t)}</span>` : nothing}`;
  }

  #cameBack() {
    const { t } = this.words;
    const { current } = this.#desk.value!;
    // The present patient's own stand in the work column.
    const mine = (this.#rx.value?.mine ?? []).filter((rx) => rx.encounterId !== current?.encounterId);
    if (!mine.length) return nothing;
    return html`<section aria-label=${t.mineTitle}>
      <h3>${t.mineTitle} <span class="num">${mine.length}</span></h3>
      ${mine.map(
        (
          rx,
        ) => html`<button class="came" @click=${() => this.care!.use(createRxStore).show(rx.prescriptionId)}>
          <b class="name">${rx.patientName}</b>
          <span class="said muted">${rx.medicines.map((name) => name[this.language]).join(this.language === 'en' ? ', ' : '、')}</span>
          <span class="mark ${rx.state === 'returned' ? 'amber' : 'muted'}">${rx.state === 'returned' ? iconAlert(16) : nothing}${t.states[rx.state]}</span>
        </button>`,
      )}
    </section>`;
  }
}
define('care-desk-queue', CareDeskQueue);
