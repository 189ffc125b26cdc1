/** Owns the fetching of a part of a screen that comes as a chunk of its own: asked again while the network fails, and its host can say so. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

const AGAIN_MS = 3000;

export class FetchPart implements ReactiveController {
  /** It could not be fetched yet, and is being asked for again. */
  late = false;
  readonly #host: ReactiveControllerHost;
  readonly #load: () => Promise<unknown>;
  #asked = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, load: () => Promise<unknown>) {
    this.#host = host;
    this.#load = load;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    if (this.late) this.#asked = false;
  }

  /** Asks for it, once; also from `render`. */
  ask(): void {
    if (this.#asked) return;
    this.#asked = true;
    this.#load().then(
      () => this.#is(false),
      () => {
        this.#is(true);
        this.#timer = setTimeout(() => {
          this.#asked = false;
          this.ask();
        }, AGAIN_MS);
      },
    );
  }

  #is(late: boolean): void {
    if (late === this.late) return;
    this.late = late;
    this.#host.requestUpdate();
  }
}
