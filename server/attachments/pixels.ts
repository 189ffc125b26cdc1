/** How many pixels a picture may claim. */
import { MAX_PIXELS } from '@care-elements/contract/attachments.ts';
import { refuse } from './refuse.ts';

/** A picture written anew, and its size in pixels. */
export interface Picture {
  bytes: Uint8Array;
  width: number;
  height: number;
}

/** Before anything is done with the pixels: a header can claim more than any phone has memory for. */
export function checkPixels(width: number, height: number, dataBytes: number, pixelsPerByte: number): void {
  if (width < 1 || height < 1) throw refuse('broken', 'A picture without pixels.');
  if (width * height > MAX_PIXELS) throw refuse('too-many-pixels', `${width} × ${height} pixels.`);
  // What the format can't possibly have squeezed into so little was never drawn.
  if (width * height > dataBytes * pixelsPerByte)
    throw refuse('broken', `${dataBytes} bytes can’t hold ${width} × ${height} pixels.`);
}
