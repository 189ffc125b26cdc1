/** What bad networks and deaths do to a call: what the patient read, when sound was back, and whether anything of the visit was lost. */
import { v4 } from 'uuid';
import type { Page } from 'playwright-core';
import { energy, frames, press, text, until } from '../e2e/call-kit.ts';
import { openFaultHouse, type FaultCall, type FaultHouse } from './house.ts';

export interface CallFault {
  name: string;
  /** Sentences about the connection, in the order in which they came. */
  saw: string[];
  /** Seconds from healing until the patient heard the doctor again; null where sound never stopped. */
  soundBack: number | null;
  /** Pictures a second that the patient saw while it lasted, and the share of sound that had to be made up (0 to 1). */
  fps: number;
  concealed: number;
  kept: { visit: boolean; note: boolean; chat: boolean };
}

interface Scenario {
  name: string;
  seconds: number;
  begin(house: FaultHouse, call: FaultCall): unknown;
  heal(house: FaultHouse, call: FaultCall): unknown;
}

const network = (name: string, seconds: number, begin: (house: FaultHouse) => void): Scenario => ({
  ...{ name, seconds },
  begin,
  heal: ({ network: n }) => n.heal(),
});

export const SCENARIOS: readonly Scenario[] = [
  network('cut for 15 s', 15, ({ network: n }) => n.cut()),
  network('cut for 60 s', 60, ({ network: n }) => n.cut()),
  network('5 % loss', 20, ({ network: n }) => n.lose(5)),
  network('20 % loss', 20, ({ network: n }) => n.lose(20)),
  network('50 % loss', 20, ({ network: n }) => n.lose(50)),
  network('300 kbit/s', 30, ({ network: n }) => n.narrow(300, 300)),
  network('50 kbit/s', 40, ({ network: n }) => n.narrow(50, 50)),
  network('50 kbit/s up, free down', 40, ({ network: n }) => n.narrow(null, 50)),
  {
    ...{ name: 'LiveKit killed', seconds: 0 },
    begin: ({ killLivekit }) => killLivekit(),
    heal: () => undefined,
  },
  {
    ...{ name: 'browser killed and opened again', seconds: 0 },
    begin: (_, call) => call.killBrowser(),
    heal: (_, call) => press(call.patient(), 'action'),
  },
  {
    ...{ name: 'tab reloaded', seconds: 0 },
    begin: (_, call) => call.patient().reload(),
    heal: (_, call) => press(call.patient(), 'action'),
  },
];

interface Sound {
  concealed: number;
  all: number;
}
/** Samples of sound that were made up, and all, of the connections of the page (RTCInboundRtpStreamStats). */
const sound = (page: Page): Promise<Sound> =>
  page.evaluate(async () => {
    const sum = { concealed: 0, all: 0 };
    for (const pc of (globalThis as unknown as { seen: { pcs: RTCPeerConnection[] } }).seen.pcs) {
      if (pc.connectionState === 'closed') continue;
      for (const stat of (await pc.getStats()).values()) {
        if (stat.type !== 'inbound-rtp' || stat.kind !== 'audio') continue;
        sum.concealed += (stat.concealedSamples ?? 0) - (stat.silentConcealedSamples ?? 0);
        sum.all += stat.totalSamplesReceived ?? 0;
      }
    }
    return sum;
  });

const chipOf = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const root = document.querySelector('care-consult')?.shadowRoot;
    const said = root?.querySelectorAll('.chip, [role=status], [role=alert]') ?? [];
    return [...said].map((one) => one.textContent!.replace(/\s+/g, ' ').trim()).join(' ');
  });

async function one(house: FaultHouse, scenario: Scenario): Promise<CallFault> {
  const call = await house.call();
  const { app } = house;
  const path = `/renhe/visits/${call.visitId}`;
  const saw: string[] = [];
  const look = async () => {
    const now = await chipOf(call.patient()).catch(() => '');
    if (now && saw.at(-1) !== now) saw.push(now);
  };
  try {
    const [pictures, before] = [await frames(call.patient()), await sound(call.patient())];
    await scenario.begin(house, call);
    // What the doctor does meanwhile must not be lost on the patient.
    const message = v4();
    const sent = await app.call('POST', `${path}/messages`, {
      token: call.tokens.doctor,
      body: { messageId: message, kind: 'text', text: '网络不好，请稍等' },
    });
    const encounter = await app.call('GET', '/renhe/encounters/mine', { token: call.tokens.doctor });
    const { encounterId, rowVersion } = encounter.body.current;
    const note = { complaint: '咳嗽', findings: '通话中断前所见', diagnoses: [], advice: '' };
    const saved = await app.call('PUT', `/renhe/encounters/${encounterId}/note`, {
      token: call.tokens.doctor,
      body: { rowVersion, note },
    });
    const from = Date.now();
    while (Date.now() < from + scenario.seconds * 1000) {
      await look();
      await new Promise((done) => setTimeout(done, 250));
    }
    const page = call.patient();
    const [painted, after] = [await frames(page).catch(() => 0), await sound(page).catch(() => before)];
    const lasted = (Date.now() - from) / 1000;
    const wasHeard = (await energy(page).catch(() => 0)) > 0 && scenario.seconds > 0;
    const stopped = /^(cut|LiveKit|browser|tab)/.test(scenario.name) || !wasHeard;
    await scenario.heal(house, call);
    const healed = Date.now();
    const heard = await energy(call.patient());
    await until(
      async () => {
        await look();
        // A new page or connection counts from zero.
        const now = await energy(call.patient());
        return now > heard + 1e-4 || (now < heard && now > 1e-4);
      },
      `${scenario.name}: sound is back`,
      60_000,
    );
    const soundBack = (Date.now() - healed) / 1000;
    const entry = await app.deps.db.tenant('renhe', async (tx) => {
      const { rows } = await tx.execute<{ state: string; visit: string }>(
        `SELECT q.state, v.status AS visit FROM queue_entries q JOIN visits v USING (hospital_id, visit_id) WHERE entry_id = '${call.entryId}'`,
      );
      return rows[0]!;
    });
    const { body } = await app.call('GET', `${path}/messages`, { token: call.tokens.patient });
    const { current } = (await app.call('GET', '/renhe/encounters/mine', { token: call.tokens.doctor })).body;
    return {
      name: scenario.name,
      saw: saw.slice(0, 8),
      soundBack: stopped ? soundBack : null,
      fps: lasted > 1 ? Math.max(0, painted - pictures) / lasted : 0,
      concealed: after.all > before.all ? (after.concealed - before.concealed) / (after.all - before.all) : 0,
      kept: {
        visit: entry.state === 'in_consult' && entry.visit === 'open',
        note: saved.status === 200 && current.note.findings === note.findings,
        chat:
          sent.status === 201 && body.messages.some((m: { messageId: string }) => m.messageId === message),
      },
    };
  } catch (cause) {
    const error = cause as Error;
    error.message += ` (the patient reads: ${await text(call.patient()).catch(() => 'nothing')})`;
    throw error;
  } finally {
    house.network.heal();
    await call.end();
  }
}

/** Each scenario on a visit of its own. A failed one is told and does not stop the others. */
export async function callFaults(
  only: (name: string) => boolean,
  tell: (fault: CallFault | Error, name: string) => void,
) {
  const house = await openFaultHouse();
  try {
    for (const scenario of SCENARIOS.filter(({ name }) => only(name)))
      tell(await one(house, scenario).catch((error: Error) => error), scenario.name);
  } finally {
    await house.close();
  }
}
