/** Owns the connection check while waiting: one verdict in plain words, each way that was tried, and a report to copy. */
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import {
  WAYS,
  type ConnectionState,
  type Way,
  type WayFace,
} from '@care-elements/client/connection-state.ts';
import { createConnectionStore } from '@care-elements/client/connection-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { css } from '../base/light-element.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words, type Catalog } from '../base/words.ts';
import { icon, iconAlert, iconCheck, iconClock, iconClose, iconDone } from '../controls/icons.ts';
import { sharedWords } from '../locales/catalogs.ts';
import type { ConnectionWords } from '../locales/en/connection.ts';
import { buttons, surfaces } from '../theme/common.ts';
import { checkCard } from './check-styles.ts';

const connectionWords: Catalog<ConnectionWords> = {
  'zh-CN': () => import('../locales/zh-CN/connection.ts'),
  en: () => import('../locales/en/connection.ts'),
  'zh-TW': () => import('../locales/zh-TW/connection.ts'),
  'zh-HK': () => import('../locales/zh-HK/connection.ts'),
  ar: () => import('../locales/ar/connection.ts'),
};

const iconNetwork = icon(
  'M12 20h.01M2 8.82a15 15 0 0 1 20 0M5 12.859a10 10 0 0 1 14 0M8.5 16.429a5 5 0 0 1 7 0',
);
const iconMinus = icon('M5 12h14');
const ICONS: Partial<Record<WayFace, () => TemplateResult>> = {
  open: iconCheck,
  blocked: iconClose,
  absent: iconMinus,
  untried: iconMinus,
};

/** A card that turns green when video will work from here. */
export class ConnectionCheck extends CareElement {
  static override properties: PropertyDeclarations = { copied: { state: true } };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    surfaces,
    checkCard,
    css`
      .act {
        overflow-wrap: anywhere;
      }
      .band b {
        color: var(--_tone);
      }
      .band p {
        font-weight: 400;
      }
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        gap: 8px;
        align-items: start;
        padding-block: 8px;
        border-block-start: 1px solid var(--_line);
        font-variant-numeric: tabular-nums;
      }
      li span {
        flex: 1;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      li svg {
        flex: none;
        width: 20px;
        height: 20px;
        margin-block-start: 2px;
        color: var(--_muted);
      }
      li b {
        max-width: 42%;
        font-weight: 400;
        color: var(--_muted);
        text-align: end;
      }
      .open svg {
        color: var(--_green);
      }
      .blocked svg {
        color: var(--_amber);
      }
      summary {
        padding-block: 10px;
        cursor: pointer;
        color: var(--_brand);
      }
      details > :not(summary) {
        margin-block-start: 8px;
      }
      ul + p {
        padding-block-start: 8px;
        border-block-start: 1px solid var(--_line);
      }
      textarea {
        width: 100%;
        height: 12em;
        padding: 8px;
        border: 1px solid var(--_edge);
        border-radius: var(--_round);
        background: var(--_surface);
        color: var(--_ink);
        font: 13px/1.5 ui-monospace, monospace;
      }
    `,
  ];

  /** Null until the report was to be copied. */
  declare copied: boolean | null;
  override readonly words = new Words(sharedWords, connectionWords);
  private state = new StoreController<ConnectionState>(this, () => this.store);
  private was = '';

  constructor() {
    super();
    this.copied = null;
  }

  private get store() {
    return this.care?.use(createConnectionStore);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.store?.stop();
  }

  protected override updated(): void {
    const { phase = '' } = this.state.value ?? {};
    // The pressed button is gone: its place is the title while the check runs, and what it came to afterwards.
    if (this.was && phase !== this.was && document.activeElement === document.body)
      this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
    this.was = phase;
  }

  private start = (): void => {
    this.copied = null;
    void this.store!.start();
  };
  private stop = (): void => this.store!.stop();
  private copy = async (): Promise<void> => {
    this.copied = await this.store!.copy();
    await this.updateComplete;
    if (!this.copied) this.renderRoot.querySelector('textarea')?.select();
  };

  override render(): TemplateResult | typeof nothing {
    const state = this.state.value;
    if (!state) return nothing;
    const { t } = this.words;
    const { phase, verdict } = state;
    const good = phase === 'done' && verdict === 'video';
    const title = good ? t.verdict.video : t.title;
    return html`<section class="card stack ${good ? 'good' : ''}" part="connection">
      <h2 class="line" tabindex="-1">${good ? iconDone() : iconNetwork()}<span>${title}</span></h2>
      ${phase === 'idle' ? html`<p class="muted">${t.more}</p>` : nothing}
      ${phase === 'running' ? html`<p role="status">${t.running}</p>` : nothing}
      ${phase === 'done' || phase === 'failed' ? this.outcome(state) : nothing}
      ${
        phase === 'running'
          ? html`<details>
              <summary>${t.ways}</summary>
              ${this.list(state)}
            </details>`
          : nothing
      }
      ${
        phase === 'running'
          ? html`<button class="act quiet" @click=${this.stop}>${t.stop}</button>`
          : html`<button class="act quiet" part="action" @click=${this.start}>${phase === 'idle' ? t.start : t.again}</button>`
      }
    </section>`;
  }

  private outcome(state: ConnectionState): TemplateResult {
    const { t } = this.words;
    const { failure, verdict, quality } = state;
    const more = failure ? t.failure[failure] : t.verdictMore[verdict!];
    const said =
      verdict === 'video'
        ? html`<p role="status">${more}</p>`
        : html`<div class="band amber" role="status">
            ${iconAlert()}<div>${failure ? nothing : html`<b>${t.verdict[verdict!]}</b>`}<p>${more}</p></div>
          </div>`;
    return html`${said}
      <details>
        <summary>${t.ways}</summary>
        ${failure ? nothing : this.list(state)}
        ${quality?.kbps ? html`<p class="muted">${t.line(quality.kbps)}</p>` : nothing}
        <p class="muted">${t.reportMore}</p>
        <button class="act quiet" @click=${this.copy}>${t.copy}</button>
        <p role="status">${this.copied === null ? '' : this.copied ? t.copied : t.notCopied}</p>
        <textarea readonly aria-label=${t.report} .value=${state.report}></textarea>
      </details>`;
  }

  private list({ ways }: ConnectionState): TemplateResult {
    const { t } = this.words;
    const row = (way: Way) => {
      const { face, ms } = ways[way];
      const sign = ICONS[face] ?? iconClock;
      return html`<li class=${face} data-way=${way}>
        ${sign()}<span>${t.way[way]}</span>
        <b>${t.face[face]}${face === 'open' && ms !== null ? ` · ${t.ms(ms)}` : nothing}</b>
      </li>`;
    };
    return html`<ul>
      ${WAYS.map(row)}
    </ul>`;
  }
}
define('care-connection-check', ConnectionCheck);
