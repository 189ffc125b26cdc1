/** The clock of the machine jumps, for server and PostgreSQL alike, while everybody works and a page is told what changes. */
import { setTimeout as sleep } from 'node:timers/promises';
import { DEMO_HOSPITALS } from '../../server/demo/hospitals.ts';
import { answerTriage } from '../kit/flow.ts';
import { departmentId, PATIENT } from '../kit/open-test-app.ts';
import { expect, type Call } from './load.ts';
import type { Scenario } from './hospital.ts';
import { lacksShim } from './shim.ts';

const HOUR = 3600;

/** Waits in the other hospital's first department, where nobody is called; answers how many stand before them. */
async function join(call: Call): Promise<() => Promise<number>> {
  const { clinicians } = DEMO_HOSPITALS.find(({ hospitalId }) => hospitalId === 'lakeside')!;
  const code = clinicians.find(({ role }) => role === 'doctor')!.departments[0]!;
  const opened = await call('POST', '/lakeside/visits', {
    body: { patient: PATIENT, language: 'en', consent: { version: 'demo-1', agreed: true } },
  });
  const { token, visit } = opened.body;
  await answerTriage({ call }, { token, visitId: visit.visitId }, { hospitalId: 'lakeside' });
  const path = `/lakeside/visits/${visit.visitId}`;
  const body = { departmentId: departmentId('lakeside', code) };
  expect(await call('POST', `${path}/queue-entries`, { token, body }), 201, 'queue');
  return async () => (await call('GET', path, { token })).body.queue.ahead as number;
}

export const clock: Scenario = {
  name: 'the clock jumps',
  did: 'an hour forward, 10 s later two hours back, 10 s later right again',
  lacks: lacksShim,
  shimmed: true,
  async run({ demo, place, call, shim, see, hold }) {
    const opened = await call('POST', '/lakeside/visits', {
      body: { patient: PATIENT, language: 'en', consent: { version: 'demo-1', agreed: true } },
    });
    const { token, visit } = opened.body;
    const headers = { Authorization: `Bearer ${token}` };
    const stream = await fetch(`${place.careUrl}/v1/hospitals/lakeside/live?topics=visit:${visit.visitId}`, {
      headers,
    });
    let open = true;
    void (async () => {
      for await (const _ of stream.body as unknown as AsyncIterable<Uint8Array>);
    })().then(
      () => (open = false),
      () => (open = false),
    );
    const holds = async (when: string) => {
      const { status } = await fetch(`${place.careUrl}/v1/hospitals/lakeside/visits/${visit.visitId}`, {
        headers,
      });
      see(
        `${when}: a patient’s token ${status}, the stream ${open ? 'open' : 'ended'}`,
        status === 200 && open,
      );
    };
    shim!.set({ clock: HOUR });
    // Node makes the header once a second.
    await sleep(2_000);
    const { headers: said } = await fetch(`${place.careUrl}/healthz`);
    const ahead = Math.round((Date.parse(said.get('date') ?? '') - Date.now()) / HOUR / 1000);
    see(`the server’s clock is ${ahead} h ahead`, ahead === 1);
    await hold(10);
    await holds('an hour ahead');
    const first = await join(call);
    shim!.set({ clock: -HOUR });
    const second = await join(call);
    const [before, after] = [await first(), await second()];
    see(`who came before the clock went back: ${before} ahead, who came after: ${after}`, before < after);
    await hold(10);
    await holds('an hour behind');
    shim!.set({});
    await sleep(2_000);
    await holds('right again');
    const ready = await fetch(`${place.careUrl}/readyz`);
    see(`/readyz ${ready.status}`, ready.status === 200 && !demo.ended());
    await stream.body?.cancel().catch(() => {});
  },
};
