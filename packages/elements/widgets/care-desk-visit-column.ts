/** Owns the desk's middle column: who the patient is, allergies always in view, the call, and what they said. Its tag, `care-desk-visit`, is the desk's own. */
import { css, html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import type { EncounterView } from '@care-elements/contract/encounter.ts';
import type { TriageResult } from '@care-elements/contract/triage.ts';
import type { Allergies, Patient } from '@care-elements/contract/visit.ts';
import { createDeskStore, type DeskState } from '@care-elements/client/desk-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { KeepFocus, stay } from '../base/keep-focus.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words } from '../base/words.ts';
import { iconAlert, iconClock, iconDone, iconPhone } from '../controls/icons.ts';
import { sharedWords } from '../locales/catalogs.ts';
import { buttons, surfaces } from '../theme/common.ts';
import { askPart } from './ask-part.ts';
import './care-desk-handover.ts';
import { dense } from './care-desk-styles.ts';
import { clock, countdown, deskWords, flagWords, levelMark, problemLine, type T } from './care-desk-words.ts';
import { FetchPart } from './fetch-part.ts';

const askChatView = askPart(() => import('./care-chat-view.ts'));
const askGuests = askPart(() => import('./call-guests.ts'));
const askRecordings = askPart(() => import('./desk-recordings.ts'));
const askVisitSnapshots = askPart(() => import('./visit-snapshots.ts'));
const askDeskTimeline = askPart(() => import('./care-desk-timeline.ts'));

/** Red when there are some, amber when nobody knows; said in words either way. */
export function allergyBand({ status, items }: Allergies, t: T): TemplateResult {
  if (status === 'some')
    return html`<p class="band red" part="allergies">${iconAlert(18)}<span>${t.allergiesSome}${t.listIntro}${items.join(t.comma)}</span></p>`;
  if (status === 'unknown')
    return html`<p class="band amber" part="allergies">${iconAlert(18)}<span>${t.allergiesUnknown}</span></p>`;
  return html`<p class="line muted" part="allergies">${iconDone(18)}<span>${t.allergiesNone}</span></p>`;
}

