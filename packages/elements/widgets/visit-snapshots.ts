/** Owns the pictures of a visit's record, for its doctor at the desk and for its patient. Its tag, `care-visit-snapshots`, is ours alone. */
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Snapshot } from '@care-elements/contract/snapshot.ts';
import type { Scope } from '@care-elements/client/care.ts';
import { createSnapshotStore, type SnapshotStoreState } from '@care-elements/client/snapshot-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { css } from '../base/light-element.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words } from '../base/words.ts';
import { localeOf } from '../controls/locale.ts';
import { askPart } from './ask-part.ts';
import './chat-picture.ts';
import { snapshotWords } from './snapshot-words.ts';

const askChatLightbox = askPart(() => import('./chat-lightbox.ts'));

export class VisitSnapshots extends CareElement {
  static override properties: PropertyDeclarations = {
    visit: {},
    as: {},
    timeZone: { attribute: false },
    enlarged: { state: true },
  };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    css`
      h3 {
        margin-block-end: 8px;
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(132px, 1fr));
        gap: 12px;
      }
      li {
        font-size: 14px;
        overflow-wrap: anywhere;
      }
      care-chat-picture {
        overflow: hidden;
        border: 1px solid var(--_line);
        border-radius: var(--_round);
      }
    `,
  ];

  declare visit: string;
  declare as: 'patient' | 'doctor';
  declare timeZone: string | undefined;
  declare enlarged: Snapshot | null;
  override readonly words = new Words(snapshotWords);

  #state = new StoreController<SnapshotStoreState>(this, () => this.store);
  #off: (() => void) | undefined;
  #watched: string | undefined;
  #known: string | undefined;

  constructor() {
    super();
    this.visit = '';
    this.as = 'patient';
    this.enlarged = null;
  }

  protected override get scope(): Scope | undefined {
    return this.as === 'doctor' ? 'desk' : super.scope;
  }
  private get store() {
    return this.care?.use(createSnapshotStore);
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
      this.enlarged = null;
      this.#known = undefined;
    }
    // Asked for once, and again whenever one has come; where none are taken, never.
    const { latest, consent } = this.#state.value!;
    if (!consent && !latest) return;
    const known = latest?.state === 'stored' ? latest.snapshotId : '';
    if (known === this.#known) return;
    this.#known = known;
    void this.store.list();
  }

  override render(): TemplateResult | typeof nothing {
    const pictures = (this.#state.value?.all ?? []).filter(({ picture }) => picture);
    if (!pictures.length) return nothing;
    const { t } = this.words;
    return html`<div part="snapshots">
      <h3>${this.as === 'doctor' ? t.list : t.listPatient}</h3>
      <ul>
        ${pictures.map((one) => this.#picture(one))}
      </ul>
      ${this.enlarged ? this.#lightbox(this.enlarged) : nothing}
    </div>`;
  }

  #picture(snapshot: Snapshot): TemplateResult {
    const { t } = this.words;
    const { purpose, picture } = snapshot;
    const zone = this.timeZone ? { timeZone: this.timeZone } : {};
    const time = new Intl.DateTimeFormat(localeOf(this.tongue), {
      ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...zone },
    }).format(new Date(picture!.storedAt));
    return html`<li>
      <care-chat-picture
        .store=${this.store}
        .file=${picture}
        .label=${t.picture(purpose)}
        .again=${t.again}
        @click=${() => this.#enlarge(snapshot)}
      ></care-chat-picture>
      ${purpose}<br /><span class="note">${t.takenAt(time)}</span>
    </li>`;
  }

  #enlarge(snapshot: Snapshot): void {
    askChatLightbox();
    this.enlarged = snapshot;
  }

  #lightbox({ picture, purpose }: Snapshot): TemplateResult {
    const file = { attachmentId: picture!.attachmentId, name: this.words.t.name(purpose) };
    return html`<care-chat-lightbox lang=${this.tongue} .store=${this.store} .file=${file} @close=${() => (this.enlarged = null)}></care-chat-lightbox>`;
  }
}
define('care-visit-snapshots', VisitSnapshots);
