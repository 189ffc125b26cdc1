/** Owns the frame of a page for staff: its store is read, the way in is asked for, and its head says where one is and who. What it is about, its element draws. */
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Clinician } from '@care-elements/contract/session.ts';
import type { Problem } from '@care-elements/client/problem.ts';
import type { StaffDoorState } from '@care-elements/client/staff-session.ts';
import type { Readable } from '@care-elements/client/store.ts';
import { CareElement } from '../base/care-element.ts';
import { StoreController } from '../base/store-controller.ts';
import type { Catalog, Words } from '../base/words.ts';
import type { FieldErrors } from '../controls/fields.ts';
import { signInForm, submitSignIn, unreachable, type SignInWords } from './staff-sign-in.ts';

export interface StaffPageState extends StaffDoorState {
  clinician: Clinician | null;
  busy: unknown;
  problem: { problem: Problem } | null;
}
interface StaffPageStore<S> extends Readable<S> {
  load(): Promise<void>;
  signIn(username: string, password: string): Promise<unknown>;
  signOut(): Promise<void>;
}
/** `signInFor` says for whom the page is. */
type FrameWords = SignInWords & { signInFor: string; signOut: string };

export abstract class StaffPage<S extends StaffPageState> extends CareElement {
  static override properties: PropertyDeclarations = { errors: { state: true } };

  /** What is wrong with the form that stands. */
  declare errors: FieldErrors;
  abstract override readonly words: Words<Catalog<object>[]> & { t: FrameWords };
  protected abstract readonly store: StaffPageStore<S> | undefined;
  protected readonly state = new StoreController<S>(this, () => this.store);
  #loaded: unknown;

  constructor() {
    super();
    this.errors = {};
  }

  protected override willUpdate(): void {
    const { store } = this;
    if (!store || store === this.#loaded) return;
    this.#loaded = store;
    void this.begin();
  }

  /** There is a hospital, or another one. */
  protected begin(): Promise<void> {
    return this.store!.load();
  }

  protected find(selector: string): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(selector);
  }

  protected readonly signIn = (event: SubmitEvent): Promise<void> =>
    submitSignIn(
      event,
      this.words.t,
      (errors) => ((this.errors = errors), this.updateComplete),
      (username, password) => this.store!.signIn(username, password),
    );
  protected readonly signOut = (): void => void this.store!.signOut();

  /** The way in, or `inside` for who has come in. `waiting` is the class of what stands until it is known. */
  protected door(
    state: S,
    inside: (state: S) => TemplateResult,
    waiting: 'empty' | 'sign-in' = 'empty',
  ): TemplateResult {
    const { t } = this.words;
    const { phase, problem } = state;
    if (phase === 'loading') return html`<p class=${waiting} role="status">${t.loading}</p>`;
    if (phase === 'unreachable')
      return html`<div class="sign-in">${unreachable(problem, t, () => this.store!.load())}</div>`;
    return phase === 'signed-out'
      ? signInForm(state, this.errors, t, this.language, this.signIn, t.signInFor)
      : inside(state);
  }

  /** `nav` stands beside the title, `more` before the way out; `rank` says what the person is, too. */
  protected head(
    title: string,
    { hospital, clinician }: S,
    { nav = nothing, more = nothing, rank = true }: { nav?: unknown; more?: unknown; rank?: boolean } = {},
  ): TemplateResult {
    const { t } = this.words;
    const lang = this.language;
    return html`<header class="top">
      <h1>${title}</h1>
      ${nav}
      <span class="muted">${hospital!.name[lang]}${hospital!.demo ? ` · ${t.demo}` : nothing}</span>
      <span class="who">${clinician!.name[lang]} ${rank ? html`<span class="muted">${clinician!.title[lang]}</span>` : nothing}</span>
      ${more}
      <button class="link" @click=${this.signOut}>${t.signOut}</button>
    </header>`;
  }
}
