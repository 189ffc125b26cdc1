/** Owns the call's timeline at the desk: closed until asked for, the newest first, in words. Its tag, `care-desk-timeline`, is the desk's own. */
import { css, html, nothing, type CSSResultGroup, type PropertyDeclarations } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { TimelineEvent } from '@care-elements/contract/timeline.ts';
import { createTimelineStore, type TimelineState } from '@care-elements/client/timeline-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words, type Catalog } from '../base/words.ts';
import type { TimelineWords } from '../locales/en/timeline.ts';
import { buttons, surfaces } from '../theme/common.ts';
import { dense } from './care-desk-styles.ts';
import { clock } from './care-desk-words.ts';

const timelineWords: Catalog<TimelineWords> = {
  'zh-CN': () => import('../locales/zh-CN/timeline.ts'),
  en: () => import('../locales/en/timeline.ts'),
  'zh-TW': () => import('../locales/zh-TW/timeline.ts'),
  'zh-HK': () => import('../locales/zh-HK/timeline.ts'),
};
const BAD = ['lost', 'away', 'reconnecting', 'disconnected', 'recording-failed'];

/** The facts of an event after its kind, in words; codes that are not known here are left out. */
export function factWords({ kind, data }: TimelineEvent, t: TimelineWords): string {
  const word = (list: Record<string, string>, name: string) => list[String(data[name])] ?? '';
  const figures: [string, (n: number) => string][] = [
    ['afterMs', t.seconds],
    ['tookMs', t.seconds],
    ['rttMs', t.delay],
    ['lossIn', t.lossIn],
    ['lossOut', t.lossOut],
    ['kbpsIn', t.rateIn],
    ['kbpsOut', t.rateOut],
    ['fps', t.fps],
    ['stars', t.stars],
  ];
  const parts = figures.flatMap(([name, say]) => (typeof data[name] === 'number' ? [say(data[name])] : []));
  if (kind === 'rung')
    parts.push(`${word(t.rungs, 'from')} → ${word(t.rungs, 'to')}`, word(t.causes, 'cause'));
  if (kind === 'device' || kind === 'muted-by-host')
    parts.push(word(t.devices, 'device'), word(t.troubles, 'trouble'));
  if (kind === 'disconnected') parts.push(word(t.ends, 'why'));
  return parts.filter(Boolean).join(' · ');
}

/** @csspart timeline The whole timeline. @csspart event One row of it. */
export class CareDeskTimeline extends CareElement {
  static override scope = 'desk' as const;
  static override properties: PropertyDeclarations = { visit: {}, zone: {}, open: { state: true } };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    surfaces,
    dense,
    css`
      summary {
        min-height: 32px;
        cursor: pointer;
        font-weight: 600;
      }
      ol {
        max-height: 320px;
        overflow: auto;
        font-size: 13px;
      }
      li {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 0 12px;
        padding-block: 4px;
        border-block-end: 1px solid var(--_line);
      }
      li .muted {
        grid-column: 2;
      }
      .bad b {
        color: var(--_amber-ink, inherit);
      }
    `,
  ];

  declare visit: string;
  declare zone: string | undefined;
  declare open: boolean;
  override readonly words = new Words(timelineWords);
  #state = new StoreController<TimelineState>(this, () => this.#store);

  constructor() {
    super();
    this.visit = '';
    this.zone = undefined;
    this.open = false;
  }

  get #store() {
    return this.care?.use(createTimelineStore);
  }

  protected override updated(changed: Map<string, unknown>): void {
    if (this.open && this.visit && (changed.has('open') || changed.has('visit')))
      void this.#store?.open(this.visit);
  }

  override render() {
    const { t } = this.words;
    return html`<details part="timeline" ?open=${this.open} @toggle=${(e: Event) => (this.open = (e.target as HTMLDetailsElement).open)}>
      <summary>${t.title}</summary>
      ${this.open ? this.#list() : nothing}
    </details>`;
  }

  #list() {
    const { t } = this.words;
    const state = this.#state.value;
    const mine = state?.visitId === this.visit ? state : undefined;
    const { events, more, busy, problem } = mine ?? {};
    return html`
      <button class="link" aria-disabled=${!!busy} @click=${() => busy || this.#store!.open(this.visit)}>${t.refresh}</button>
      ${problem ? html`<p class="band amber" role="alert">${t.failed}</p>` : nothing}
      ${
        events
          ? events.length
            ? html`<ol tabindex="0" aria-label=${t.title}>
                ${repeat(
                  events,
                  ({ eventId }) => eventId,
                  (event) => this.#row(event),
                )}
              </ol>`
            : html`<p class="muted">${t.none}</p>`
          : nothing
      }
      ${more ? html`<button class="link" aria-disabled=${!!busy} @click=${() => this.#store!.older()}>${t.older}</button>` : nothing}
    `;
  }

  #row(event: TimelineEvent) {
    const { t } = this.words;
    const { at, role, kind } = event;
    const facts = factWords(event, t);
    return html`<li part="event" class=${BAD.includes(kind) ? 'bad' : ''}>
      <time class="num" datetime=${at}>${clock(at, this.zone)}</time>
      <span><b>${t.roles[role]}</b> ${t.kinds[kind] ?? kind}</span>
      ${facts ? html`<span class="muted num">${facts}</span>` : nothing}
    </li>`;
  }
}
define('care-desk-timeline', CareDeskTimeline);
