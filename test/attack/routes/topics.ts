/** Live topics of other people's visits, meetings and counters: nobody follows them who has nothing to do with them. */
import type { TestApp } from '../../kit/open-test-app.ts';
import type { Fixture } from '../../kit/route-cases.ts';
import type { Attempt } from '../attack.ts';

/** `own`: a token of the patient whose visit it is. */
export async function othersTopics(
  t: TestApp,
  f: Fixture,
  own: string,
  people: Record<string, string>,
): Promise<Attempt> {
  const attempt: Attempt = { attempt: 'live topics of others, our ids', tried: 0, findings: [] };
  const follow = async (topic: string, token: string) =>
    (await t.call('GET', `/renhe/live?topics=${topic}`, { token })).status;
  const topics = [
    ...['visit', 'messages', 'guests', 'recording', 'snapshot'].map((kind) => `${kind}:${f.visitId}`),
    ...[`guest:${f.invitationId}`, `queue:${f.departmentId}`, `meeting:${f.meetingId}`],
    ...[`audience:${f.meetingId}`, `seat:${f.seatId}`, `counter:${f.pharmacyId}`],
  ];
  // Without a connection to write to: who may follow it is told that it needs one.
  const honest = await follow(topics[0]!, own);
  if (honest !== 503) attempt.findings.push(`its own patient: ${honest}, so that a refusal says nothing`);
  for (const topic of topics)
    for (const [who, token] of Object.entries(people)) {
      attempt.tried++;
      const status = await follow(topic, token);
      if (status !== 403 && status !== 404) attempt.findings.push(`${topic} as ${who}: ${status}`);
    }
  return attempt;
}
