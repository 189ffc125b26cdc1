/** A throw-away room in which somebody tries the way to the media server; nothing of it is stored, nobody else gets in. */
import type { ConnectionCheck, MediaServer } from '@care-elements/contract/connection.ts';
import { publicRecord, type Authorized } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { requireHospital } from '../hospitals/service.ts';
import type { Work } from '../work.ts';
import { newCheckName, newIdentity, roomsOf } from './rooms.ts';

/** The room is there when this resolves. Throws `media-unavailable` without LiveKit. */
export async function createCheck(
  { hospitalId }: Work,
  media: Deps['media'],
): Promise<Authorized<ConnectionCheck>> {
  const rooms = roomsOf(media);
  const identities = [newIdentity(), newIdentity(), newIdentity()];
  const { tokens, expiresAt } = await rooms.openCheck(newCheckName(hospitalId), identities);
  const [direct = '', relay = '', relayTls = ''] = tokens;
  // It says nothing about anybody.
  return publicRecord({
    url: rooms.publicUrl,
    tokens: { direct, relay, relayTls },
    expiresAt: expiresAt.toISOString(),
  });
}

/** Its address is no secret: every caller's browser speaks with it. Throws `hospital-unknown`. */
export async function getMediaServer(work: Work, media: Deps['media']): Promise<Authorized<MediaServer>> {
  await requireHospital(work);
  return publicRecord({ url: media?.publicUrl ?? null });
}
