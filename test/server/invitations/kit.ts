/** For tests with guests: somebody who was invited to a visit and has opened the link. */
import type { GuestRole } from '@care-elements/contract/invitation.ts';
import type { Call } from '../../kit/open-test-app.ts';

/** Invited by whoever's token it is; opened by the guest. */
export async function invitedGuest(
  t: { call: Call },
  hospitalId: string,
  visitId: string,
  token: string,
  role: GuestRole = 'relative',
) {
  const made = await t.call('POST', `/${hospitalId}/visits/${visitId}/invitations`, {
    token,
    body: { role, name: '女儿' },
  });
  if (made.status !== 201) throw new Error(`invitation: ${JSON.stringify(made.body)}`);
  const { invitationId, secret } = made.body as { invitationId: string; secret: string };
  const opened = await t.call('POST', `/${hospitalId}/invitations/open`, { body: { secret } });
  if (opened.status !== 201) throw new Error(`opening: ${JSON.stringify(opened.body)}`);
  return { invitationId, secret, token: opened.body.token as string };
}
