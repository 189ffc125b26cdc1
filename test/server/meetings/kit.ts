/** For tests of group meetings: one that its host has planned or opened, and listeners with a seat in it. */
import type { HostedMeeting, MeetingTicket, SeatView } from '@care-elements/contract/meeting.ts';
import type { TestApp } from '../../kit/open-test-app.ts';

export interface Listener {
  token: string;
  seat: SeatView;
}

/** `host` is a doctor's token. */
export async function plannedMeeting(
  t: Pick<TestApp, 'call' | 'deps'>,
  host: string,
  { hospitalId = 'renhe', capacity = 50, title = { 'zh-CN': '糖尿病病友会' } as object } = {},
): Promise<HostedMeeting> {
  const startsAt = new Date(t.deps.now().getTime() + 60_000).toISOString();
  const { status, body } = await t.call('POST', `/${hospitalId}/meetings`, {
    token: host,
    body: { title, startsAt, capacity },
  });
  if (status !== 201) throw new Error(`meeting not planned: ${status} ${JSON.stringify(body)}`);
  return body;
}

export async function joined(
  t: Pick<TestApp, 'call'>,
  { secret }: Pick<HostedMeeting, 'secret'>,
  name: string,
  hospitalId = 'renhe',
): Promise<Listener> {
  const { status, body } = await t.call('POST', `/${hospitalId}/meetings/join`, {
    body: { secret, name, rules: '1', agreed: true },
  });
  if (status !== 201) throw new Error(`not joined: ${status} ${JSON.stringify(body)}`);
  return { token: body.token, seat: body.seat };
}

export interface Line {
  closed: Promise<void>;
  close(): void;
}
/**
 * Enters the room by LiveKit's signalling alone, without any media: enough to be one of those who are in it. Rejects where LiveKit
 * refuses.
 */
export async function sitIn({ url, token }: Pick<MeetingTicket, 'url' | 'token'>): Promise<Line> {
  const query = new URLSearchParams({ access_token: token, protocol: '16', sdk: 'js', auto_subscribe: '0' });
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/rtc?${query}`);
  const closed = new Promise<void>((done) => socket.addEventListener('close', () => done()));
  await new Promise<void>((done, fail) => {
    socket.addEventListener('message', () => done(), { once: true });
    socket.addEventListener('error', () => fail(new Error('LiveKit refused')), { once: true });
    socket.addEventListener('close', () => fail(new Error('LiveKit closed the line')), { once: true });
  });
  return { closed, close: () => socket.close() };
}
