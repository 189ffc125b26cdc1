/** Owns the doctor's group meetings at the desk: those that are planned, a new one, and the one before them. Its tag, `care-desk-meetings`, is the desk's own. */
import { css, html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { HostedMeeting } from '@care-elements/contract/meeting.ts';
import { LISTENERS_AT_MOST } from '@care-elements/contract/meeting.limits.ts';
import { createMeetingsStore, type MeetingsState } from '@care-elements/client/meetings-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words } from '../base/words.ts';
import { field, type FieldErrors } from '../controls/fields.ts';
import { iconAlert } from '../controls/icons.ts';
import { buttons, forms, surfaces } from '../theme/common.ts';
import { dense } from './care-desk-styles.ts';
import './desk-meeting-host.ts';
import { instantOf, timeOf, wallOf, zoneName } from './meeting-time.ts';
import { meetingWords } from './meeting-words.ts';

const HALF_HOUR = 30 * 60_000;
const soon = (timeZone: string) => wallOf(Math.ceil(Date.now() / HALF_HOUR) * HALF_HOUR, timeZone);

/** @csspart meetings The whole view. */
export class CareDeskMeetings extends CareElement {
  static override scope = 'desk' as const;
  static override properties: PropertyDeclarations = { errors: { state: true } };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    forms,
    surfaces,
    dense,
    css`
      .all {
        display: flex;
        flex-direction: column;
        gap: 16px;
        max-width: 1280px;
        margin-inline: auto;
        padding: 16px;
      }
      .two {
        display: grid;
        grid-template-columns: minmax(0, 1fr) clamp(280px, 34%, 420px);
        gap: 24px;
        align-items: start;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 12px;
        padding: 8px 0;
        border-block-end: 1px solid var(--_line);
      }
      li.ended {
        color: var(--_muted);
      }
      li .what {
        flex: 1 1 240px;
      }
      @media (max-width: 859px) {
        .two {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];
  declare errors: FieldErrors;
  override readonly words = new Words(meetingWords);
  private state = new StoreController<MeetingsState>(this, () => this.store);
  private loaded: unknown;

  constructor() {
    super();
    this.errors = {};
  }

  private get store() {
    return this.care?.use(createMeetingsStore);
  }

  protected override willUpdate(): void {
    const { store } = this;
    if (!store || store === this.loaded) return;
    this.loaded = store;
    void store.load();
  }

  override render(): TemplateResult | typeof nothing {
    const state = this.state.value;
    if (!state) return nothing;
    const { t } = this.words;
    if (state.current)
      return html`<section class="all" part="meetings">
        <div class="line"><button class="link" @click=${() => this.store!.show(null)}>${t.allMeetings}</button></div>
        <care-desk-meeting-host .care=${this.care} lang=${this.tongue}></care-desk-meeting-host>
      </section>`;
    return html`<section class="all" part="meetings">
      <div><h1>${t.meetings}</h1><p class="muted">${t.about}</p></div>
      ${this.refusal(state)}
      <div class="two">
        ${
          state.meetings
            ? state.meetings.length
              ? html`<ol aria-label=${t.meetings}>${state.meetings.map((one) => this.line(one))}</ol>`
              : html`<p class="muted">${t.none}</p>`
            : html`<p class="muted" role="status">${state.problem ? '' : t.loading}</p>`
        }
        ${state.timeZone ? this.form(state, state.timeZone) : nothing}
      </div>
    </section>`;
  }

  private refusal({ problem }: MeetingsState): TemplateResult | typeof nothing {
    const { t } = this.words;
    if (!problem) return nothing;
    return html`<p class="band amber" role="alert">${iconAlert(18)}<span>${t.problems[problem.code] ?? t.failedAct}</span></p>`;
  }

  private line({ meetingId, title, startsAt, timeZone, state }: HostedMeeting): TemplateResult {
    const { t } = this.words;
    return html`<li class=${state}>
      <span class="what"><b>${title[this.language]}</b><br /><span class="muted">${timeOf(startsAt, timeZone, this.language)} · ${t.states[state]}</span></span>
      ${state === 'ended' ? nothing : html`<button class="act ${state === 'open' ? '' : 'quiet'}" aria-label="${t.show} ${title[this.language]}" @click=${() => this.store!.show(meetingId)}>${t.show}</button>`}
    </li>`;
  }

  private form({ busy }: MeetingsState, timeZone: string): TemplateResult {
    const { t, errors } = { t: this.words.t, errors: this.errors };
    const zh = field({
      ...{ name: 'title-zh', label: t.titleZh, optional: true },
      ...(this.language === 'en' ? {} : { hint: t.titleHint, error: errors['title'] }),
    });
    const en = field({
      ...{ name: 'title-en', label: t.titleEn, optional: true },
      ...(this.language === 'en' ? { hint: t.titleHint, error: errors['title'] } : {}),
    });
    return html`<form class="card stack" novalidate @submit=${this.plan}>
      <h2>${t.plan}</h2>
      ${this.language === 'en' ? [en, zh] : [zh, en]}
      ${field({ name: 'starts', label: t.starts, hint: t.startsZone(zoneName(timeZone, this.language)), type: 'datetime-local', value: soon(timeZone), error: errors['starts'] })}
      ${field({ name: 'capacity', label: t.most, type: 'number', min: '1', max: `${LISTENERS_AT_MOST}`, value: `${LISTENERS_AT_MOST}`, error: errors['capacity'] })}
      <button class="act" aria-disabled=${busy === 'plan'}>${busy === 'plan' ? t.busy : t.make}</button>
    </form>`;
  }

  private plan = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { t } = this.words;
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    const said = (name: string) => `${data.get(name) ?? ''}`.trim().slice(0, 80);
    const [zh, en] = [said('title-zh'), said('title-en')];
    const startsAt = instantOf(said('starts'), this.state.value!.timeZone!);
    const capacity = Number(said('capacity'));
    // A minute that has just gone by is still now.
    const good = startsAt > Date.now() - 5 * 60_000;
    const right = Number.isInteger(capacity) && capacity >= 1 && capacity <= LISTENERS_AT_MOST;
    this.errors = {
      ...(zh || en ? {} : { title: t.titleMissing }),
      ...(good ? {} : { starts: t.startsMissing }),
      ...(right ? {} : { capacity: t.mostWrong }),
    };
    if (Object.keys(this.errors).length) {
      await this.updateComplete;
      return form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
    }
    const made = await this.store!.plan({
      title: { ...(zh ? { 'zh-CN': zh } : {}), ...(en ? { en } : {}) },
      startsAt: new Date(startsAt).toISOString(),
      capacity,
    });
    if (made) this.store!.show(made.meetingId);
  };
}
define('care-desk-meetings', CareDeskMeetings);
