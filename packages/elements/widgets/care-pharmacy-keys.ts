/** Owns the pharmacy's shortcuts: which key asks for what, that none fires while somebody types, and the sheet that explains them. */
import { html, type TemplateResult } from 'lit';
import type { PharmacyWords } from '../locales/en/pharmacy.ts';
import type { SharedWords } from '../locales/en/shared.ts';

export type Shortcut = 'next' | 'down' | 'up' | 'approve' | 'return' | 'reject' | 'help' | 'escape';

const LETTERS: Record<string, Shortcut> = {
  ...{ n: 'next', j: 'down', k: 'up', a: 'approve', r: 'return', x: 'reject', '?': 'help', '？': 'help' },
};

/** Where letters are letters. */
function isTyping(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches('textarea, select')) return true;
  return (
    target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit'].includes(target.type)
  );
}

/**
 * `letters`: whether the single keys are on (WCAG 2.1.4 lets a person turn them off). A key held down repeats nothing: a
 * decision is one press.
 */
export function shortcutOf(event: KeyboardEvent, letters: boolean): Shortcut | undefined {
  const { key, ctrlKey, metaKey, altKey, repeat, isComposing, defaultPrevented } = event;
  if (defaultPrevented || repeat || isComposing || ctrlKey || metaKey || altKey) return undefined;
  if (key === 'Escape') return 'escape';
  return letters && !isTyping(event) ? LETTERS[key.toLowerCase()] : undefined;
}

/** Ctrl or ⌘ with Enter: sends what is being written. */
export const isSend = ({ key, ctrlKey, metaKey, altKey, repeat, isComposing }: KeyboardEvent): boolean =>
  key === 'Enter' && (ctrlKey || metaKey) && !altKey && !repeat && !isComposing;

const KEPT = 'care:pharmacy:letters';

/** Remembered for this browser. */
export function lettersOn(): boolean {
  try {
    return localStorage.getItem(KEPT) !== 'off';
  } catch {
    return true;
  }
}
export function keepLetters(on: boolean): void {
  try {
    localStorage.setItem(KEPT, on ? 'on' : 'off');
  } catch {
    // For this page's life, then.
  }
}

export function helpSheet(
  t: PharmacyWords & SharedWords,
  letters: boolean,
  change: (on: boolean) => void,
  close: () => void,
): TemplateResult {
  const send = /Mac|iP/.test(navigator.platform) ? '⌘ ↵' : 'Ctrl ↵';
  const rows: [string, string][] = [
    ...([
      ['A', t.keys.a],
      ['R', t.keys.r],
      ['X', t.keys.x],
      ['N', t.keys.n],
      ['J  K', t.keys.jk],
    ] as [string, string][]),
    ...([
      [send, t.keys.send],
      ['?', t.keys.help],
      ['Esc', t.keys.esc],
    ] as [string, string][]),
  ];
  return html`<dialog class="help" aria-labelledby="help-title" @close=${close} @cancel=${close}>
    <div class="stack">
      <h2 id="help-title">${t.shortcuts}</h2>
      <dl class="keys">${rows.map(([key, does]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${does}</dd></div>`)}</dl>
      <label class="check"
        ><input type="checkbox" .checked=${letters} @change=${(e: Event) => change((e.target as HTMLInputElement).checked)} /><span
          >${t.singleKeys}<br /><span class="note">${t.singleKeysMore}</span></span
        ></label
      >
      <button class="act" autofocus @click=${close}>${t.close}</button>
    </div>
  </dialog>`;
}
