/** Owns the doctor's list of a visit's recordings, and their player. Its tag, `care-desk-recordings`, is the desk's own. */
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Recording } from '@care-elements/contract/recording.ts';
import { createRecordingStore, type RecordingStoreState } from '@care-elements/client/recording-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { css } from '../base/light-element.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words } from '../base/words.ts';
import { iconPlay } from '../controls/icons-recording.ts';
import { buttons } from '../theme/common.ts';
import { minutes, recordingWords } from './call-recording-words.ts';

export class CareDeskRecordings extends CareElement {
  static override scope = 'desk' as const;
  static override properties: PropertyDeclarations = {
    visit: {},
    timeZone: { attribute: false },
    playing: { state: true },
    failed: { state: true },
  };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    css`
      h3 {
        margin-block-end: 4px;
      }
      li {
        display: grid;
        grid-template-columns: 1fr auto;
        align-items: center;
        gap: 0 12px;
        border-block-start: 1px solid var(--_line);
        padding-block: 4px;
        font-size: 14px;
      }
      .hash {
        overflow-wrap: anywhere;
      }
      video,
      [role='alert'] {
        grid-column: 1 / -1;
      }
      video {
        width: 100%;
        aspect-ratio: 16 / 9;
        border-radius: var(--_round);
        background: #101817;
      }
    `,
  ];

  declare visit: string;
  declare timeZone: string | undefined;
  /** The one that plays, and where. */
  declare playing: { recordingId: string; url: string } | null;
  declare failed: string;
  override readonly words = new Words(recordingWords);

  #state = new StoreController<RecordingStoreState>(this, () => this.store);
  #off: (() => void) | undefined;
  #watched: string | undefined;
  #known = '';

  constructor() {
    super();
    this.visit = this.failed = '';
    this.playing = null;
  }

  private get store() {
    return this.care?.use(createRecordingStore);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#off?.();
    this.#off = this.#watched = undefined;
  }

  protected override willUpdate(): void {
    if (!this.visit || !this.store || !this.isConnected) return;
    if (this.#watched !== this.visit) {
      this.#off?.();
      this.#watched = this.visit;
      this.#off = this.store.watch(this.visit);
      this.playing = null;
      this.#known = '';
    }
    // Asked for once, and again whenever one comes to its end; where nothing is recorded, never.
    const { latest, consent } = this.#state.value!;
    if (!consent && !latest) return;
    const known = `${consent?.version} ${latest?.recordingId} ${latest?.state}`;
    if (known === this.#known) return;
    this.#known = known;
    void this.store.list();
  }

  override render(): TemplateResult | typeof nothing {
    const files = (this.#state.value?.all ?? []).filter(({ file }) => file);
    if (!files.length) return nothing;
    return html`<div>
      <h3>${this.words.t.list}</h3>
      <ul>
        ${files.map((one) => this.#row(one))}
      </ul>
    </div>`;
  }

  #row({ recordingId, state, startedAt, askedAt, file }: Recording): TemplateResult {
    const { t } = this.words;
    const zone = this.timeZone ? { timeZone: this.timeZone } : {};
    const show = (at: string, options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(this.language, { ...options, ...zone }).format(new Date(at));
    const { url } = this.playing?.recordingId === recordingId ? this.playing : {};
    const time = show(startedAt ?? askedAt, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    return html`<li>
      <span
        >${t.recordedAt(time)} · ${t.lasts(minutes(file!.seconds * 1000))}${state === 'failed' ? ` · ${t.broken}` : nothing}<br /><span class="note"
          >${t.kept(show(file!.retainUntil, { dateStyle: 'long' }))} · <span class="hash" title=${file!.sha256}>SHA-256 ${file!.sha256.slice(0, 12)}…</span></span
        ></span
      >
      <button class="link" aria-label="${url ? t.close : t.play}, ${t.recordedAt(time)}" @click=${() => (url ? (this.playing = null) : void this.#play(recordingId))}>
        ${url ? nothing : iconPlay(18)}${url ? t.close : t.play}
      </button>
      ${url ? html`<video src=${url} controls autoplay playsinline @error=${() => this.#fail(recordingId)}></video>` : nothing}
      ${this.failed === recordingId ? html`<p role="alert">${t.noPlay}</p>` : nothing}
    </li>`;
  }

  async #play(recordingId: string): Promise<void> {
    this.failed = '';
    const url = await this.store!.open(recordingId);
    if (url) this.playing = { recordingId, url };
    else this.failed = recordingId;
  }
  #fail(recordingId: string): void {
    this.playing = null;
    this.failed = recordingId;
  }
}
define('care-desk-recordings', CareDeskRecordings);