/** @csspart allergies The line about allergies. @csspart video The call. @csspart story The triage. */
export class CareDeskVisit extends CareElement {
  static override scope = 'desk' as const;
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    surfaces,
    dense,
    css`
      :host {
        height: 100%;
      }
      .visit {
        display: flex;
        flex-direction: column;
        height: 100%;
      }
      .who {
        display: flex;
        flex-direction: column;
        gap: 8px;
        padding: 12px 16px;
        border-block-end: 1px solid var(--_line);
      }
      .who h2 {
        font-size: 18px;
      }
      .due {
        justify-content: space-between;
      }
      .video {
        flex: 0 0 clamp(360px, 52%, 540px);
        padding: 8px 12px;
      }
      /* Writing needs room for the words as well as for the face. */
      .video:has(care-consult[talk]) {
        flex-basis: min(640px, 76%);
        min-height: 0;
      }
      .written {
        flex-basis: 58%;
        min-height: 0;
        padding: 0;
        border-block-end: 1px solid var(--_line);
      }
      .story {
        flex: 1;
        min-height: 0;
        overflow: auto;
        display: flex;
        flex-direction: column;
        gap: 12px;
        padding: 12px 16px 24px;
      }
      .own {
        padding-inline-start: 12px;
        border-inline-start: 3px solid var(--_line);
      }
      .reasons li {
        display: flex;
        gap: 8px;
      }
      .reasons .mark {
        flex: none;
        align-self: start;
        min-width: 64px;
      }
      dl {
        display: grid;
        grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
        gap: 6px 12px;
      }
      dt {
        color: var(--_muted);
      }
      .idle {
        margin: auto;
        padding: 24px;
        text-align: center;
      }
      .idle .card {
        margin-block-start: 16px;
        background: var(--_sunk);
      }
      @container (max-width: 859px) {
        .visit,
        :host {
          height: auto;
        }
        .video {
          flex-basis: 62vh;
          height: 62vh;
        }
        .story {
          overflow: visible;
        }
      }
    `,
  ];

  override readonly words = new Words(sharedWords, deskWords);
  #desk = new StoreController<DeskState>(this, () => this.care?.use(createDeskStore));
  #part = new FetchPart(this, () => import('./care-consult.ts'));
  #tick: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    new KeepFocus(this, 'h2');
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#tick = setInterval(() => {
      if (this.#desk.value?.current?.queueState === 'called') this.requestUpdate();
    }, 1000);
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#tick);
  }

  override render() {
    const state = this.#desk.value;
    if (!state) return nothing;
    const { current } = state;
    if (!current) return this.#idle(state);
    const written = current.mode !== 'video';
    if (written) askChatView();
    else this.#part.ask();
    // Others come into a call, not into what two write to each other.
    if (!written) askGuests();
    askRecordings();
    askVisitSnapshots();
    return html`<div class="visit">
      ${this.#who(current, state)}
      ${this.#part.late ? html`<p class="band amber" role="alert">${this.words.t.callLate}</p>` : nothing}
      ${current.mode === 'phone' ? html`<p class="band amber" role="status">${iconPhone(18)}<span>${this.words.t.byPhoneMore}</span></p>` : nothing}
      <div class="video ${written ? 'written' : ''}" part="video">
        ${written ? this.#chat(current) : this.#call(current)}
      </div>
      <section class="story" part="story" tabindex="0" aria-label=${this.words.t.story}>
        ${written ? nothing : html`<care-call-guests as="doctor" .care=${this.care} lang=${this.tongue} .visit=${current.visitId}></care-call-guests>`}
        ${this.#story(current.triage)}
        <care-visit-snapshots as="doctor" .care=${this.care} lang=${this.tongue} .visit=${current.visitId} .timeZone=${state.hospital?.timeZone}></care-visit-snapshots>
        <care-desk-recordings .care=${this.care} lang=${this.tongue} .visit=${current.visitId} .timeZone=${state.hospital?.timeZone}></care-desk-recordings>
        ${this.#timeline(current.visitId, state)}
      </section>
    </div>`;
  }

  #timeline(visitId: string, { hospital }: DeskState) {
    askDeskTimeline();
    return html`<care-desk-timeline .care=${this.care} lang=${this.tongue} .visit=${visitId} .zone=${hospital?.timeZone}></care-desk-timeline>`;
  }

  #chat({ visitId, patient, mode }: EncounterView) {
    return html`<care-chat as="doctor" .care=${this.care} lang=${this.tongue} .visit=${visitId} .other=${patient.name} .mode=${mode}></care-chat>`;
  }

  #call(current: EncounterView) {
    return html`<care-consult @care-consult-entered=${stay} @care-consult-left=${stay} fill as="doctor" .care=${this.care} lang=${this.tongue} .visit=${current.visitId} .entry=${current.entryId} .other=${current.patient.name}></care-consult>`;
  }

  #idle({ queue, last }: DeskState) {
    const { t } = this.words;
    const why =
      last &&
      {
        finished: t.lastFinished,
        missed: t.lastMissed,
        held: t.lastHeld,
        transferred: t.lastTransferred,
        gone: t.lastGone,
      }[last.why];
    return html`<div class="idle">
      <h2>${t.noPatient}</h2>
      <p class="muted num">${queue?.waiting ? t.noPatientWaiting(queue.waiting) : queue ? html`<slot name="empty">${t.noPatientEmpty}</slot>` : nothing}</p>
      ${last ? html`<p class="card"><b>${last.name}</b> <span class="num">${last.ticket}</span><br /><span class="muted">${why}</span></p>` : nothing}
    </div>`;
  }

  #who(current: EncounterView, state: DeskState) {
    const { t } = this.words;
    const { patient, ticket, triage, queueState, startedAt } = current;
    return html`<div class="who">
      <div class="line">
        <h2>${patient.name}</h2>
        <span class="num">${t.who(t.age(patient.ageYears), t.sexes[patient.sex])}</span>
        <span class="muted num">${t.bornOn(patient.birthDate)}</span>
        <span class="muted num">${ticket}</span>
      </div>
      ${this.#reach(patient)}
      ${allergyBand(patient.allergies, t)}
      ${(triage?.flags ?? []).map((flag) => html`<p class="mark red">${iconAlert(18)}${flagWords(flag, t)}</p>`)}
      ${current.patientAway ? html`<p class="mark amber" role="status">${iconClock(18)}${t.patientAway(clock(current.patientAway.since, state.hospital?.timeZone))}</p>` : nothing}
      ${
        queueState === 'called'
          ? this.#due(current, state)
          : startedAt
            ? html`<p class="note num">${t.inConsult} · ${t.startedAt(clock(startedAt, state.hospital?.timeZone))}</p>`
            : nothing
      }
      <care-desk-handover .care=${this.care} lang=${this.tongue}></care-desk-handover>
    </div>`;
  }

  #reach({ phone, guardian }: Patient) {
    const { t } = this.words;
    const link = (number: string, whose: string) =>
      html`<a class="mark num" href="tel:${number}" aria-label="${t.call(number)}, ${whose}">${iconPhone(16)}${number}</a>`;
    return html`<div class="line">
      ${link(phone, this.#desk.value!.current!.patient.name)}
      ${
        guardian
          ? html`<span><span class="muted">${t.guardian}</span> ${guardian.name} <span class="muted">(${t.relations[guardian.relation]})</span></span>
            ${guardian.phone === phone ? nothing : link(guardian.phone, guardian.name)}`
          : nothing
      }
    </div>`;
  }

  #due({ respondBy }: EncounterView, { skewMs, busy, problem }: DeskState) {
    const { t } = this.words;
    const left = (Date.parse(respondBy) - Date.now() - skewMs) / 1000;
    const late = left <= 0;
    return html`<div class="line due">
        <span class="mark ${late ? 'amber' : ''}" role="timer">${iconClock(18)}<span>${late ? t.late : t.calledWaiting}</span>${late ? nothing : html`<span class="num">${t.comeBy(countdown(left))}</span>`}</span>
        <button
          class="act ${late ? '' : 'quiet'}"
          part="miss"
          aria-disabled=${late && !busy.includes('miss') ? 'false' : 'true'}
          aria-describedby=${late ? nothing : 'still'}
          @click=${() => late && this.care!.use(createDeskStore).miss()}
        >
          ${t.didNotCome}
        </button>
      </div>
      ${late ? nothing : html`<p class="note" id="still">${t.missWaits}</p>`}
      ${problem?.action === 'miss' ? problemLine(problem.problem, t) : nothing}`;
  }

  #story(triage: TriageResult | null) {
    const { t } = this.words;
    const { language } = this;
    if (!triage) return html`<p class="muted">${t.noTriage}</p>`;
    const { level, text, complaints, reasons, answers, reviewed } = triage;
    const said = text.trim();
    const told = (title: string, some: typeof answers) =>
      some.length
        ? html`<h3>${title}</h3>
            <dl>${some.map((a) => html`<dt>${a.question[language]}</dt><dd>${a.answer[language]}</dd>`)}</dl>`
        : nothing;
    return html`
      <div class="line"><h3 class="grow">${t.story}</h3>${levelMark(level, t)}</div>
      ${said ? html`<p class="own pre">${said}</p>` : nothing}
      ${complaints.length ? html`<p class="muted">${complaints.map((name) => name[language]).join(t.comma)}</p>` : nothing}
      ${
        reasons.length
          ? html`<h3>${t.reasons}</h3>
            <ul class="reasons">
              ${reasons.map(
                (reason) =>
                  html`<li>${levelMark(reason.level, t)}<span>${reason.why[language]} ${reason.unsure ? html`<span class="muted">(${t.unsure})</span>` : nothing}</span></li>`,
              )}
            </ul>`
          : nothing
      }
      ${told(
        t.answers,
        answers.filter(({ heard }) => !heard),
      )}
      ${told(
        t.heardAnswers,
        answers.filter(({ heard }) => heard),
      )}
      ${reviewed ? nothing : html`<p class="note">${t.draftProtocol}</p>`}
    `;
  }
}
define('care-desk-visit', CareDeskVisit);
