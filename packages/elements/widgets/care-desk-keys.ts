/** Owns the desk's shortcuts: which key asks for what, that none fires while somebody types, and the sheet that explains them. */
import { css, html, type TemplateResult } from 'lit';
import type { Lang } from '../base/words.ts';
import type { T } from './care-desk-words.ts';
import './care-desk-sheet-box.ts';

export type Shortcut = 'next' | 'search' | 'mute' | 'sign' | 'help';

/** Where letters are letters. */
function isTyping(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches('textarea, select')) return true;
  return (
    target instanceof HTMLInputElement &&
    !['checkbox', 'radio', 'button', 'submit', 'range'].includes(target.type)
  );
}

/** `letters`: whether the single keys are on (WCAG 2.1.4 lets a person turn them off). */
export function shortcutOf(event: KeyboardEvent, letters: boolean): Shortcut | undefined {
  const { key, ctrlKey, metaKey, altKey, repeat, isComposing, defaultPrevented } = event;
  if (defaultPrevented || repeat || isComposing) return undefined;
  if (key === 'Enter' && (ctrlKey || metaKey) && !altKey) return 'sign';
  if (!letters || ctrlKey || metaKey || altKey || isTyping(event)) return undefined;
  return ({ n: 'next', '/': 'search', m: 'mute', '?': 'help' } as const)[key.toLowerCase()];
}

const KEPT = 'care:desk:letters';

/** Remembered for this browser. */
export function lettersOn(): boolean {
  try {
    return localStorage.getItem(KEPT) !== 'off';
  } catch {
    return true;
  }
}
export function setLetters(on: boolean): void {
  try {
    localStorage.setItem(KEPT, on ? 'on' : 'off');
  } catch {
    // For this page's life, then.
  }
}

export function helpSheet(
  t: T,
  language: Lang,
  letters: boolean,
  change: (on: boolean) => void,
  close: () => void,
): TemplateResult {
  const apple = /Mac|iP/.test(navigator.platform);
  const rows: [string, string][] = [
    ['N', t.keys.n],
    ['/', t.keys.slash],
    ['M', t.keys.m],
    [apple ? '⌘ ↵' : 'Ctrl ↵', t.keys.sign],
    ['?', t.keys.help],
    ['Esc', t.keys.esc],
  ];
  return html`<care-desk-sheet lang=${language} .label=${t.shortcuts} @care-desk-close=${close}>
    <div class="stack">
      <h2>${t.shortcuts}</h2>
      <dl class="keys">${rows.map(([key, does]) => html`<dt><kbd>${key}</kbd></dt><dd>${does}</dd>`)}</dl>
      <label class="check"><input type="checkbox" .checked=${letters} @change=${(e: Event) => change((e.target as HTMLInputElement).checked)} /><span>${t.singleKeys}<br /><span class="note">${t.singleKeysMore}</span></span></label>
      <p><button class="act" autofocus @click=${close}>${t.close}</button></p>
    </div>
  </care-desk-sheet>`;
}

export const keyStyles = css`
  .keys {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 8px 16px;
  }
  .keys kbd {
    color: var(--_muted);
  }
  .check {
    display: flex;
    align-items: flex-start;
    gap: 8px;
  }
  .check input {
    width: 18px;
    height: 18px;
    margin-block-start: 2px;
    accent-color: var(--_brand);
  }
`;
