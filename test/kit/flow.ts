/** The steps of a visit through the API, for tests that begin in the middle. */
import { evaluate } from '@care-elements/triage/engine.ts';
import type { Answers, Asking, Question } from '@care-elements/triage/protocol.ts';
import { departmentId, type TestApp } from './open-test-app.ts';

/** Answers an interview to its end, as `choose` says; by default as somebody with nothing alarming. */
export async function answerTriage(
  t: Pick<TestApp, 'call'>,
  visit: { token: string; visitId: string },
  {
    hospitalId = 'renhe',
    protocol = 'general',
    age = 70,
    sex = 'female',
    choose = calm,
    text = '最近有点不舒服',
  }: TriageOptions = {},
) {
  const { body: asked } = await t.call('GET', `/${hospitalId}/protocols/${protocol}`);
  const answers: Answers = {};
  for (;;) {
    const { next } = evaluate([asked as Asking], answers, { age, sex }, asked.regions);
    if (!next) break;
    answers[next.linkId] = choose(next);
  }
  return t.call('POST', `/${hospitalId}/visits/${visit.visitId}/triage`, {
    token: visit.token,
    body: { protocols: [{ id: asked.id, hash: asked.hash }], text, answers },
  });
}
export interface TriageOptions {
  hospitalId?: string;
  protocol?: string;
  age?: number;
  sex?: string;
  choose?: (question: Question) => string[];
  text?: string;
}
/** None of the danger signs, and of the rest the first that is offered. */
export const calm = (question: Question): string[] =>
  question.repeats
    ? ['none']
    : question.linkId === 'pregnant'
      ? ['not-pregnant']
      : [question.answerOption[0]!.code];

/** A patient who waits in a department (by catalogue code). */
export async function waitingPatient(
  t: TestApp,
  {
    hospitalId = 'renhe',
    code = '03',
    patient = {},
    triage = {},
  }: { hospitalId?: string; code?: string; patient?: Record<string, unknown>; triage?: TriageOptions } = {},
) {
  const visit = await t.openVisit(hospitalId, patient);
  const answer = await answerTriage(t, visit, { hospitalId, ...triage });
  if (answer.status !== 201) throw new Error(`triage: ${JSON.stringify(answer.body)}`);
  const { status, body } = await t.call('POST', `/${hospitalId}/visits/${visit.visitId}/queue-entries`, {
    token: visit.token,
    body: { departmentId: departmentId(hospitalId, code) },
  });
  if (status !== 201) throw new Error(`queue: ${JSON.stringify(body)}`);
  return { ...visit, entryId: body.entryId as string, place: body };
}

/** The next patient of a department, called and come in; `doctor` is a token. */
export async function callAndEnter(
  t: TestApp,
  doctor: string,
  patient: { token: string },
  { hospitalId = 'renhe', code = '03' } = {},
) {
  const called = await t.call(
    'POST',
    `/${hospitalId}/departments/${departmentId(hospitalId, code)}/call-next`,
    { token: doctor },
  );
  if (called.status !== 201) throw new Error(`call-next: ${JSON.stringify(called.body)}`);
  const { entryId, visitId, encounterId } = called.body as {
    entryId: string;
    visitId: string;
    encounterId: string;
  };
  const entered = await t.call('POST', `/${hospitalId}/queue-entries/${entryId}/enter`, {
    token: patient.token,
  });
  if (entered.status !== 200) throw new Error(`enter: ${JSON.stringify(entered.body)}`);
  return { entryId, visitId, encounterId };
}

export const NOTE = {
  complaint: '咽痛两天',
  findings: '视频所见咽部充血',
  diagnoses: [
    { code: 'J06.9', name: { 'zh-CN': '急性上呼吸道感染', en: 'Acute upper respiratory infection' } },
  ],
  advice: '多饮水，休息',
};
