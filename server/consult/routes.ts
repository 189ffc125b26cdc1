/** Routes of the consult, and the door for LiveKit's webhooks. */
import { connectionRoutes } from '@care-elements/contract/connection.ts';
import { consultRoutes } from '@care-elements/contract/consult.ts';
import { readBytes } from '../http/body.ts';
import { mount, type Mounting } from '../http/route.ts';
import { createCheck, getMediaServer } from './check.ts';
import { recordingConsent } from '../recordings/service.ts';
import { muteParticipant } from './mute.ts';
import { createToken, listParticipants } from './service.ts';
import { receiveWebhook } from './webhook.ts';

/** Not a route of the contract: LiveKit calls it, signed with the key that we share, and the body must stay raw. */
export const WEBHOOK_PATH = '/v1/livekit/webhook';

export function mountConsult(m: Mounting): void {
  mount(m, consultRoutes.createConsultToken, async ({ work, actor, params, query }) => ({
    ...(await createToken(work, m.deps.media, actor, params.visitId, !!query.ahead)),
    recordable: !!(await recordingConsent(work, m.deps)),
  }));
  mount(m, consultRoutes.listConsultParticipants, ({ work, actor, params }) =>
    listParticipants(work, actor, params.visitId),
  );
  mount(m, connectionRoutes.getMediaServer, ({ work }) => getMediaServer(work, m.deps.media));
  mount(m, connectionRoutes.createConnectionCheck, ({ work }) => createCheck(work, m.deps.media));
  mount(m, consultRoutes.muteParticipant, ({ work, actor, params }) =>
    muteParticipant(work, m.deps.media, actor, params.visitId, params.identity),
  );
  m.app.post(WEBHOOK_PATH, async (c) => {
    const read = async () => new TextDecoder().decode(await readBytes(c));
    await receiveWebhook(m.deps, read, c.req.header('authorization'));
    return c.body(null, 204);
  });
}
