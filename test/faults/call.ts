/** What bad networks and deaths do to a call: what the patient read, when sound was back, and whether anything of the visit was lost. */
import { v4 } from 'uuid';
import type { Page } from 'playwright-core';
import type { CareConsult } from '../../packages/elements/widgets/care-consult.ts';
import { energy, frames, text, until } from '../e2e/call-kit.ts';
import { openFaultHouse, type FaultHouse } from './house.ts';
import { SCENARIOS, type Scenario } from './call-scenarios.ts';

export interface CallFault {
  name: string;
  /** Sentences about the connection, in the order in which they came. */
  saw: string[];
  /** Seconds from healing until the patient heard the doctor again; null where sound never stopped. */
  soundBack: number | null;
  /** Pictures a second that the patient saw while it lasted, and the share of sound that had to be made up (0 to 1). */
  fps: number;
  concealed: number;
  /** The same share in the last ten seconds of it: whether the rung it came to is a conversation. */
  settled: number;
  /** The patient's rungs of the ladder in the order in which they came, and seconds from healing until the uppermost was back. */
  rungs: string[];
  top: number | null;
  kept: { visit: boolean; note: boolean; chat: boolean };
}

interface Sound {
  concealed: number;
  all: number;
}
/** Samples of sound that were made up, and all, of the connections of the page (RTCInboundRtpStreamStats). */
export const sound = (page: Page): Promise<Sound> =>
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

const rungOf = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => document.querySelector<CareConsult>('care-consult')?.store?.get().inCall?.rung);

/** Up again takes its time: a rung is tried once it has been calm for long enough, and longer where it had failed. */
const CLIMB_MS = 240_000;
const LAST_MS = 10_000;

async function one(house: FaultHouse, scenario: Scenario): Promise<CallFault> {
  const call = await house.call();
  const { app } = house;
  const path = `/renhe/visits/${call.visitId}`;
  const saw: string[] = [];
  const rungs: string[] = [];
  const look = async () => {
    const now = await chipOf(call.patient()).catch(() => '');
    if (now && saw.at(-1) !== now) saw.push(now);
    const rung = await rungOf(call.patient()).catch(() => undefined);
    if (rung && rungs.at(-1) !== rung) rungs.push(rung);
  };
  const listener = () => (scenario.hears ?? ((c) => c.patient()))(call);
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
    let late: Sound | undefined;
    while (Date.now() < from + scenario.seconds * 1000) {
      if (!scenario.asleep) await look();
      if (!scenario.asleep && !late && Date.now() > from + scenario.seconds * 1000 - LAST_MS)
        late = await sound(call.patient()).catch(() => undefined);
      await new Promise((done) => setTimeout(done, 250));
    }
    const [page, awake] = [call.patient(), !scenario.asleep];
    const [painted, after] = awake
      ? [await frames(page).catch(() => 0), await sound(page).catch(() => before)]
      : [0, before];
    const lasted = (Date.now() - from) / 1000;
    const wasHeard = awake && (await energy(page).catch(() => 0)) > 0 && scenario.seconds > 0;
    const stopped = !!scenario.silent || !wasHeard;
    const share = (a: Sound, b: Sound) =>
      b.all > a.all ? Math.max(0, (b.concealed - a.concealed) / (b.all - a.all)) : 0;
    await scenario.heal(house, call);
    const healed = Date.now();
    const heard = await energy(listener());
    await until(
      async () => {
        await look();
        // A new page or connection counts from zero.
        const now = await energy(listener());
        return (!scenario.anew && now > heard + 1e-4) || (now < heard && now > 1e-4);
      },
      `${scenario.name}: sound is back`,
      60_000,
    );
    const soundBack = (Date.now() - healed) / 1000;
    if (scenario.climbs)
      await until(
        async () => {
          await look();
          return rungs.at(-1) === 'video';
        },
        `${scenario.name}: up the ladder again (${rungs.join(' → ')})`,
        CLIMB_MS,
      );
    const top = scenario.climbs ? (Date.now() - healed) / 1000 : null;
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
      saw: saw.slice(0, 12),
      soundBack: stopped ? soundBack : null,
      fps: lasted > 1 ? Math.max(0, painted - pictures) / lasted : 0,
      concealed: share(before, after),
      settled: share(late ?? before, after),
      ...{ rungs, top },
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
