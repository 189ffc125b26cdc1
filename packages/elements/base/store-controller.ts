/** Owns the bond between a store and an element: re-render on change, let go when the element leaves the page. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Readable } from '@care-elements/client/store.ts';

export class StoreController<T> implements ReactiveController {
  #host: ReactiveControllerHost;
  #find: () => Readable<T> | undefined;
  #store: Readable<T> | undefined;
  #off: (() => void) | undefined;

  /** `find` is asked again before each render, so that a store may depend on the element's attributes. */
  constructor(host: ReactiveControllerHost, find: () => Readable<T> | undefined) {
    this.#host = host;
    this.#find = find;
    host.addController(this);
  }

  /** Undefined while there is no store. */
  get value(): T | undefined {
    return (this.#store || this.#find())?.get();
  }

  hostConnected(): void {
    this.hostUpdate();
  }

  hostUpdate(): void {
    const store = this.#find();
    if (store === this.#store) return;
    this.hostDisconnected();
    this.#store = store;
    this.#off = store?.subscribe(() => this.#host.requestUpdate());
  }

  hostDisconnected(): void {
    this.#off?.();
    this.#store = this.#off = undefined;
  }
}
