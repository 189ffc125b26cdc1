/** For tests of the consult: a called patient, a LiveKit as the server's dependency, and tokens read open. */
import type { QueueState } from '@care-elements/contract/queue.machine.ts';
import { decodeJwt } from 'jose';
import { RoomServiceClient } from 'livekit-server-sdk';
import { SYSTEM } from '../../../server/actor.ts';
import type { Deps, Media } from '../../../server/deps.ts';
import { demoDepartmentId } from '../../../server/demo/seed.ts';
import { planEncounter, startEncounter } from '../../../server/encounters/lifecycle.ts';
import type { LivekitProcess } from '../../../server/media/livekit-process.ts';
import { insertEntry } from '../../../server/queue/repo.ts';
import { addClinician } from '../../../server/sessions/service.ts';
import { inHospital } from '../../../server/work.ts';
import { signedIn, type TestApp } from '../../kit/open-test-app.ts';

export const mediaOf = (livekit: LivekitProcess): Media => ({
  get url() {
    return livekit.url;
  },
  get publicUrl() {
    return livekit.url;
  },
  apiKey: livekit.apiKey,
  apiSecret: livekit.apiSecret,
  status: () => livekit.status(),
});

export const roomsAt = (media: Media) => new RoomServiceClient(media.url, media.apiKey, media.apiSecret);

/** Where nothing listens. */
export const deadMedia = (state: 'ready' | 'absent' = 'ready'): Media => ({
  url: 'http://127.0.0.1:9',
  publicUrl: 'ws://127.0.0.1:9',
  apiKey: 'key',
  apiSecret: 'a secret of thirty-two characters',
  status: () => ({ state, detail: 'a test without LiveKit' }),
});

let count = 0;

/** A visit whose entry is in `state`, taken by a doctor of its own. */
export async function takenVisit(
  test: TestApp,
  { hospitalId = 'renhe', state = 'called' as QueueState } = {},
) {
  const visit = await test.openVisit(hospitalId);
  const clinicianId = await addDoctor(test.deps, hospitalId);
  const entryId = await addEntry(test.deps, hospitalId, visit.visitId, state, clinicianId);
  const actor = { hospitalId, sessionId: test.deps.newId(), role: 'doctor', clinicianId } as const;
  const path = `/${hospitalId}/visits/${visit.visitId}/consult/token`;
  return { ...visit, hospitalId, entryId, clinicianId, doctor: await signedIn(test.deps, actor), path };
}

export async function addDoctor(deps: Deps, hospitalId: string): Promise<string> {
  const clinicianId = deps.newId();
  const name = { 'zh-CN': '医生', en: 'Doctor' };
  await inHospital(deps, hospitalId, { doer: SYSTEM, requestId: null }, (work) =>
    addClinician(
      work,
      {
        ...{ hospitalId, clinicianId, username: `doctor${++count}`, passwordHash: '', role: 'doctor' },
        ...{ name, title: name, active: true, createdAt: work.now },
      },
      [{ departmentId: demoDepartmentId(hospitalId, '02'), consultRight: true, treatmentRight: true }],
    ),
  );
  return clinicianId;
}

export async function addEntry(
  deps: Deps,
  hospitalId: string,
  visitId: string,
  state: QueueState,
  doctorId: string,
): Promise<string> {
  const taken = state !== 'waiting';
  const entryId = deps.newId();
  await inHospital(deps, hospitalId, { doer: SYSTEM, requestId: null }, async (work) => {
    const { tx, now } = work;
    const entry = await insertEntry(tx, {
      ...{ hospitalId, entryId, visitId, departmentId: demoDepartmentId(hospitalId, '02'), state },
      ...{ ticket: `T${++count}`, level: 3, flags: [], complaint: '咳嗽', joinedAt: now, rankAt: now },
      ...{
        clinicianId: taken ? doctorId : null,
        calledAt: taken ? now : null,
        respondBy: taken ? now : null,
      },
      ...{ enteredAt: null, endedAt: null, previousEntryId: null },
    });
    if (taken) await planEncounter(work, entry, doctorId);
    if (state === 'in_consult') await startEncounter(work, entryId);
  });
  return entryId;
}

export interface Grants {
  sub: string;
  iss: string;
  exp: number;
  nbf: number;
  name?: string;
  metadata?: string;
  attributes?: Record<string, string>;
  video: Record<string, unknown>;
}
export const grantsOf = (token: string): Grants => decodeJwt(token) as unknown as Grants;

/** Tries until `look` gives something, for what another process does in its own time; at most `ms` milliseconds. */
export async function eventually<T>(
  look: () => Promise<T | undefined | false>,
  what: string,
  ms = 10_000,
): Promise<T> {
  for (const end = Date.now() + ms; ; await new Promise((done) => setTimeout(done, 50))) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`not within ${ms} ms: ${what}`);
  }
}
