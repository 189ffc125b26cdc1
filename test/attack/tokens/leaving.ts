/** Tokens of guests and listeners outlive their call, so that they are told what became of them; they open nothing of it any more. */
import type { Answer, TestApp } from '../../kit/open-test-app.ts';
import { callAndEnter, waitingPatient } from '../../kit/flow.ts';
import { invitedGuest } from '../../server/invitations/kit.ts';
import { joined, plannedMeeting } from '../../server/meetings/kit.ts';
import { addPerson } from '../../server/prescriptions/kit.ts';
import type { Attempt } from '../attack.ts';

interface Person {
  may: (what: string, answer: Promise<Answer>) => Promise<void>;
  mayNot: (what: string, answer: Promise<Answer>) => Promise<void>;
}

export async function afterLeaving(t: TestApp): Promise<Attempt[]> {
  const attempts: Attempt[] = [];
  const person = (attempt: string): Person => {
    const into: Attempt = { attempt, tried: 0, findings: [] };
    attempts.push(into);
    const told = async (what: string, answer: Promise<Answer>, held: (status: number) => boolean) => {
      const { status, body } = await answer;
      into.tried++;
      if (!held(status)) into.findings.push(`${what}: ${status} ${JSON.stringify(body).slice(0, 120)}`);
    };
    return {
      may: (what, answer) => told(`before it, ${what}`, answer, (status) => status < 300),
      mayNot: (what, answer) => told(what, answer, (status) => [401, 403, 404, 409].includes(status)),
    };
  };
  await guest(t, person('a guest’s token, after leaving'), 'leaves');
  await guest(t, person('a guest’s token, after being sent away'), 'is sent away');
  await listener(t, person('a listener’s token, after leaving, being removed, and the end of the meeting'));
  return attempts;
}

async function guest(t: TestApp, { may, mayNot }: Person, how: 'leaves' | 'is sent away'): Promise<void> {
  const doctor = (await addPerson(t)).token;
  const patient = await waitingPatient(t, { code: '02' });
  const ids = await callAndEnter(t, doctor, patient, { code: '02' });
  const visit = `/renhe/visits/${ids.visitId}`;
  const { invitationId, secret, token } = await invitedGuest(t, 'renhe', ids.visitId, patient.token);
  const post = (path: string, by = token, body?: unknown) =>
    t.call('POST', path, { token: by, ...(body === undefined ? {} : { body }) });
  const open = () => post('/renhe/invitations/open', undefined, { secret });
  const seen = () => t.call('GET', `${visit}/consult/participants`, { token });
  await may('a call', post(`${visit}/consult/token`, doctor));
  await mayNot('a place in the call, before it was let in', post(`${visit}/consult/token`));
  if (how === 'leaves')
    await may('agrees', post(`${visit}/invitations/${invitationId}/agree`, patient.token));
  await may('is let in', post(`${visit}/invitations/${invitationId}/admit`, doctor));
  await may('a place in the call', post(`${visit}/consult/token`));
  await may('who is in it', seen());
  if (how === 'leaves') await may('leaves', post('/renhe/invitations/current/leave'));
  else await may('is sent away', post(`${visit}/invitations/${invitationId}/end`, doctor));
  await mayNot('a place in the call', post(`${visit}/consult/token`));
  await mayNot('who is in it', seen());
  await mayNot('its link again', open());
  await mayNot(
    'whether it is recorded',
    t.call('GET', `/renhe/live?topics=recording:${ids.visitId}`, { token }),
  );
}

async function listener(t: TestApp, { may, mayNot }: Person): Promise<void> {
  const host = (await addPerson(t)).token;
  const meeting = await plannedMeeting(t, host);
  const at = `/renhe/meetings/${meeting.meetingId}`;
  const post = (path: string, token: string) => t.call('POST', path, { token });
  const own = (action: string, token: string) => post(`/renhe/meeting-seat/${action}`, token);
  await may('is opened', post(`${at}/open`, host));
  const { token, seat } = await joined(t, meeting, 'Ann');
  // Before the door is closed, as it is when somebody is removed.
  const late = await joined(t, meeting, 'Bob');
  await may('enters', own('enter', token));
  await may('raises a hand', own('raise', token));
  await may('leaves', own('leave', token));
  for (const action of ['raise', 'done']) await mayNot(action, own(action, token));
  // Whoever left may come again by the same page, until the host removes them.
  await may('enters again', own('enter', token));
  await may('is removed', post(`${at}/seats/${seat.seatId}/remove`, host));
  for (const action of ['enter', 'raise', 'done']) await mayNot(`${action}, removed`, own(action, token));
  await may('is ended', post(`${at}/end`, host));
  for (const action of ['enter', 'raise']) await mayNot(`${action}, over`, own(action, late.token));
}
