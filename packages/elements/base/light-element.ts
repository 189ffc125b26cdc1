/**
 * Owns the reactive base of every element: LitElement's contract (properties, styles, controllers, one update a microtask)
 * on lit-html, in a quarter of the bytes. The budget until the first triage question leaves no room for the whole
 * LitElement; `test/elements/base/light-element.test.ts` runs one suite over both, so that either can stand here.
 *
 * Left out: converters but Boolean and Number, `hasChanged`, decorators, initializers, a guard while a property is reflected: its
 * attribute gives back the value it came from.
 */
import { render as draw, type RootPart } from 'lit-html';
import type {
  CSSResult,
  CSSResultGroup,
  PropertyDeclarations,
  PropertyValues,
  ReactiveController,
  ReactiveControllerHost,
} from 'lit';

/** A style sheet, without expressions; stands for lit's own `css`, which works, too. */
export const css = (text: TemplateStringsArray): CSSResult => text[0] as unknown as CSSResult;

const own = Object.getOwnPropertyDescriptor;
const sheets = new Map<string, CSSStyleSheet>();

/** Dresses a root in a style, beside what it wears. */
export function adopt(root: ShadowRoot, style: CSSResultGroup): void {
  if (Array.isArray(style)) return style.forEach((one) => adopt(root, one));
  const text = `${(style as CSSResult).cssText || style}`;
  if ('adoptedStyleSheets' in root) {
    let sheet = sheets.get(text);
    if (!sheet) {
      sheets.set(text, (sheet = new CSSStyleSheet()));
      sheet.replaceSync(text);
    }
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    // Safari before 16.4
  } else (root as ShadowRoot).appendChild(document.createElement('style')).textContent = text;
}

export class LightElement extends HTMLElement implements ReactiveControllerHost {
  static properties: PropertyDeclarations = {};
  static styles: CSSResultGroup = [];
  /** Property name by attribute, of this class and those above. */
  private static _names: Record<string, string>;
  private static _all: PropertyDeclarations;

  /** Called by the browser once, at `define`. */
  static get observedAttributes(): string[] {
    const all: Record<string, PropertyDeclarations[string]> = (this._all = {});
    // eslint-disable-next-line @typescript-eslint/no-this-alias
    for (let level = this; level.properties; level = Object.getPrototypeOf(level))
      Object.assign(all, { ...level.properties, ...all });
    // A host that says `locale` means the language.
    this._names = { locale: 'lang' };
    for (const name in all) {
      const { attribute, state } = all[name]!;
      if (attribute !== false && !state) this._names[`${attribute || name.toLowerCase()}`] = name;
      if (!own(this.prototype, name))
        Object.defineProperty(this.prototype, name, {
          get(this: LightElement) {
            return this._values[name];
          },
          set(this: LightElement, value: unknown) {
            const old = this._values[name];
            this._values[name] = value;
            if (!Object.is(old, value)) this.requestUpdate(name, old);
          },
        });
    }
    return Object.keys(this._names);
  }

  isUpdatePending = false;
  hasUpdated = false;
  declare updateComplete: Promise<boolean>;
  declare renderRoot: ShadowRoot;
  private _values: Record<string, unknown> = {};
  private _changed: PropertyValues = new Map();
  /** Properties that were set before the element was defined. */
  private _early: Record<string, unknown> = {};
  private _controllers = new Set<ReactiveController>();
  private _part: RootPart | undefined;
  declare private _start: () => void;
  private _started = new Promise<void>((start) => (this._start = start));

  constructor() {
    super();
    for (const name in this._kind._all)
      if (own(this, name)) {
        this._early[name] = this[name as never];
        delete this[name as never];
      }
    this.requestUpdate();
  }

  private get _kind() {
    return this.constructor as typeof LightElement;
  }

  addController(controller: ReactiveController): void {
    this._controllers.add(controller);
    if (this.renderRoot && this.isConnected) controller.hostConnected?.();
  }

  removeController(controller: ReactiveController): void {
    this._controllers.delete(controller);
  }

  connectedCallback(): void {
    if (!this.renderRoot) adopt((this.renderRoot = this.attachShadow({ mode: 'open' })), this._kind.styles);
    this._start();
    this._controllers.forEach((controller) => controller.hostConnected?.());
    this._part?.setConnected(true);
  }

  disconnectedCallback(): void {
    this._controllers.forEach((controller) => controller.hostDisconnected?.());
    this._part?.setConnected(false);
  }

  attributeChangedCallback(attribute: string, _: string | null, value: string | null): void {
    const name = this._kind._names[attribute]!;
    const { type } = this._kind._all[name]!;
    this[name as never] = (
      type === Boolean ? value !== null : type === Number && value !== null ? +value : value
    ) as never;
  }

  requestUpdate(name?: PropertyKey, old?: unknown): void {
    if (name && !this._changed.has(name)) this._changed.set(name, old);
    if (this.isUpdatePending) return;
    this.isUpdatePending = true;
    this.updateComplete = this._enqueue();
  }

  private async _enqueue(): Promise<boolean> {
    await this._started;
    Object.assign(this, this._early);
    this._early = {};
    const wait = this.scheduleUpdate();
    if (wait) await wait;
    return !this.isUpdatePending;
  }

  protected scheduleUpdate(): void | Promise<void> {
    this.performUpdate();
  }

  protected performUpdate(): void {
    try {
      const changed = this._changed;
      this.willUpdate(changed);
      this._controllers.forEach((controller) => controller.hostUpdate?.());
      for (const name of changed.keys()) {
        const { reflect, attribute, type } = this._kind._all[name as string] || {};
        const value = this._values[name as string];
        const to = (attribute || name) as string;
        if (!reflect) continue;
        if (type === Boolean || value == null) this.toggleAttribute(to, !!value);
        else this.setAttribute(to, `${value}`);
      }
      const view = this.render();
      this._changed = new Map();
      this.isUpdatePending = false;
      this._part = draw(view, this.renderRoot, { host: this });
      this._controllers.forEach((controller) => controller.hostUpdated?.());
      if (!this.hasUpdated) {
        this.hasUpdated = true;
        this.firstUpdated(changed);
      }
      this.updated(changed);
    } catch (cause) {
      // The next change gets its turn.
      this.isUpdatePending = false;
      throw cause;
    }
  }

  protected willUpdate(_changed: PropertyValues): void {}
  protected firstUpdated(_changed: PropertyValues): void {}
  protected updated(_changed: PropertyValues): void {}
  protected render(): unknown {
    return undefined;
  }
}
