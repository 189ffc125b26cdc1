/** Owns the drawing of a person, front and back, grown-up and child: shapes with the region that each stands for. */
import { svg, type TemplateResult } from 'lit';

export type Side = 'front' | 'back';
type Shape = [region: string, path: string];

/** On a grid of 200 by 400, a grown-up; arms and legs are drawn once and mirrored. */
const LIMBS: Shape[] = [
  ['arm', 'M63 92c-12 3-17 12-19 26l-10 62-6 34c-1 9 12 11 15 3l10-36 14-58z'],
  ['leg', 'M72 222h26v8l-3 78 1 62c0 8-3 12-12 12h-14c-5 0-5-6 0-9l8-6-2-60-6-52z'],
];
const FRONT: Shape[] = [
  ['head', 'M72 42c0-22 12-34 28-34s28 12 28 34z'],
  ['face', 'M72 42h56c0 22-12 36-28 36s-28-14-28-36z'],
  ['throat', 'M88 76h24v14h-24z'],
  ['chest', 'M64 90h72l2 54H62z'],
  ['belly', 'M62 146h76l-2 40H64z'],
  ['groin', 'M64 188h72l-1 32H65z'],
];
const BACK: Shape[] = [
  ['head', 'M72 42c0-22 12-34 28-34s28 12 28 34c0 22-12 36-28 36s-28-14-28-36z'],
  ['nape', 'M88 76h24v14h-24z'],
  ['upper', 'M64 90h72l2 54H62z'],
  ['loin', 'M62 146h76l-2 40H64z'],
  ['seat', 'M64 188h72l-1 32H65z'],
];

/** What a tap or a screen reader needs stands in the list beside it: the figure itself is a picture. */
export function figure(
  side: Side,
  child: boolean,
  chosen: string,
  choose: (region: string) => void,
): TemplateResult {
  const shape = ([region, path]: Shape, more = '') =>
    svg`<path d=${path} transform=${more} class=${region === chosen ? 'here' : ''} @click=${() => choose(region)} />`;
  const trunk = side === 'front' ? FRONT : BACK;
  // A child is a large head on a small body.
  const head = child ? 'translate(-35 0) scale(1.35)' : '';
  const body = child ? 'translate(17 46) scale(.83 .7)' : '';
  const isHead = ([region]: Shape) => region === 'head' || region === 'face';
  return svg`<svg viewBox="0 0 200 400" aria-hidden="true">
    <g transform=${body}>
      ${[...trunk.filter((one) => !isHead(one)), ...LIMBS].map((one) => shape(one))}
      ${LIMBS.map((one) => shape(one, 'translate(200 0) scale(-1 1)'))}
    </g>
    <g transform=${head}>${trunk.filter(isHead).map((one) => shape(one))}</g>
  </svg>`;
}
