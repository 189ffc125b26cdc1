/** The clock of the machine jumps, for server and PostgreSQL alike, while everybody works and a page is told what changes. */
import { setTimeout as sleep } from 'node:timers/promises';
import { PATIENT } from '../kit/open-test-app.ts';
import type { Scenario } from './hospital.ts';
import { lacksShim, openShimmed, type Shimmed } from './shim.ts';

const HOUR = 3600;
let shimmed: Shimmed | undefined;

export const clock: Scenario = {
  name: 'the clock jumps',
  did: 'an hour forward, 10 s later two hours back, 10 s later right again',
  lacks: lacksShim,
  prepare: async () => (shimmed = await openShimmed()),
  async run({ demo, place, call, see }) {
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
    shimmed!.set({ clock: HOUR });
    // Node makes the header once a second.
    await sleep(2_000);
    const { headers: said } = await fetch(`${place.careUrl}/healthz`);
    const ahead = Math.round((Date.parse(said.get('date') ?? '') - Date.now()) / HOUR / 1000);
    see(`the server’s clock is ${ahead} h ahead`, ahead === 1);
    await sleep(10_000);
    await holds('an hour ahead');
    shimmed!.set({ clock: -HOUR });
    await sleep(10_000);
    await holds('an hour behind');
    shimmed!.set({});
    await sleep(2_000);
    await holds('right again');
    const ready = await fetch(`${place.careUrl}/readyz`);
    see(`/readyz ${ready.status}`, ready.status === 200 && !demo.ended());
    await stream.body?.cancel().catch(() => {});
  },
};
