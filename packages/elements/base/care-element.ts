/** Owns what every Care element shares: server, hospital, language, look, and the page's one `Care`. */
import type { CSSResultGroup, PropertyDeclarations } from 'lit';
import { openCare, type Care, type Scope } from '@care-elements/client/care.ts';
import type { Refused } from '@care-elements/client/api.ts';
import { LightElement } from './light-element.ts';
import { tokens } from '../theme/tokens.ts';
import { tongueOf } from './tongue.ts';
import type { Catalog, Lang, Tongue, Words } from './words.ts';

/**
 * What comes later and sees to every element of the page before it is drawn: a theme, a direction, a hospital's own words. Where one
 * promises something, that is waited for, and all are asked again.
 */
export const attendants: ((element: CareElement) => Promise<unknown> | void)[] = [];

/** Elements in the page, by which the page's language switch, a change of `<html lang>`, reaches them. */
const connected = new Set<CareElement>();
new MutationObserver(() => connected.forEach((element) => element.requestUpdate())).observe(
  document.documentElement,
  { attributeFilter: ['lang'] },
);

/** Without what is fetched here everything works, plainly. */
const tell = (told: Parameters<Refused>[0] | CareElement, base?: string): Promise<void> =>
  import('./beyond.ts').then((module) => module.beyond(told, base, connected)).catch(() => {});

export class CareElement extends LightElement {
  static override properties: PropertyDeclarations = {
    server: {},
    hospital: {},
    theme: {},
    lang: { reflect: true },
    elder: { type: Boolean, reflect: true },
    care: { attribute: false },
  };
  static override styles: CSSResultGroup = tokens;
  static scope: Scope | undefined;

  /** Origin of the Care server; the origin that our code came from when absent. */
  declare server: string | undefined;
  /** The hospital's id, such as `renhe`. */
  declare hospital: string | undefined;
  /** `light`, `dark`, `auto`, `clinic`, `warm` or `high-contrast`; the page's own light or dark when absent. */
  declare theme: string | undefined;
  /** Elder mode, on a patient's tag: larger text and targets, one thing a screen, reading aloud, a person to call. */
  declare elder: boolean;
  /**
   * The page's connection to the hospital: opened before the first render when `hospital` is named, otherwise handed down
   * by a parent element, a story or a test.
   */
  declare care: Care | undefined;
  /** Set by a subclass; its words are there before the first render. */
  declare readonly words?: Words<Catalog<object>[]>;

  /** Whose token this element uses; the patient's unless a subclass says otherwise. */
  protected get scope(): Scope | undefined {
    return (this.constructor as typeof CareElement).scope;
  }

  /** The language this element speaks. */
  get tongue(): Tongue {
    return tongueOf(this);
  }

  /** The one of a hospital's own texts that comes nearest. */
  get language(): Lang {
    return this.tongue[2] ? 'zh-CN' : 'en';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    connected.add(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    connected.delete(this);
  }

  /** Rendering waits for the words, so `render()` always has them. */
  protected override async scheduleUpdate(): Promise<void> {
    const { server, hospital } = this;
    if (hospital)
      this.care = openCare(
        new URL(server || '/', server ? document.baseURI : import.meta.url).origin,
        hospital,
        this.scope,
        tell,
      );
    for (
      let wait;
      (wait = this.words?.load(this.tongue) || attendants.map((see) => see(this)).find((it) => it));
    )
      await wait;
    if (this.elder) void tell(this);
    if (this.theme) await tell(this);
    super.scheduleUpdate();
  }
}
