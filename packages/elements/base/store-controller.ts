/** Owns the bond between a store and an element: re-render on change, let go when the element leaves the page. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Readable } from '@care-elements/client/store.ts';

export class StoreController<T> implements ReactiveController {
  private _host: ReactiveControllerHost;
  private _find: () => Readable<T> | undefined;
  private _store: Readable<T> | undefined;
  private _off: (() => void) | undefined;

  /** `find` is asked again before each render, so that a store may depend on the element's properties. */
  constructor(host: ReactiveControllerHost, find: () => Readable<T> | undefined) {
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

  hostUpdate(): void {
    const store = this._find();
    if (store === this._store) return;
    this._off?.();
    this._store = store;
    this._off = store?.subscribe(() => this._host.requestUpdate());
  }

  hostDisconnected(): void {
    this._off?.();
    this._store = undefined;
  }
}
