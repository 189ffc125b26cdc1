/** Owns the QR picture: dark on white with its quiet zone, in dark mode, too. */
import { untilHere } from '@care-elements/client/until-here.ts';
import { css, html, nothing, type CSSResultGroup, type PropertyDeclarations } from 'lit';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';

/** A code as one SVG path on a grid of `size` modules, its quiet zone included. */
export type QrPicture = { size: number; path: string };

export async function qrPicture(value: string): Promise<QrPicture> {
  const { encode } = await untilHere(() => import('uqr'));
  // Four modules of quiet zone are the standard's; M corrects 15 %.
  const { data, size } = encode(value, { ecc: 'M', border: 4 });
  // A run is one rectangle: squares side by side leave hairlines when printed.
  const row = (cells: boolean[], y: number) =>
    cells
      .map((dark, x) => {
        if (!dark || cells[x - 1]) return '';
        const end = cells.indexOf(false, x);
        const n = (end < 0 ? cells.length : end) - x;
        return `M${x} ${y}h${n}v1h-${n}z`;
      })
      .join('');
  return { size, path: data.map(row).join('') };
}

/**
 * @csspart qr The white square.
 */
export class CareQr extends CareElement {
  static override properties: PropertyDeclarations = {
    value: {},
    label: {},
    path: { state: true },
    modules: { state: true },
  };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    css`
      svg {
        width: 100%;
        max-width: 280px;
        height: auto;
        background: #fff;
        border-radius: 8px;
        forced-color-adjust: none;
        print-color-adjust: exact;
      }
    `,
  ];
  /** What the code says. */
  declare value: string;
  /** What the code is for, for assistive technology. */
  declare label: string;
  declare path: string;
  declare modules: number;

  constructor() {
    super();
    this.value = this.label = this.path = '';
    this.modules = 0;
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('value')) void this.#draw(this.value);
  }

  async #draw(value: string): Promise<void> {
    const picture = value ? await qrPicture(value) : { size: 0, path: '' };
    if (value !== this.value) return;
    this.modules = picture.size;
    this.path = picture.path;
  }

  override render() {
    if (!this.path) return nothing;
    return html`<svg part="qr" role="img" aria-label=${this.label} viewBox="0 0 ${this.modules} ${this.modules}" shape-rendering="crispEdges"><path d=${this.path} fill="#000" /></svg>`;
  }
}
define('care-qr', CareQr);
