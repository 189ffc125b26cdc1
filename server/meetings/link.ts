/** The link of a meeting: its id under our signature, so that nothing of it has to be kept and its host can show it at any time. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { parse, stringify } from 'uuid';

const ID_BYTES = 16;
/** With the id 33 bytes: 44 characters of base64url without a rest. */
const SIGNATURE_BYTES = 17;

const signature = (secret: Uint8Array, hospitalId: string, id: Uint8Array): Buffer =>
  createHmac('sha256', secret)
    .update(`care meeting link\0${hospitalId}\0`)
    .update(id)
    .digest()
    .subarray(0, SIGNATURE_BYTES);

export function linkSecret(secret: Uint8Array, hospitalId: string, meetingId: string): string {
  const id = parse(meetingId);
  return Buffer.concat([id, signature(secret, hospitalId, id)]).toString('base64url');
}

/** The meeting of a link; undefined for one that we did not make for this hospital. */
export function meetingOfLink(secret: Uint8Array, hospitalId: string, link: string): string | undefined {
  const bytes = Buffer.from(link, 'base64url');
  const id = bytes.subarray(0, ID_BYTES);
  const signed = bytes.subarray(ID_BYTES);
  if (signed.length !== SIGNATURE_BYTES) return undefined;
  return timingSafeEqual(signed, signature(secret, hospitalId, id)) ? stringify(id) : undefined;
}
