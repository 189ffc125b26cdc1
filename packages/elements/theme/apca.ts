/**
 * Owns APCA's lightness contrast Lc, which the studio shows beside WCAG's ratio: 0.0.98G-4g, the formula and its constants as published at
 * https://github.com/Myndex/SAPC-APCA/blob/master/documentation/APCA-W3-LaTeX.md. Written anew: the package's licence is none of the open ones.
 */
import { rgbOf } from '@care-elements/contract/theme.derive.ts';

/** Screen luminance: sRGB's primaries, an exponent of 2.4, and near black lifted by what the eye's flare adds. */
function luminance(hex: string): number {
  const [r, g, b] = rgbOf(hex);
  const y = 0.2126729 * r ** 2.4 + 0.7151522 * g ** 2.4 + 0.072175 * b ** 2.4;
  return y < 0.022 ? y + (0.022 - y) ** 1.414 : y;
}

/** -108 (white on black) to 106 (black on white): which is light and which is dark makes a difference. */
export function apca(text: string, ground: string): number {
  const [on, under] = [luminance(text), luminance(ground)];
  if (Math.abs(under - on) < 0.0005) return 0;
  const lc = under > on ? (under ** 0.56 - on ** 0.57) * 1.14 : (under ** 0.65 - on ** 0.62) * 1.14;
  if (Math.abs(lc) < 0.1) return 0;
  return (lc > 0 ? lc - 0.027 : lc + 0.027) * 100;
}
