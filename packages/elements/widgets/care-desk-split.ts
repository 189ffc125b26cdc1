/** Owns the lines between the desk's columns: dragged or moved by arrow keys, remembered in this browser. */
import { html, type TemplateResult } from 'lit';

export type Column = 'queue' | 'visit';
const LIMITS: Record<Column, [least: number, most: number]> = { queue: [200, 460], visit: [260, 760] };
const STEP = 16;
const KEPT = 'care:desk:columns';

type Widths = Partial<Record<Column, number>>;

function read(): Widths {
  try {
    return JSON.parse(localStorage.getItem(KEPT) || '{}') as Widths;
  } catch {
    return {};
  }
}

const clamp = (column: Column, px: number) =>
  Math.round(Math.min(LIMITS[column][1], Math.max(LIMITS[column][0], px)));

/** Puts the remembered widths on the element that carries the columns. */
export function restoreWidths(host: HTMLElement): void {
  const kept = read();
  for (const column of ['queue', 'visit'] as const)
    if (typeof kept[column] === 'number')
      host.style.setProperty(`--_${column}`, `${clamp(column, kept[column])}px`);
}

function keep(host: HTMLElement, column: Column, px: number | null): void {
  const kept = read();
  if (px === null) {
    delete kept[column];
    host.style.removeProperty(`--_${column}`);
  } else {
    kept[column] = clamp(column, px);
    host.style.setProperty(`--_${column}`, `${kept[column]}px`);
  }
  try {
    localStorage.setItem(KEPT, JSON.stringify(kept));
  } catch {
    // The width holds for this page's life.
  }
}

/** A separator after `column`; a double click gives it its own width back. */
export function splitter(host: HTMLElement, column: Column, label: string): TemplateResult {
  const before = (event: Event) => (event.currentTarget as HTMLElement).previousElementSibling as HTMLElement;
  const sign = () => (getComputedStyle(host).direction === 'rtl' ? -1 : 1);
  const down = (event: PointerEvent) => {
    const line = event.currentTarget as HTMLElement;
    const start = event.clientX;
    const width = before(event).offsetWidth;
    line.setPointerCapture(event.pointerId);
    const move = (to: PointerEvent) => keep(host, column, width + (to.clientX - start) * sign());
    line.addEventListener('pointermove', move);
    line.addEventListener('lostpointercapture', () => line.removeEventListener('pointermove', move), {
      once: true,
    });
  };
  const key = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? STEP : event.key === 'ArrowLeft' ? -STEP : 0;
    if (!step) return;
    event.preventDefault();
    keep(host, column, before(event).offsetWidth + step * sign());
  };
  const [least, most] = LIMITS[column];
  return html`<div
    class="split"
    role="separator"
    tabindex="0"
    aria-orientation="vertical"
    aria-label=${label}
    aria-valuemin=${least}
    aria-valuemax=${most}
    aria-valuenow=${read()[column] ?? Math.round((least + most) / 2)}
    @pointerdown=${down}
    @keydown=${key}
    @dblclick=${() => keep(host, column, null)}
  ></div>`;
}
