/** At the real LiveKit: a patient's own token opens its room, and nothing of any other; and what guests and listeners may there. */
import { SignJWT, decodeJwt } from 'jose';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import { startTestLivekit } from '../../kit/start-livekit.ts';
import { mediaOf, roomsAt, takenVisit } from '../../server/consult/kit.ts';
import { sitIn } from '../../server/meetings/kit.ts';
import type { Attempt } from '../attack.ts';
import { afterLeaving } from './leaving.ts';

/** What LiveKit's server API can do to a room. */
const METHODS = [
  ...['ListRooms', 'CreateRoom', 'DeleteRoom', 'ListParticipants', 'GetParticipant', 'RemoveParticipant'],
  ...['MutePublishedTrack', 'UpdateParticipant', 'UpdateSubscriptions', 'SendData', 'UpdateRoomMetadata'],
];

export async function atLivekit(): Promise<Attempt[]> {
  const livekit = await startTestLivekit();
  try {
    const t = await openTestApp({ media: mediaOf(livekit) });
    try {
      return [await anotherRoom(t), ...(await afterLeaving(t))];
    } finally {
      await t.close();
    }
  } finally {
    await livekit.stop();
  }
}

async function anotherRoom(t: TestApp): Promise<Attempt> {
  const media = t.deps.media!;
  const attempt: Attempt = {
    attempt: 'a patient’s LiveKit token for another room, at LiveKit',
    tried: 0,
    findings: [],
  };
  const tickets = [];
  for (let n = 0; n < 2; n++) {
    const { path, token } = await takenVisit(t, { state: 'in_consult' });
    const { status, body } = await t.call('POST', path, { token });
    if (status > 201) throw new Error(`no ticket: ${status} ${JSON.stringify(body)}`);
    tickets.push(body as { url: string; token: string });
  }
  const [own, other] = tickets as [(typeof tickets)[0], (typeof tickets)[0]];
  const claims = decodeJwt(own.token) as { sub: string; video: { room: string } };
  const room = (decodeJwt(other.token) as typeof claims).video.room;
  // The honest one comes in, and where it belongs.
  const line = await sitIn(own);
  const present = async (name: string) =>
    (await roomsAt(media).listParticipants(name)).map(({ identity }) => identity);
  if (!(await present(claims.video.room)).includes(claims.sub)) attempt.findings.push('not in its own room');
  if ((await present(room)).includes(claims.sub)) attempt.findings.push('in the other room');

  const [head, , tail] = own.token.split('.') as [string, string, string];
  const moved = { ...claims, video: { ...claims.video, room } };
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const forged = {
    'the other room under its signature': `${head}.${part(moved)}.${tail}`,
    'the other room without a signature': `${part({ alg: 'none' })}.${part(moved)}.`,
    'the other room under another secret': await new SignJWT(moved as never)
      .setProtectedHeader({ alg: 'HS256' })
      .sign(Buffer.from('x'.repeat(40))),
  };
  for (const [what, token] of Object.entries(forged)) {
    attempt.tried++;
    await sitIn({ url: own.url, token }).then(
      (seat) => (seat.close(), attempt.findings.push(`${what} is let in`)),
      () => undefined,
    );
  }
  // Its own token may do nothing to a room, its own or the other.
  for (const method of METHODS)
    for (const name of [room, claims.video.room]) {
      attempt.tried++;
      const answer = await fetch(`${media.url.replace(/^ws/, 'http')}/twirp/livekit.RoomService/${method}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${own.token}` },
        body: JSON.stringify({ room: name, name, identity: claims.sub }),
      });
      if (answer.ok) attempt.findings.push(`${method} of ${name === room ? 'the other' : 'its own'} room`);
      await answer.text();
    }
  line.close();
  return attempt;
}
