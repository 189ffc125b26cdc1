/** Owns that nobody at the keyboard is lost: where a drawing takes away what had the focus, they go on from something near that stands. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

type Host = HTMLElement & ReactiveControllerHost & { renderRoot: ShadowRoot };

export class KeepFocus implements ReactiveController {
  private _host: Host;
  private _to: readonly string[];
  private _had: Element | null | undefined;

  /** `to`: selectors, of which the first that fits what stands afterwards is taken: none with a shadow, which a tabindex would close to the Tab key. */
  constructor(host: Host, ...to: string[]) {
    this._host = host;
    this._to = to;
    host.addController(this);
  }

  hostUpdate(): void {
    this._had = this._host.renderRoot.activeElement;
  }

  hostUpdated(): void {
    const { _had, _host } = this;
    // Whoever has gone elsewhere meanwhile is left there.
    if (!_had || _had.isConnected || document.activeElement !== document.body) return;
    const found = this._to.map((selector) => _host.renderRoot.querySelector<HTMLElement>(selector));
    const to = found.find(Boolean);
    if (!to) return;
    if (to.tabIndex < 0) to.tabIndex = -1;
    to.focus({ preventScroll: true });
  }
}

/** For an event of a part that can't keep the focus itself: whoever pressed what is gone there goes on from its first button. */
export const stay = ({ currentTarget }: Event): void => {
  if (document.activeElement === document.body)
    (currentTarget as HTMLElement).shadowRoot?.querySelector('button')?.focus({ preventScroll: true });
};
