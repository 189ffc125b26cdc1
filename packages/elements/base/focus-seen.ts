/** Owns that who works with the keyboard sees where they are: what a narrow screen hides is left for what stands in its stead, and a foot that sticks covers nothing. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

type Host = HTMLElement & ReactiveControllerHost & { renderRoot: ShadowRoot };

/** After the drawing, and once what comes late has pushed the rest aside. */
const LOOKS_MS = [0, 600];

export class FocusSeen implements ReactiveController {
  private _host: Host;
  private _foot: string;
  private _places: readonly string[];
  private _had = false;
  private _lost = false;
  /** Of the foot: what it says may come at any time, and makes it higher. */
  private _growth: ResizeObserver | undefined;

  /** `places`: selectors, tried in their order for whoever stood on what is gone or hidden. */
  constructor(host: Host, foot: string, ...places: string[]) {
    this._host = host;
    this._foot = foot;
    this._places = places;
    host.addController(this);
  }

  hostConnected(): void {
    this._host.addEventListener('focusin', this._show);
  }

  hostDisconnected(): void {
    this._growth?.disconnect();
  }

  hostUpdate(): void {
    this._had = this._lost || !!this._host.renderRoot.activeElement;
  }

  hostUpdated(): void {
    const root = this._host.renderRoot;
    const seen = () => !!root.activeElement && isDrawn(root.activeElement);
    this._lost = false;
    if (!this._had || !this._places.length || seen()) return;
    // Whoever has gone elsewhere meanwhile is left there.
    if (!root.activeElement && document.activeElement !== document.body) return;
    for (const place of this._places) {
      const to = root.querySelector<HTMLElement>(place);
      // A tabindex would shut a part of ours to the Tab key: it has its own way to take the focus.
      if (to && to.tabIndex < 0 && !to.localName.includes('-')) to.tabIndex = -1;
      to?.focus();
      if (seen()) return;
    }
    this._lost = true;
  }

  private _show = (event: Event): void => {
    const element = event.composedPath()[0] as HTMLElement;
    const foot = this._host.renderRoot.querySelector(this._foot);
    /** `far`: from beyond the window, too; whoever has scrolled away from it meanwhile is left there. */
    const show = (far: boolean) => {
      // Not `:focus`, which a window that lies behind another one has not.
      if ((element.getRootNode() as ShadowRoot).activeElement !== element) return;
      const { top, bottom, height } = element.getBoundingClientRect();
      const end = foot && !foot.contains(element) ? foot.getBoundingClientRect().top : innerHeight;
      const low = bottom > Math.min(end, innerHeight) && top < innerHeight;
      if (height < innerHeight / 2 && (low || (far && (top >= innerHeight || bottom <= 0))))
        element.scrollIntoView({ block: 'center' });
    };
    for (const ms of LOOKS_MS) setTimeout(show, ms, true);
    this._growth?.disconnect();
    if (!foot) return;
    this._growth = new ResizeObserver(() => show(false));
    this._growth.observe(foot);
  };
}

/** A part of ours may stand without a box of its own. */
const isDrawn = (element: Element): boolean =>
  element.getClientRects().length > 0 || getComputedStyle(element).display === 'contents';
