/** Owns how files of a conversation travel, and what a picture is made into before it does. */
import type { Attachment } from '@care-elements/contract/attachments.ts';
import type { Care } from './care.ts';
import { Problem } from './problem.ts';

/** A picture's longer side as sent, in pixels: a pathology report is readable, a village's line carries it. */
const LONGEST = 1600;
const QUALITY = 0.85;

export interface FileToSend {
  blob: Blob;
  type: string;
  name: string;
  seconds: number | null;
}

const refused = (current: string) => new Problem(422, { code: 'file-refused', current });

/**
 * A new JPEG of at most LONGEST pixels, upright, of what the browser can show: place, time and maker stay behind. Rejects with
 * `file-refused` where it can show nothing.
 */
export async function smallPicture(file: Blob): Promise<Blob> {
  const bitmap = await bitmapOf(file).catch(() => {
    throw refused('broken');
  });
  const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(bitmap.width * scale) || 1;
  canvas.height = Math.round(bitmap.height * scale) || 1;
  const paint = canvas.getContext('2d')!;
  // JPEG has no transparency: what was see-through would be black.
  paint.fillStyle = '#fff';
  paint.fillRect(0, 0, canvas.width, canvas.height);
  paint.imageSmoothingQuality = 'high';
  paint.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', QUALITY));
  if (!blob) throw refused('too-many-pixels');
  return blob;
}

/** Firefox (153) decodes no photo that begins with what its camera says of it, as every phone's does; shown as an image it is one. */
const bitmapOf = (file: Blob): Promise<ImageBitmap> =>
  createImageBitmap(file).catch(async () => {
    const image = new Image();
    image.src = URL.createObjectURL(file);
    await image.decode().finally(() => URL.revokeObjectURL(image.src));
    return createImageBitmap(image);
  });

/** What a chosen file is sent as: pictures anew, PDFs as they are. Rejects with `unsupported-media-type` for all others. */
export async function prepareFile(file: File): Promise<FileToSend> {
  const { name } = file;
  if (file.type === 'application/pdf' || (!file.type && /\.pdf$/i.test(name))) {
    if (file.size > 10 * 1024 * 1024) throw new Problem(413, { code: 'body-too-large' });
    return { blob: file, type: 'application/pdf', name, seconds: null };
  }
  // An SVG is a program, also where a browser would draw it.
  if (!/^image\/(?!svg)/.test(file.type)) throw new Problem(415, { code: 'unsupported-media-type' });
  return { blob: await smallPicture(file), type: 'image/jpeg', name, seconds: null };
}

type Reach = Pick<Care, 'api' | 'session'> & { fetch?: typeof fetch };

async function ask(reach: Reach, path: string, init: RequestInit & { headers?: Record<string, string> }) {
  const { fetch = globalThis.fetch.bind(globalThis) } = reach;
  try {
    const token = reach.session.get()?.token;
    const answer = await fetch(reach.api.base + path, {
      ...init,
      headers: { ...init.headers, ...(token ? { Authorization: `Bearer ${token}` } : {}) },
    });
    if (answer.ok) return { answer, body: await answer.blob() };
    const text = await answer.text();
    throw new Problem(answer.status, text[0] === '{' ? JSON.parse(text) : {});
  } catch (cause) {
    throw cause instanceof Problem ? cause : new Problem(0, {});
  }
}

/** `key` makes a second try the same upload. */
export async function uploadFile(
  reach: Reach,
  visitId: string,
  { blob, type, name, seconds }: FileToSend,
  key: string,
): Promise<Attachment> {
  const query = new URLSearchParams({
    name: name.slice(-200),
    ...(seconds === null ? {} : { seconds: `${seconds}` }),
  });
  const { body } = await ask(reach, `/visits/${visitId}/attachments?${query}`, {
    method: 'POST',
    headers: { 'Content-Type': type, 'Idempotency-Key': key },
    body: blob,
  });
  try {
    return JSON.parse(await body.text()) as Attachment;
  } catch {
    // Somebody on the way has answered in the server's place.
    throw new Problem(0, {});
  }
}

export const downloadFile = async (reach: Reach, visitId: string, attachmentId: string): Promise<Blob> =>
  (await ask(reach, `/visits/${visitId}/attachments/${attachmentId}/content`, {})).body;
