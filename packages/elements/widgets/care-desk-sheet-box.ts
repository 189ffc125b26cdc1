/** Owns the desk's dialog: modal, closed by Escape, and focus goes back to where it was. Its tag, `care-desk-sheet`, is the desk's own. */
import { css, html, type CSSResultGroup, type PropertyDeclarations } from 'lit';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { openDialog } from '../controls/dialog.ts';

/** Fact: the person closed it without an answer. */
export class CareDeskCloseEvent extends Event {
  static readonly type = 'care-desk-close';
  constructor() {
    super(CareDeskCloseEvent.type);
  }
}

/** The focused element, through shadow roots. */
export function focused(): HTMLElement | null {
  let active = document.activeElement as HTMLElement | null;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement as HTMLElement;
  return active;
}

/**
 * Modal for as long as it stands in the page. The element with `autofocus` inside gets the focus.
 *
 * @slot What it says and asks.
 * @fires care-desk-close Closed without an answer.
 */
export class CareDeskSheet extends CareElement {
  static override properties: PropertyDeclarations = { label: {}, wide: { type: Boolean } };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    css`
      :host {
        display: contents;
      }
      :host > dialog {
        margin: auto;
        width: min(calc(100vw - 32px), 480px);
        max-height: calc(100vh - 32px);
        max-height: calc(100dvh - 32px);
        padding: 24px;
        border: 1px solid var(--_line);
        border-radius: var(--_card);
        background: var(--_surface);
        box-shadow: 0 6px 24px rgb(0 0 0 / 14%);
        font-size: 14px;
        overflow: auto;
      }
      :host > dialog.wide {
        width: min(calc(100vw - 32px), 640px);
      }
      dialog::backdrop {
        background: rgb(12 24 22 / 45%);
      }
    `,
  ];
  declare label: string;
  declare wide: boolean;
  #back: HTMLElement | null = null;

  constructor() {
    super();
    this.label = '';
    this.wide = false;
  }

  protected override firstUpdated(): void {
    this.#back = focused();
    openDialog(this.renderRoot.querySelector('dialog')!);
    this.querySelector<HTMLElement>('[autofocus]')?.focus();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.#back?.isConnected) this.#back.focus();
  }

  private closed(): void {
    // Its owner takes it out of the page.
    this.dispatchEvent(new CareDeskCloseEvent());
  }

  override render() {
    return html`<dialog class=${this.wide ? 'wide' : ''} aria-label=${this.label} @close=${this.closed}><slot></slot></dialog>`;
  }
}
define('care-desk-sheet', CareDeskSheet);
