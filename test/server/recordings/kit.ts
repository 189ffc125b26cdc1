/** For tests of recording: a visit in its consult, with short ways to ask of its recordings. */
import { SYSTEM } from '../../../server/actor.ts';
import { finishEntry } from '../../../server/queue/service.ts';
import { inHospital, type Work } from '../../../server/work.ts';
import { callAndEnter, waitingPatient } from '../../kit/flow.ts';
import type { TestApp } from '../../kit/open-test-app.ts';
import { openConsult } from '../../kit/recorder.ts';

export const VERSION = 'demo-rec-1';
export const until = async (look: () => Promise<boolean> | boolean, what: string) => {
  for (const end = Date.now() + 15_000; !(await look()); await new Promise((done) => setTimeout(done, 20)))
    if (Date.now() > end) throw new Error(`never: ${what}`);
};

export async function visitOf(t: TestApp, username = 'zhao', code = '03') {
  const doctor = await t.tokenOf('renhe', username);
  const patient = await waitingPatient(t, { code });
  const ids = await callAndEnter(t, doctor, patient, { code });
  const consultId = await openConsult(t.deps, ids);
  const base = `/renhe/visits/${ids.visitId}/recordings`;
  const post = (token: string, path = '', body?: unknown) =>
    t.call('POST', base + path, { token, ...(body ? { body } : {}) });
  return {
    ...{ ...ids, consultId, base, doctor, patient: patient.token },
    ask: () => post(doctor),
    answer: (id: string, agreed: boolean, version = VERSION) =>
      post(patient.token, `/${id}/answer`, { agreed, version }),
    stop: (id: string, token = doctor) => post(token, `/${id}/stop`),
    open: (id: string, token = doctor) => post(token, `/${id}/open`),
    async list() {
      const { body } = await t.call('GET', base, { token: doctor });
      return body.recordings;
    },
    async latest() {
      return (await this.list())[0];
    },
    finish: () =>
      inHospital(t.deps, 'renhe', { doer: { role: 'doctor', id: null }, requestId: null }, (work) =>
        finishEntry(work, ids.entryId),
      ),
  };
}
export const inRenhe = <T>(t: TestApp, fn: (work: Work) => Promise<T>) =>
  inHospital(t.deps, 'renhe', { doer: SYSTEM, requestId: null }, fn);
