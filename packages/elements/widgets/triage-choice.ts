/** Owns what `<care-triage>` asks first where its page names no protocol: what is wrong, in words, from a list or on the picture of the body. */
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { untilHere } from '@care-elements/client/until-here.ts';
import { createVisitStore, type Kept, type VisitState } from '@care-elements/client/visit-store.ts';
import { CareElement } from '../base/care-element.ts';
import { css } from '../base/light-element.ts';
import { define } from '../base/define.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words } from '../base/words.ts';
import { field } from '../controls/fields.ts';
import { iconNext } from '../controls/icons-first.ts';
import { sharedWords } from '../locales/catalogs.ts';
import { buttons, forms } from '../theme/common.ts';
import type { CareTriage } from './care-triage.ts';
import { heardView } from './visit-heard.ts';

/** So many complaints are listed, and the way on for whom none of them fits. */
const LISTED = 8;

export class CareTriageChoice extends CareElement {
  static override properties: PropertyDeclarations = {
    of: { attribute: false },
    said: { state: true },
    without: { state: true },
    map: { state: true },
  };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    forms,
    css`
      .screen {
        display: flex;
        flex-direction: column;
        gap: 24px;
      }
    `,
  ];

  /** Whose questions follow. */
  declare of: CareTriage;
  /** The patient's words; undefined until something is typed. */
  declare said: string | undefined;
  /** What was heard in them and taken back. */
  declare without: string[];
  /** The picture of the body stands open. */
  declare map: boolean;
  override readonly words = new Words(sharedWords);
  private state = new StoreController<VisitState>(this, () => this.store);
  private typing: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.without = [];
    this.map = false;
  }

  private get store() {
    return this.care?.use(createVisitStore);
  }

  private get text(): string {
    return this.said ?? this.of.text ?? '';
  }

  protected override firstUpdated(): void {
    // An interview that a reload cut short goes on.
    const kept = this.care!.session.get()?.['triage'] as Kept | undefined;
    if (kept?.id) this.begin(kept.id, kept.text, kept.without);
    else {
      // Whoever comes back from the questions reads on from the title; the page's first sight of us takes no focus away.
      if (this.store!.get().complaints) this.renderRoot.querySelector('h1')?.focus();
      void this.store!.find(this.text);
    }
  }

  private choose = (id: string): void => this.begin(id, this.text, this.without);

  private begin(protocolId: string, text: string, without: string[] | undefined): void {
    const { of } = this;
    of.addEventListener('care-triage-back', () => (of.protocolId = undefined), { once: true });
    Object.assign(of, { protocolId, text, without });
  }

  /** Waits until the patient pauses. */
  private search(change: { said?: string; without?: string[] }): void {
    Object.assign(this, change);
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.store!.find(this.text, this.without), 300);
  }

  override render(): TemplateResult | typeof nothing {
    const state = this.state.value;
    if (!state) return nothing;
    const { t } = this.words;
    const { map, language, text } = this;
    const { complaints, problem, busy } = state;
    if (map) void untilHere(() => import('./body-map.ts'));
    return html`<div class="screen">
      <h1 tabindex="-1">${t.complaintTitle}</h1>
      ${problem && !busy ? html`<p class="summary" role="alert">${t.problems[problem.code] || t.failed}</p>` : nothing}
      <div @input=${(event: InputEvent) => this.search({ said: (event.target as HTMLTextAreaElement).value })}>
        ${field({ name: 'complaint', label: t.complaintLabel, hint: t.complaintHint, value: text, lines: 2 })}
      </div>
      ${heardView(state, this, this.choose, (without) => this.search({ without }))}
      ${
        map
          ? html`<care-body-map .care=${this.care} lang=${this.tongue} .choose=${this.choose}></care-body-map>`
          : html`<div class="rows">
              <b>${complaints ? complaints[0] && t.complaintPick : t.loading}</b>
              ${complaints
                ?.filter((_, i) => i < LISTED || i === complaints.length - 1)
                .map(
                  ({ name, protocolId }) =>
                    html`<button class="row" @click=${() => this.choose(protocolId)}><span>${name[language]}</span>${iconNext(20)}</button>`,
                )}
            </div>`
      }
      ${this.human()}
      <button class="link end" @click=${() => (this.map = !map)}>${map ? t.back : t.map}</button>
    </div>`;
  }

  /** Nothing is there for whom none of them fits: a human asks, then. */
  private human() {
    const { complaints } = this.state.value!;
    if (!complaints || complaints.at(-1)?.complaintId === 'general') return nothing;
    void untilHere(() => import('./triage-result.ts'));
    return html`<care-triage-result .care=${this.care} lang=${this.tongue} .text=${this.text}></care-triage-result>`;
  }
}
define('care-triage-choice', CareTriageChoice);
