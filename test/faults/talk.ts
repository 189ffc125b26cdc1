/** One visit at the other hospital, where nobody else works: a patient who talks with a doctor, and sends pictures. */
import { DEMO_HOSPITALS, DEMO_PASSWORD } from '../../server/demo/hospitals.ts';
import * as files from '../kit/files.ts';
import { answerTriage, callAndEnter, NOTE } from '../kit/flow.ts';
import { departmentId, PATIENT, type TestApp } from '../kit/open-test-app.ts';
import { expect, type Call } from './load.ts';

export const HOSPITAL = 'lakeside';
export const VISIT = { patient: PATIENT, language: 'en', consent: { version: 'demo-1', agreed: true } };

export interface Talk {
  token: string;
  /** Of the visit, and of its attachments. */
  path: string;
  attachments: string;
  /** A picture: "201", or the status and the code; and its id. */
  send(careUrl: string): Promise<{ said: string; attachmentId: string }>;
  /** The doctor writes the note and is free again. */
  finish(): Promise<void>;
}

export async function talk(call: Call): Promise<Talk> {
  const { clinicians } = DEMO_HOSPITALS.find(({ hospitalId }) => hospitalId === HOSPITAL)!;
  const { username, departments } = clinicians.find(({ role }) => role === 'doctor')!;
  const signedIn = await call('POST', `/${HOSPITAL}/sessions`, {
    body: { username, password: DEMO_PASSWORD },
  });
  const doctor = expect(signedIn, 201, 'sign-in').token as string;
  const { token, visit } = expect(await call('POST', `/${HOSPITAL}/visits`, { body: VISIT }), 201, 'visit');
  const code = departments[0]!;
  const path = `/${HOSPITAL}/visits/${visit.visitId}`;
  const triage = await answerTriage({ call }, { token, visitId: visit.visitId }, { hospitalId: HOSPITAL });
  expect(triage, 201, 'triage');
  const body = { departmentId: departmentId(HOSPITAL, code) };
  expect(await call('POST', `${path}/queue-entries`, { token, body }), 201, 'queue');
  const { encounterId } = await callAndEnter(
    { call } as TestApp,
    doctor,
    { token },
    {
      hospitalId: HOSPITAL,
      code,
    },
  );
  const attachments = `${path}/attachments`;
  return {
    ...{ token, path, attachments },
    async send(careUrl) {
      const answer = await fetch(`${careUrl}/v1/hospitals${attachments}?name=a.jpg`, {
        method: 'POST',
        headers: {
          ...{ Authorization: `Bearer ${token}`, 'Content-Type': 'image/jpeg' },
          'Idempotency-Key': crypto.randomUUID(),
        },
        body: new Uint8Array(files.jpeg()),
      });
      const { code, attachmentId = '' } = (await answer.json()) as { code?: string; attachmentId?: string };
      return { said: code ? `${answer.status} ${code}` : String(answer.status), attachmentId };
    },
    async finish() {
      const encounter = `/${HOSPITAL}/encounters/${encounterId}`;
      const now = expect(await call('GET', encounter, { token: doctor }), 200, 'encounter');
      const note = { rowVersion: now.rowVersion, note: NOTE };
      const put = await call('PUT', `${encounter}/note`, { token: doctor, body: note });
      const { rowVersion } = expect(put, 200, 'note');
      const finished = await call('POST', `${encounter}/finish`, { token: doctor, body: { rowVersion } });
      expect(finished, 200, 'finish');
    },
  };
}
