/** Owns the shortcuts of the triage content desk: single keys count only while the desk has the focus, never while somebody types. */
import { html, type TemplateResult } from 'lit';
import type { T } from './care-protocols-words.ts';

export type Shortcut = 'down' | 'up' | 'search' | 'upload' | 'help' | 'escape';
const KEYS: Record<string, Shortcut> = {
  j: 'down',
  k: 'up',
  '/': 'search',
  u: 'upload',
  '?': 'help',
  '？': 'help',
};

export function shortcutOf(event: KeyboardEvent): Shortcut | undefined {
  const { key, ctrlKey, metaKey, altKey, repeat, isComposing, defaultPrevented } = event;
  if (defaultPrevented || repeat || isComposing || ctrlKey || metaKey || altKey) return undefined;
  if (key === 'Escape') return 'escape';
  const [target] = event.composedPath();
  const typing =
    target instanceof HTMLElement &&
    target.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=file])');
  return typing ? undefined : KEYS[key.toLowerCase()];
}

export const helpSheet = (t: T, close: () => void): TemplateResult =>
  html`<dialog class="help" aria-labelledby="help-title" @close=${close} @cancel=${close}>
    <div class="stack">
      <h2 id="help-title">${t.shortcuts}</h2>
      <dl class="keys">
        ${[
          ['J  K', t.keys.jk],
          ['/', t.keys.search],
          ['U', t.keys.u],
          ['?', t.keys.help],
          ['Esc', t.keys.esc],
        ].map(([key, does]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${does}</dd></div>`)}
      </dl>
      <button class="act" autofocus @click=${close}>${t.close}</button>
    </div>
  </dialog>`;
