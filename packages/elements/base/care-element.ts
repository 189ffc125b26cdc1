/** Owns what every Care element shares: server, hospital, language, look, and the page's one `Care`. */
import { LitElement, type CSSResultGroup, type PropertyDeclarations } from 'lit';
import { openCare, type Care, type Scope } from '@care-elements/client/care.ts';
import { tokens } from '../theme/tokens.ts';
import { langOf, type Catalog, type Lang, type Words } from './words.ts';

const connected = new Set<CareElement>();
let watching = false;

/** The page's language switch changes `<html lang>`; elements without a `lang` of their own follow. */
function watchLanguage(): void {
  if (watching) return;
  watching = true;
  new MutationObserver(() => connected.forEach((element) => element.requestUpdate())).observe(
    document.documentElement,
    { attributeFilter: ['lang'] },
  );
}

export class CareElement extends LitElement {
  static override properties: PropertyDeclarations = {
    server: {},
    hospital: {},
    lang: { reflect: true },
    care: { attribute: false },
  };
  static override styles: CSSResultGroup = tokens;

  /** Whose token this element uses. */
  static scope: Scope = 'patient';

  /** Origin of the Care server; the origin that our code came from when absent. */
  declare server: string | undefined;
  /** The hospital's id, such as `renhe`. */
  declare hospital: string | undefined;
  #care: Care | undefined;

  /** Set by a subclass; its words are there before the first render. */
  declare readonly words?: Words<Catalog<object>[]>;

  /** The page's `Care`; a parent element or a test may hand one down. Undefined without a hospital. */
  get care(): Care | undefined {
    if (this.#care || !this.hospital) return this.#care;
    const server = new URL(this.server || '/', this.server ? document.baseURI : import.meta.url);
    return openCare(server.origin, this.hospital, (this.constructor as typeof CareElement).scope);
  }

  set care(care: Care | undefined) {
    const old = this.#care;
    this.#care = care;
    this.requestUpdate('care', old);
  }

  /** The language this element speaks. */
  get language(): Lang {
    return langOf(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    connected.add(this);
    watchLanguage();
    // The language may have been inherited from a parent that we had not met when we were made.
    if (this.hasUpdated) this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    connected.delete(this);
  }

  /** Rendering waits for the words, so `render()` always has them. */
  protected override async scheduleUpdate(): Promise<void> {
    for (let wait; (wait = this.words?.load(this.language));) await wait;
    super.scheduleUpdate();
  }
}
