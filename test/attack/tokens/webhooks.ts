/** Webhooks that LiveKit's own key signed, and that are good no longer: for another body, too old, or told twice. */
import { createHash } from 'node:crypto';
import { AccessToken } from 'livekit-server-sdk';
import { v7 } from 'uuid';
import { newRoomName } from '../../../server/consult/rooms.ts';
import type { TestApp } from '../../kit/open-test-app.ts';
import { takenVisit } from '../../server/consult/kit.ts';
import type { Attempt } from '../attack.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64');

export async function webhooks(t: TestApp): Promise<Attempt[]> {
  const media = t.deps.media!;
  const { visitId, hospitalId, entryId } = await takenVisit(t, { state: 'in_consult' });
  const rows = async (text: string) => (await t.deps.db.tenant(hospitalId, (tx) => tx.execute(text))).rows;
  const [room, identity] = [newRoomName(hospitalId), 'p_abcdefghijklmnop'];
  const consultId = v7();
  await rows(
    `INSERT INTO consults (hospital_id, consult_id, visit_id, entry_id, room_name, state, opened_at)
     VALUES ('${hospitalId}', '${consultId}', '${visitId}', '${entryId}', '${room}', 'open', now())`,
  );
  await rows(
    `INSERT INTO consult_participants (hospital_id, consult_id, identity, role, subject_id)
     VALUES ('${hospitalId}', '${consultId}', '${identity}', 'patient', '${visitId}')`,
  );
  const bodyOf = (id: string) =>
    JSON.stringify({
      ...{ event: 'participant_joined', id, createdAt: String(Math.floor(Date.now() / 1000)) },
      ...{ room: { name: room }, participant: { identity, sid: 'PA_x' } },
    });
  const send = async (
    body: string,
    { hash = sha256(body), ttl = 300, key = media.apiKey, secret = media.apiSecret } = {},
  ) => {
    const token = new AccessToken(key, secret, { ttl });
    token.sha256 = hash;
    const answer = await t.app.request('/v1/livekit/webhook', {
      method: 'POST',
      headers: { 'Content-Type': 'application/webhook+json', Authorization: await token.toJwt() },
      body,
    });
    return answer.status;
  };
  const joins = async () =>
    (
      await rows(
        `SELECT 1 FROM audit_entries WHERE action = 'consult.joined' AND resource_id = '${consultId}'`,
      )
    ).length;

  const forged: Attempt = {
    attempt: 'a webhook under LiveKit’s key that is not what it signed',
    tried: 0,
    findings: [],
  };
  const good = bodyOf(v7());
  for (const [what, options] of Object.entries({
    'the hash of another body': { hash: sha256(bodyOf(v7())) },
    'an empty hash': { hash: '' },
    'no hash of this encoding': { hash: createHash('sha256').update(good).digest('hex') },
    'signed an hour ago': { ttl: -3600 },
    'another key’s name': { key: 'another' },
    'another secret': { secret: 'x'.repeat(40) },
  })) {
    forged.tried++;
    const status = await send(good, options);
    if (status !== 401) forged.findings.push(`${what}: ${status}`);
  }
  forged.tried++;
  if (await joins()) forged.findings.push('one of them was believed');

  const twice: Attempt = { attempt: 'a webhook told twice, or at once', tried: 0, findings: [] };
  const first = await send(good);
  if (first !== 204 || (await joins()) !== 1)
    twice.findings.push(`the honest one: ${first}, ${await joins()} entries`);
  for (const statuses of [[await send(good)], await Promise.all([send(good), send(good), send(good)])]) {
    twice.tried += statuses.length;
    if (statuses.some((status) => status >= 500)) twice.findings.push(`answered ${statuses.join()}`);
  }
  if ((await joins()) !== 1) twice.findings.push(`${await joins()} entries of one event`);
  return [forged, twice];
}
