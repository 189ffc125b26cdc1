/** Owns the bond between a store and an element: re-render on change, let go when the element leaves the page. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Readable } from '@care-elements/client/store.ts';

export class StoreController<T> implements ReactiveController {
  private host: ReactiveControllerHost;
  private find: () => Readable<T> | undefined;
  private store: Readable<T> | undefined;
  private off: (() => void) | undefined;

  /** `find` is asked again before each render, so that a store may depend on the element's properties. */
  constructor(host: ReactiveControllerHost, find: () => Readable<T> | undefined) {
    this.host = host;
    this.find = find;
    host.addController(this);
  }

  /** Undefined while there is no store. */
  get value(): T | undefined {
    return this.find()?.get();
  }

  hostConnected(): void {
    this.host.requestUpdate();
  }

  hostUpdate(): void {
    const store = this.find();
    if (store === this.store) return;
    this.off?.();
    this.store = store;
    this.off = store?.subscribe(() => this.host.requestUpdate());
  }

  hostDisconnected(): void {
    this.off?.();
    this.store = undefined;
  }
}
