/** Owns the bond between a store and an element: re-render on change, let go when the element leaves the page. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Readable } from '@care-elements/client/store.ts';

export class StoreController<T> implements ReactiveController {
  private _host: ReactiveControllerHost & { isConnected: boolean };
  private _find: () => Readable<T> | undefined;
  private _off: (() => void) | undefined;

  /** `find` is asked again before each render, so that a store may depend on the element's properties. */
  constructor(host: ReactiveControllerHost & { isConnected: boolean }, find: () => Readable<T> | undefined) {
    this._host = host;
    this._find = find;
    host.addController(this);
  }

  /** Undefined while there is no store. */
  get value(): T | undefined {
    return this._find()?.get();
  }

  hostConnected(): void {
    this._host.requestUpdate();
  }

  /** Bound anew by each render, since the store may be another one; what is rendered outside the page binds to nothing. */
  hostUpdate(): void {
    const off = this._off;
    this._off = this._host.isConnected
      ? this._find()?.subscribe(() => this._host.requestUpdate())
      : undefined;
    off?.();
  }

  hostDisconnected(): void {
    this.hostUpdate();
  }
}
