/** The link of a meeting: its id under our signature, so that nothing of it has to be kept and its host can show it at any time. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { parse, stringify } from 'uuid';
import type { MeetingRow } from './repo.ts';

const ID_BYTES = 16;
/** With the id 33 bytes: 44 characters of base64url without a rest. */
const SIGNATURE_BYTES = 17;

type Linked = Pick<MeetingRow, 'hospitalId' | 'meetingId' | 'linkVersion'>;

function signature(secret: Uint8Array, { hospitalId, meetingId, linkVersion }: Linked): Buffer {
  const of = createHmac('sha256', secret)
    .update(`care meeting link\0${hospitalId}\0`)
    .update(parse(meetingId));
  // The first link is signed as all were before there could be a second.
  if (linkVersion) of.update(`\0${linkVersion}`);
  return of.digest().subarray(0, SIGNATURE_BYTES);
}

export const linkSecret = (secret: Uint8Array, meeting: Linked): string =>
  Buffer.concat([parse(meeting.meetingId), signature(secret, meeting)]).toString('base64url');

/** The meeting that a link says it is of; whether we made it, `standing` tells. */
export function meetingNamed(link: string): string | undefined {
  const bytes = Buffer.from(link, 'base64url');
  if (bytes.length !== ID_BYTES + SIGNATURE_BYTES) return undefined;
  // Any 16 bytes make a valid key for the search; `stringify` refuses those that are no UUID.
  try {
    return stringify(bytes.subarray(0, ID_BYTES));
  } catch {
    return undefined;
  }
}

/** `replaced`: ours once, until the host got another. Undefined for one that we did not make for this meeting. */
export function standing(secret: Uint8Array, meeting: Linked, link: string): 'good' | 'replaced' | undefined {
  const signed = Buffer.from(link, 'base64url').subarray(ID_BYTES);
  for (let linkVersion = meeting.linkVersion; linkVersion >= 0; linkVersion--) {
    if (timingSafeEqual(signed, signature(secret, { ...meeting, linkVersion })))
      return linkVersion === meeting.linkVersion ? 'good' : 'replaced';
  }
  return undefined;
}
